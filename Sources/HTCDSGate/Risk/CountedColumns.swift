/// A table in the form in which combinations are counted: every attribute is a number within one counted column.
///
/// A column of categories is one counted column; a joined (`multi`) column is one for each of its parts, which therefore
/// combine with each other, as pac-synth has it. What is empty, or `0` where zeros say nothing, is no attribute. Columns
/// with several attributes stand first, as codes; those with one follow, as bits.
///
/// Memory: rows × 2 bytes for a column of codes, rows ÷ 8 bytes for one of bits.
final class CountedColumns: @unchecked Sendable {
    // Unchecked: written only while it is made.

    struct Column {
        /// Number of the table's column.
        let source: Int
        /// What the attributes are called; number 1 is the first.
        let texts: [String]
        /// Whether the attribute is a part of a joined cell.
        let isPart: Bool
    }

    let rowCount: Int
    /// Number of 64-bit words for one bit a row.
    let wordCount: Int
    private(set) var columns: [Column] = []
    /// How many of the columns are codes; the others are bits.
    private(set) var codedCount = 0
    private var codes: [UnsafeMutablePointer<UInt16>] = []
    private var bits: [UnsafeMutablePointer<UInt64>] = []

    /// - Parameters:
    ///   - first: a column to put before all others in another coding (0: empty), instead of the table's own.
    ///   - bitsAllowed: whether columns with one attribute may be bits.
    init(
        _ table: CategoryTable, first: (source: Int, codes: [UInt16])? = nil, bitsAllowed: Bool = true
    ) {
        precondition(table.rowCount < Int(UInt32.max), "rows are counted in 32 bits")
        rowCount = table.rowCount
        wordCount = (table.rowCount + 63) / 64
        var single: [(column: Column, source: CategoryTable.Column, remap: [UInt16])] = []
        if let first {
            precondition(first.codes.count == rowCount, "a code for each row")
            addCodes(first.codes, source: first.source)
        }
        for (number, column) in table.columns.enumerated() where number != first?.source {
            precondition(column.codes.count == rowCount, "a code for each row")
            if column.kind == .multi {
                addParts(of: column, source: number, to: &single)
                continue
            }
            let (texts, remap) = Self.attributes(of: column)
            if texts.isEmpty { continue }
            let counted = Column(source: number, texts: texts, isPart: false)
            if texts.count == 1, bitsAllowed {
                single.append((counted, column, remap))
            } else {
                append(counted, column.codes, remap)
            }
        }
        if !bitsAllowed {
            for (counted, column, remap) in single { append(counted, column.codes, remap) }
            single = []
        }
        codedCount = columns.count
        for (counted, column, remap) in single {
            let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, wordCount))
            words.initialize(repeating: 0, count: max(1, wordCount))
            for row in 0..<rowCount where remap[Int(column.codes[row])] != 0 {
                words[row >> 6] |= 1 << UInt64(row & 63)
            }
            columns.append(counted)
            bits.append(words)
        }
    }

    deinit {
        for pointer in codes { pointer.deallocate() }
        for pointer in bits { pointer.deallocate() }
    }

    /// Number of attributes of a column.
    func width(_ column: Int) -> Int { columns[column].texts.count }

    /// The codes of a column by row; 0: none.
    func codes(_ column: Int) -> UnsafePointer<UInt16> { UnsafePointer(codes[column]) }

    /// The bits of a column by row, `wordCount` words.
    func bits(_ column: Int) -> UnsafePointer<UInt64> { UnsafePointer(bits[column - codedCount]) }

    /// Number of rows with an attribute.
    func support(of code: Int, in column: Int) -> Int {
        if column >= codedCount { return (0..<wordCount).reduce(0) { $0 + bits(column)[$1].nonzeroBitCount } }
        let codes = codes(column)
        return (0..<rowCount).count { Int(codes[$0]) == code }
    }

    private func append(_ column: Column, _ own: [UInt16], _ remap: [UInt16]) {
        let pointer = UnsafeMutablePointer<UInt16>.allocate(capacity: max(1, rowCount))
        for row in 0..<rowCount { pointer[row] = remap[Int(own[row])] }
        columns.append(column)
        codes.append(pointer)
    }

    private func addCodes(_ own: [UInt16], source: Int) {
        let most = Int(own.max() ?? 0)
        let pointer = UnsafeMutablePointer<UInt16>.allocate(capacity: max(1, rowCount))
        for row in 0..<rowCount { pointer[row] = own[row] }
        columns.append(Column(source: source, texts: Array(repeating: "", count: most), isPart: false))
        codes.append(pointer)
    }

    /// The attributes that occur in a column, and the attribute's number (0: none) for each of its values.
    private static func attributes(of column: CategoryTable.Column) -> (texts: [String], remap: [UInt16]) {
        let isUsed = usedValues(of: column)
        var numbers: [String: UInt16] = [:]
        var texts: [String] = []
        var remap = [UInt16](repeating: 0, count: max(1, column.values.count))
        for (value, text) in column.values.enumerated() where isUsed[value] {
            let trimmed = text[...].withoutBlanksAround
            guard column.isAttribute(trimmed) else { continue }
            if let known = numbers[trimmed] {
                remap[value] = known
            } else {
                texts.append(trimmed)
                let number = UInt16(texts.count)
                numbers[trimmed] = number
                remap[value] = number
            }
        }
        return (texts, remap)
    }

    private static func usedValues(of column: CategoryTable.Column) -> [Bool] {
        var isUsed = [Bool](repeating: false, count: max(1, column.values.count))
        for code in column.codes { isUsed[Int(code)] = true }
        return isUsed
    }

    private func addParts(
        of column: CategoryTable.Column, source: Int,
        to single: inout [(column: Column, source: CategoryTable.Column, remap: [UInt16])]
    ) {
        let isUsed = Self.usedValues(of: column)
        var remaps: [String: [UInt16]] = [:]
        for value in column.values.indices where isUsed[value] {
            for part in column.attributeParts(ofValue: value) {
                remaps[part, default: [UInt16](repeating: 0, count: column.values.count)][value] = 1
            }
        }
        for (part, remap) in remaps.sorted(by: { $0.key < $1.key }) {
            single.append((Column(source: source, texts: [part], isPart: true), column, remap))
        }
    }
}

extension CategoryTable.Column {
    /// Whether a text says something: it is not empty, and no `0` that means the same.
    func isAttribute(_ trimmed: String) -> Bool { !trimmed.isEmpty && (sensitiveZero || trimmed != "0") }

    /// The attributes of one value, each once, in the order of the alphabet.
    func attributeParts(ofValue number: Int) -> [String] {
        Set(parts(ofValue: number).map(\.withoutBlanksAround)).filter(isAttribute).sorted()
    }
}

extension Substring {
    /// Without white space at both ends.
    var withoutBlanksAround: String {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
