/// Carries bytes from a source to a parser: read in blocks, pushed in slices, so that what one push sets free stays
/// small.
final class XMLPump {
    /// Bytes asked of the source at a time.
    static let block = 256 * 1_024
    /// Bytes given to the parser at a time.
    static let slice = 64 * 1_024

    private let source: any ByteSource
    let parser: XMLPushParser
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: XMLPump.block, alignment: 16)
    private var position = 0
    private var available = 0
    private var isFirst = true
    private var ended = false

    init(source: any ByteSource, parser: XMLPushParser) {
        self.source = source
        self.parser = parser
    }

    deinit { buffer.deallocate() }

    /// Pushes one slice.
    /// - Returns: false when the document was complete already.
    /// - Throws: `FormatError` of the source or the parser.
    func feed() throws -> Bool {
        if ended { return false }
        if position == available {
            available = try source.read(into: buffer)
            position = 0
            if available == 0 {
                ended = true
                try parser.finish()
                return true
            }
            if isFirst {
                isFirst = false
                // RFC 1952, 2.3.1: the two bytes every gzip file starts with.
                if available >= 2, buffer[0] == 0x1F, buffer[1] == 0x8B { throw XMLFault.compressed() }
            }
        }
        let end = min(position + Self.slice, available)
        let slice = UnsafeRawBufferPointer(rebasing: buffer[position..<end])
        position = end
        try parser.push(slice)
        return true
    }

    /// Pushes all there is.
    func run() throws {
        while try feed() {}
    }
}
