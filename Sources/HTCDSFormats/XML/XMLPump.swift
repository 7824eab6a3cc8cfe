/// Carries bytes from a source to a parser: read in blocks, handed on in slices, so that what one of them sets free stays
/// small.
///
/// Plain elements go by ``XMLPlainScanner``, everything else by libxml2: the head of the document, then whatever is not
/// plain, and each element that does not fit into a block, of which libxml2 gets the tags.
final class XMLPump {
    /// Bytes asked of the source at a time.
    static let block = 256 * 1_024
    /// Bytes handed on at a time.
    static let slice = 64 * 1_024
    /// Bytes that may be read behind the block.
    private static let padding = 64

    private let source: any ByteSource
    let parser: XMLPushParser
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: XMLPump.block + padding, alignment: 16)
    private var position = 0
    private var available = 0
    private var isFirst = true
    private var sourceEnded = false
    /// What the source has thrown behind the bytes that it gave.
    private var sourceFault: (any Error)?
    private var ended = false

    /// nil where everything goes by libxml2.
    private var scanner: XMLPlainScanner?
    /// Whether the document's encoding is known to be one that the scanner reads.
    private var isPlainEncoding = false
    /// What was not plain lately. A document full of it is left to libxml2.
    private var misses = 0
    private static let mostMisses = 4_096
    private var namespaceState = -1

    /// - Parameter readsPlain: whether plain elements may go without libxml2.
    init(source: any ByteSource, parser: XMLPushParser, readsPlain: Bool = true) {
        self.source = source
        self.parser = parser
        scanner = readsPlain && !parser.isHeldAgainstSchema ? XMLPlainScanner() : nil
        buffer[Self.block...].initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { buffer.deallocate() }

    /// Hands one slice on.
    /// - Returns: false when the document was complete already.
    /// - Throws: `FormatError` of the source or the parser.
    func feed() throws -> Bool {
        if ended { return false }
        if position == available {
            try refill()
            if available == 0 {
                ended = true
                if let sourceFault { throw sourceFault }
                try parser.finish()
                return true
            }
        }
        let stop = min(position + Self.slice, available)
        while position < stop, let scanner {
            guard parser.isBetweenElements else {
                miss(1)
                try pushTag()
                continue
            }
            if !isPlainEncoding {
                isPlainEncoding = parser.readsPlain
                if !isPlainEncoding { self.scanner = nil }
                continue
            }
            if try !scan(scanner) { return true }
        }
        if position < stop { try push(to: stop) }
        return true
    }

    private func miss(_ count: Int) {
        misses += count
        if misses > Self.mostMisses { scanner = nil }
    }

    /// Pushes all there is.
    func run() throws {
        while try feed() {}
    }

    /// - Returns: false where more bytes were read first.
    private func scan(_ scanner: XMLPlainScanner) throws -> Bool {
        guard let block = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
        if namespaceState != parser.namespaceState {
            namespaceState = parser.namespaceState
            scanner.names.removeAll()
        }
        let depth = parser.limits.depth - parser.depth
        switch scanner.scan(block, from: position, to: available, line: parser.line, depth: depth, parser) {
        case .plain(let end):
            position = end
            misses = max(0, misses - scanner.tokenCount)
            try parser.tell(scanner, block)
        case .notPlain:
            miss(4)
            try pushTag()
        case .incomplete:
            if !sourceEnded, position > 0 || available < Self.block {
                try refill()
                return false
            }
            // Longer than a block, or the end of the document. Elements within each other that are all as long would be
            // looked at again from each of their tags on.
            miss(64)
            try pushTag()
        }
        return true
    }

    /// Gives libxml2 what stands before the next `>`, and that. A `>` with a byte above ASCII just before it is none: at
    /// the end of what it has, libxml2 cannot tell a character that is broken from one that is cut off.
    private func pushTag() throws {
        var end = position
        repeat {
            end = buffer[end..<available].firstIndex(of: 0x3E).map { $0 + 1 } ?? available
        } while end < available && buffer[max(position, end - 4)..<end].contains { $0 >= 0x80 }
        try push(to: end)
    }

    private func push(to end: Int) throws {
        let slice = UnsafeRawBufferPointer(rebasing: buffer[position..<end])
        position = end
        try parser.push(slice)
    }

    /// Moves what is left to the front and reads as much as there is room for.
    private func refill() throws {
        let left = available - position
        if left > 0, position > 0, let base = buffer.baseAddress {
            base.copyMemory(from: base + position, byteCount: left)
        }
        position = 0
        available = left
        while !sourceEnded, available < Self.block {
            do {
                let added = try source.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[available..<Self.block]))
                available += added
                sourceEnded = added == 0
            } catch {
                (sourceFault, sourceEnded) = (error, true)
            }
        }
        if isFirst, available > 0 {
            isFirst = false
            // RFC 1952, 2.3.1: the two bytes every gzip file starts with.
            if available >= 2, buffer[0] == 0x1F, buffer[1] == 0x8B { throw XMLFault.compressed() }
        }
    }
}
