import HTCDSCells

/// The cells of a code list that nearly all are: the name of a code as it stands, or several of them with one separator
/// between two, with nothing to be said of it.
///
/// A memo of the slow way for these texts, made when a mapping is compiled.
struct ExactCodes: Sendable {
    private let texts: ExactTexts
    /// nil where several values take the slow way.
    private let separators: PartEnds.Bytes?

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
        let bytes = separators.bytes
        if isMulti, !bytes.contains(where: { $0 >= 0x80 || ASCII.isLetter($0) }), !missing.holds(anyOf: separators),
            let ends = PartEnds.Bytes(bytes)
        {
            self.separators = ends
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

    /// Whether the cell is one code or several different ones; then they were added to `codes`, else nothing was.
    ///
    /// ``ByteBlock/size`` bytes behind the cell must be readable.
    @inline(__always)
    func add(_ start: UnsafePointer<UInt8>, _ length: Int, to codes: CodeNumbers) -> Bool {
        // Most cells hold one value, and a spelling may have a separator in it.
        if let code = code(start, length) {
            codes.append(UInt16(truncatingIfNeeded: code))
            return true
        }
        guard let separators else { return false }
        var ends = PartEnds(start, length, separators)
        var end = ends.next(from: 0)
        if end == length { return false }
        let before = codes.count
        var seen: UInt64 = 0
        var position = 0
        while true {
            guard let found = texts.find(start + position, end &- position), found & Self.part != 0,
                isNew(found & ~Self.part, &seen, codes, since: before)
            else {
                codes.remove(from: before)
                return false
            }
            codes.append(UInt16(truncatingIfNeeded: found))
            position = end &+ 1
            while position < length, start[position] == 0x20 || separators.holds(start[position]) { position &+= 1 }
            if position >= length { return true }
            end = ends.next(from: position)
        }
    }

    /// Whether a code does not stand among those since `before`; lists are shorter than 64 codes but for countries and
    /// languages.
    @inline(__always)
    private func isNew(_ code: UInt32, _ seen: inout UInt64, _ codes: CodeNumbers, since before: Int) -> Bool {
        if code > 63 { return !codes[before...].contains(UInt16(truncatingIfNeeded: code)) }
        let bit: UInt64 = 1 &<< UInt64(code)
        defer { seen |= bit }
        return seen & bit == 0
    }
}
