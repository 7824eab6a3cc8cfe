import HTCDSCells

/// What a text must be to become a category.
enum ValueText {
    private static let mostBytes = 64
    private static let mostWords = 6

    /// Whether a text is short enough for a category, and has nothing in it that programs for synthetic data read as a
    /// sign: no `;`, no `:`, no line break or other control character, nothing that nobody sees; and no sign at its start
    /// by which a spreadsheet takes a cell for a formula and runs it.
    static func fits(_ text: CellBytes) -> Bool {
        guard text.count <= mostBytes else { return false }
        if text.count > 0, "=+-@".utf8.contains(text[0]) { return false }
        var words = 1
        for index in 0..<text.count {
            let byte = text[index]
            if byte == 0x20 && index > 0 && text[index - 1] != 0x20 { words += 1 }
            if byte < 0x20 || byte == 0x7F || byte == 0x3B || byte == 0x3A { return false }
        }
        guard words <= mostWords else { return false }
        if text.isASCII { return true }
        guard UTF8Check.isValid(text) else { return false }
        return text.makeString().unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
            default: scalar.value != 0xFFFD
            }
        }
    }

    static func contains(_ part: [UInt8], in text: CellBytes) -> Bool {
        guard !part.isEmpty, text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { stands(part, in: text, at: $0) }
    }

    static func stands(_ part: [UInt8], in text: CellBytes, at index: Int) -> Bool {
        guard index + part.count <= text.count else { return false }
        for offset in part.indices where text[index + offset] != part[offset] { return false }
        return true
    }

    /// Whether a text says that something was not chosen.
    static func saysNo(_ text: CellBytes) -> Bool {
        text.isEmpty || text.equals("0") || text.equalsIgnoringASCIICase("no") || text.equalsIgnoringASCIICase("false")
            || text.equalsIgnoringASCIICase("n")
    }

    /// A number from 0 without what stands behind the point; nil for anything else, and from a billion on.
    static func wholeNumber(_ text: CellBytes) -> Int? {
        var number = 0
        var digits = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte == 0x2E, digits > 0, index + 1 < text.count {
                return text[index + 1..<text.count].isDigits ? number : nil
            }
            guard ASCII.isDigit(byte), digits < 9 else { return nil }
            number = number * 10 + Int(byte - 0x30)
            digits += 1
        }
        return digits > 0 ? number : nil
    }

    /// `2018`, `2018-05` or `2018-05-03`.
    static func date(_ text: CellBytes) -> PackedDate? {
        func number(_ range: Range<Int>) -> Int? { text[range].isDigits ? wholeNumber(text[range]) : nil }
        switch text.count {
        case 4: return number(0..<4).flatMap { PackedDate(year: $0) }
        case 7:
            guard text[4] == 0x2D, let year = number(0..<4), let month = number(5..<7), month > 0 else { return nil }
            return PackedDate(year: year, month: month)
        case 10:
            guard text[4] == 0x2D, text[7] == 0x2D, let year = number(0..<4), let month = number(5..<7),
                let day = number(8..<10), month > 0, day > 0
            else { return nil }
            return PackedDate(year: year, month: month, day: day)
        default: return nil
        }
    }
}
