import HTCDSCells

/// The cells of a code list that nearly all are: the name of a code as it stands, or several of them with one separator
/// between two, with nothing to be said of it.
///
/// A memo of the slow way for these texts, made when a mapping is compiled.
struct ExactCodes: Sendable {
    private let texts: ExactTexts
    /// Bytes between values, each eight times in a word, the last one as often as there is room; nil where several values
    /// take the slow way.
    private let separators: (UInt64, UInt64, UInt64, UInt64)?
    private let wanted: Separators

    /// Marks texts that may be one of several.
    private static let part: UInt32 = 1 << 31

    /// - Parameters:
    ///   - candidates: texts that may be worth knowing.
    ///   - tables: all that is found as one value.
    ///   - outcome: the code that the slow way gives for a text that is a whole cell or one of several values, nil where
    ///     it gives none or has something to say.
    init(
        _ candidates: [String], separators: Separators, missing: MissingWords, isMulti: Bool, tables: [ByteKeyTable],
        outcome: (CellBytes) -> Int?
    ) {
        var known: [(text: [UInt8], value: UInt32)] = []
        for candidate in candidates {
            let bytes = Array(candidate.utf8)
            let code = bytes.withUnsafeBufferPointer { buffer -> Int? in
                guard let start = buffer.baseAddress else { return nil }
                let text = CellBytes(start: start, count: buffer.count)
                // A replacement character is in cells that cannot be decoded as well.
                guard text.trimmed().count == text.count, !missing.contains(text), !candidate.contains("\u{FFFD}")
                else {
                    return nil
                }
                return outcome(text)
            }
            if let code, let number = UInt32(exactly: code), number <= UInt32(UInt16.max) {
                known.append((bytes, number))
            }
        }
        wanted = separators
        let bytes = separators.bytes
        if isMulti, !bytes.isEmpty, bytes.count <= 4, !bytes.contains(where: { $0 >= 0x80 || ASCII.isLetter($0) }),
            !missing.holds(anyOf: separators)
        {
            let words = (bytes + [UInt8](repeating: bytes[bytes.count - 1], count: 3)).map {
                UInt64($0) &* 0x0101_0101_0101_0101
            }
            self.separators = (words[0], words[1], words[2], words[3])
            // A cell that begins like a spelling with a separator in it may be that spelling.
            let folded = Set(bytes.map { $0 <= 0x20 ? 0x20 : $0 == 0x60 ? 0x27 : $0 })
            let longest = known.map(\.text.count).max() ?? 0
            let openings = tables.reduce(into: Set<[UInt8]>()) {
                $0.formUnion($1.openings(before: folded, upTo: longest))
            }
            for index in known.indices {
                let text = known[index].text
                let isPlain = text.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !separators.contains($0) }
                if isPlain, !openings.contains(ByteKeyTable.folded(String(decoding: text, as: UTF8.self))) {
                    known[index].value |= Self.part
                }
            }
        } else {
            self.separators = nil
        }
        texts = ExactTexts(known)
    }

    /// The code that the whole cell stands for. See ``ExactTexts/find(_:_:)`` for what must be readable.
    @inline(__always)
    func code(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        texts.find(start, length).map { $0 & ~Self.part }
    }

    /// Whether the cell is several different codes; then they were added to `codes`, else nothing was.
    @inline(__always)
    func add(_ start: UnsafePointer<UInt8>, _ length: Int, to codes: CodeNumbers) -> Bool {
        guard let separators else { return false }
        let before = codes.count
        var seen: UInt64 = 0
        var position = 0
        while position < length {
            let end = Self.endOfPart(start, position, length, separators)
            guard let found = texts.find(start + position, end &- position), found & Self.part != 0 else {
                codes.remove(from: before)
                return false
            }
            let code = found & ~Self.part
            let bit: UInt64 = 1 << UInt64(code & 63)
            // Lists are shorter than 64 codes but for countries and languages.
            if code > 63 || seen & bit != 0 {
                codes.remove(from: before)
                return false
            }
            seen |= bit
            codes.append(UInt16(truncatingIfNeeded: code))
            position = end &+ 1
            while position < length, start[position] == 0x20 || wanted.contains(start[position]) { position &+= 1 }
        }
        return true
    }

    /// Where the first separator from `position` on stands, `length` where there is none. Reads up to seven bytes behind
    /// the text.
    @inline(__always)
    private static func endOfPart(
        _ start: UnsafePointer<UInt8>, _ position: Int, _ length: Int,
        _ separators: (UInt64, UInt64, UInt64, UInt64)
    ) -> Int {
        let raw = UnsafeRawPointer(start)
        var index = position
        while index < length {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            // The lowest of these bits is right, whatever stands above it.
            let hits =
                zeros(word ^ separators.0) | zeros(word ^ separators.1) | zeros(word ^ separators.2)
                | zeros(word ^ separators.3)
            if hits & 0x8080_8080_8080_8080 != 0 {
                return min(index &+ (hits & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3, length)
            }
            index &+= 8
        }
        return length
    }

    /// The highest bit of the lowest byte that is zero, and perhaps of some above it.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }
}
