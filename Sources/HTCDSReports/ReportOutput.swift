/// Where a renderer writes to: a file, standard output, a response.
public protocol ReportOutput: AnyObject {
    /// Takes all of `bytes`, which are valid during the call only.
    ///
    /// - Throws: whatever stops the writing: a full disk, a closed pipe. The renderer passes it on and is of no use then.
    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// An output that keeps everything in memory, for tests and for small reports.
public final class MemoryOutput: ReportOutput {
    public private(set) var bytes: [UInt8] = []
    public init() {}
    public func write(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes.append(contentsOf: bytes) }
    /// What was written so far, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
