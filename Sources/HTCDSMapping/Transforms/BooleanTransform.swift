import HTCDSCells

/// A checkbox from the words people and programs use. An empty cell is not stated: it never becomes "no".
struct BooleanTransform: Transform {
    let column: Int
    let missing: MissingWords
    /// The partner's own words: 1 for yes, 0 for no.
    let words: ByteKeyTable?
    /// A memo of the words that nearly all cells are.
    private let exact: ExactTexts
    var columns: [Int] { [column] }

    init(column: Int, missing: MissingWords, words: ByteKeyTable?) {
        self.column = column
        self.missing = missing
        self.words = words
        let usual = ["true", "false", "yes", "no", "1", "0", "TRUE", "FALSE", "True", "False", "Yes", "No"]
        exact = ExactTexts(
            usual.compactMap { word in
                var word = word
                return word.withUTF8 { bytes in
                    guard let start = bytes.baseAddress else { return nil }
                    let text = CellBytes(start: start, count: bytes.count)
                    guard !missing.contains(text), let value = Self.read(text, words) else { return nil }
                    return (Array(bytes), value ? 1 : 0)
                }
            })
    }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { text, cell in
            exact.find(text, cell.length).map { FieldValue(.boolean, $0) }
        } _: { record, text, _ in
            if let value = Self.read(text, words) { return FieldValue(.boolean, value ? 1 : 0) }
            fields.add(.init(slot: slot, record: record, fault: .notABoolean, column: column))
            return .unusable(text, in: cells.arena)
        }
    }

    private static func read(_ text: CellBytes, _ words: ByteKeyTable?) -> Bool? {
        words?.lookup(text).map { $0 == 1 } ?? read(text)
    }

    /// `true`, `yes`, `y`, `1`, `on` and their opposites, in any case and in any script's digits; nil for anything else.
    static func read(_ text: CellBytes) -> Bool? {
        if let value = readASCII(text) { return value }
        return text.count <= 16 ? LocalDigits.withASCII(text, readASCII) ?? nil : nil
    }

    private static func readASCII(_ text: CellBytes) -> Bool? {
        switch text.count {
        case 1:
            switch ASCII.lowered(text.start[0]) {
            case 0x31, 0x79, 0x74: return true
            case 0x30, 0x6E, 0x66: return false
            default: return nil
            }
        case 2: return text.equalsIgnoringASCIICase("no") ? false : text.equalsIgnoringASCIICase("on") ? true : nil
        case 3: return text.equalsIgnoringASCIICase("yes") ? true : text.equalsIgnoringASCIICase("off") ? false : nil
        case 4: return text.equalsIgnoringASCIICase("true") ? true : nil
        case 5: return text.equalsIgnoringASCIICase("false") ? false : nil
        default: return nil
        }
    }
}
