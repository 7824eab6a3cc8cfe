/// Plain text on standard output, for commands that look things up.
public enum TextOutput {
    /// - Throws: `ToolError`; a closed pipe is told apart.
    public static func write(_ bytes: UnsafeRawBufferPointer) throws {
        try Descriptor.writeAll(1, bytes, name: "standard output")
    }

    /// Writes a text to a file, which appears whole or not at all.
    /// - Throws: `ToolError`.
    public static func write(_ text: String, to path: String) throws {
        let sink = try OutputOpener.open(path)
        do {
            try Array(text.utf8).withUnsafeBufferPointer { try sink.write($0) }
            try sink.commit()
        } catch { throw ToolError.wrapping(error) }
    }
}
