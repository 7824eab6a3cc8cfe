import HTCDSCells

/// What the bytes of a whole file say about their encoding.
///
/// UTF-8 is so regular that text in another encoding hardly ever passes for it; the rest is weighed here.
public struct EncodingEvidence: Sendable {
    /// Well-formed sequences of two bytes or more.
    public private(set) var multibyteSequences = 0
    /// Bytes that belong to no well-formed sequence.
    public private(set) var strayBytes = 0
    private var carried: [UInt8] = []

    public init() {}

    /// Reads `source` to its end. Memory: one block.
    public init(source: any ByteSource) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            if count == 0 { break }
            add(UnsafeRawBufferPointer(rebasing: block[0..<count]))
        }
        finish()
    }

    /// Adds the bytes that follow.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var joined = carried
        joined.append(contentsOf: bytes)
        carried = []
        joined.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let text = CellBytes(start: start, count: buffer.count)
            var index = 0
            while index < text.count {
                if text.start[index] < 0x80 {
                    index += 1
                    continue
                }
                let width = UTF8Check.width(text, at: index)
                if width == 0 {
                    if text.count - index < 4, Self.mayBeCut(text, at: index) {
                        carried = Array(buffer[index...])
                        return
                    }
                    strayBytes += 1
                    index += 1
                } else {
                    multibyteSequences += 1
                    index += width
                }
            }
        }
    }

    private static func mayBeCut(_ text: CellBytes, at index: Int) -> Bool {
        let first = text.start[index]
        let wanted = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard first >= 0xC2, first <= 0xF4, text.count - index < wanted else { return false }
        for offset in 1..<max(text.count - index, 1) where text.start[index + offset] & 0xC0 != 0x80 { return false }
        return true
    }

    public mutating func finish() {
        strayBytes += carried.count
        carried = []
    }

    /// The encoding the evidence speaks for, and why, in words for the report.
    public var verdict: (encoding: TextEncoding, why: String) {
        if strayBytes == 0 { return (.utf8, "every byte is UTF-8") }
        if multibyteSequences > strayBytes {
            return (
                .utf8,
                "\(multibyteSequences) characters are UTF-8 and \(strayBytes) bytes are not: taken for damaged UTF-8"
            )
        }
        return (
            .windows1252,
            "no byte order mark, and \(strayBytes) bytes are not UTF-8: read as the Windows encoding for Western Europe"
        )
    }
}
