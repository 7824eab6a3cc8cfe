#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An XML document as the pieces it is written in, so that what is not changed can be handed on byte for byte.
///
/// It cuts, it does not check: what is no XML comes out as it went in. A document type is refused, as everywhere. Memory:
/// one piece, at most ``longestPiece``; text is handed on as it comes. Source: XML 1.0, productions 10, 15, 16, 18, 40.
final class XMLPieces {
    enum Kind {
        case text, start, end
        /// `<c/>`
        case empty
        /// Comment, processing instruction, CDATA section.
        case other
    }

    static let longestPiece = 64 << 20
    private static let blockSize = 256 << 10

    private let source: any ByteSource
    private let part: String
    private var buffer: [UInt8]
    private var low = 0
    private var high = 0
    private var atEnd = false
    private var piece = 0..<0
    private var isStarted = false

    init(_ source: any ByteSource, part: String) {
        self.source = source
        self.part = part
        buffer = [UInt8](repeating: 0, count: Self.blockSize)
    }

    /// The bytes of the piece that ``next()`` told of.
    func bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[piece])) }
    }

    /// The piece that follows, nil at the end.
    /// - Throws: `FormatError`.
    func next() throws -> Kind? {
        if !isStarted { try start() }
        low = piece.upperBound
        if low == high { try refill() }
        guard low < high else { return nil }
        guard buffer[low] == 0x3C else {
            let end = buffer.withUnsafeBufferPointer { bytes in
                bytes[low..<high].firstIndex(of: 0x3C) ?? high
            }
            piece = low..<end
            return .text
        }
        while high - low < 9, !atEnd { try refill() }
        let opening = buffer[low..<high]
        if opening.starts(with: "<!--".utf8) { return try take(to: "-->", from: 4) }
        if opening.starts(with: "<![CDATA[".utf8) { return try take(to: "]]>", from: 9) }
        if opening.starts(with: "<?".utf8) { return try take(to: "?>", from: 2) }
        if opening.starts(with: "<!".utf8) { throw XMLFault.documentType(line: 0, part: part) }
        return try takeTag()
    }

    /// Refuses a part in which an ASCII character may be something else: it could not be cut byte by byte. No spreadsheet
    /// program writes one.
    private func start() throws {
        isStarted = true
        while high < 256, !atEnd { try refill() }
        let head = buffer[..<high]
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(4).contains(0)
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
        var encoding = "utf-8"
        if text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: 0x3E) {
            encoding = XMLTag(text[...end]).value("encoding")?.lowercased() ?? encoding
        }
        let isKnown =
            ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) || encoding.hasPrefix("iso-8859-")
            || encoding.hasPrefix("windows-125")
        guard !isWide, isKnown else {
            throw ZipFault.broken("A part of it is in an encoding that cannot be annotated.", part: part)
        }
    }

    private func take(to terminator: StaticString, from offset: Int) throws -> Kind {
        let pattern = UnsafeBufferPointer(start: terminator.utf8Start, count: terminator.utf8CodeUnitCount)
        var done = offset
        while true {
            let end = buffer.withUnsafeBufferPointer { bytes in
                Self.end(of: pattern, in: bytes, from: low + done, to: high)
            }
            if let end {
                piece = low..<end
                return .other
            }
            // Its first bytes may be there already.
            done = max(offset, high - low - pattern.count + 1)
            try demandMore()
        }
    }

    private static func end(
        of pattern: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        var index = start
        while index + pattern.count <= end {
            guard let base = bytes.baseAddress,
                let found = memchr(base + index, Int32(pattern[0]), end - index - pattern.count + 1)
            else { return nil }
            index = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
            if bytes[index..<index + pattern.count].elementsEqual(pattern) { return index + pattern.count }
            index += 1
        }
        return nil
    }

    private func takeTag() throws -> Kind {
        var quote: UInt8 = 0
        var done = 1
        while true {
            let end = buffer.withUnsafeBufferPointer { Self.endOfTag($0, from: low + done, to: high, &quote) }
            if let end {
                piece = low..<end
                if buffer[low + 1] == 0x2F { return .end }
                return buffer[end - 2] == 0x2F ? .empty : .start
            }
            done = high - low
            try demandMore()
        }
    }

    private static func endOfTag(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ quote: inout UInt8
    ) -> Int? {
        var open = quote
        defer { quote = open }
        var index = start
        while index < end {
            let byte = bytes[index]
            index += 1
            if open != 0 {
                if byte == open { open = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                open = byte
            } else if byte == 0x3E {
                return index
            }
        }
        return nil
    }

    private func demandMore() throws {
        guard !atEnd else { throw XMLFault.truncated(line: 0, part: part) }
        try refill()
    }

    /// Reads on, with what is not used up moved to the front.
    private func refill() throws {
        guard !atEnd else { return }
        if low > 0 {
            buffer.withUnsafeMutableBytes { bytes in
                if let base = bytes.baseAddress { memmove(base, base + low, high - low) }
            }
            high -= low
            low = 0
            piece = 0..<0
        }
        if high == buffer.count {
            guard buffer.count < Self.longestPiece else {
                throw FormatError(
                    .beyondLimits, "A single tag or comment of the workbook is longer than \(Self.longestPiece) bytes.",
                    location: .init(part: part))
            }
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        let count = try buffer.withUnsafeMutableBytes {
            try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[high...]))
        }
        if count == 0 { atEnd = true }
        high += count
    }
}
