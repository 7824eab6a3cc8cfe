/// Plain text on standard output, for commands that look things up.
public enum TextOutput {
    /// - Throws: `ToolError`; a closed pipe is told apart.
    public static func write(_ bytes: UnsafeRawBufferPointer) throws {
        try Descriptor.writeAll(1, bytes, name: "standard output")
    }
}
