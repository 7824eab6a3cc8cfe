/// Reads a table that a gate wrote earlier.
///
/// Memory: two bytes a value, and each text once.
public struct ReleaseReader {
    /// What `synthesis.json` says of a column.
    public struct Declared: Sendable {
        public let kind: CategoryTable.Kind
        public let delimiter: String?
        public let sensitiveZero: Bool
        public init(kind: CategoryTable.Kind, delimiter: String?, sensitiveZero: Bool) {
            self.kind = kind
            self.delimiter = delimiter
            self.sensitiveZero = sensitiveZero
        }
    }

    private let declared: [String: Declared]
    private let subject: String?
    private var reader = ProofReader()
    private var names: [String]?
    private var row: [String] = []
    private var codes: [[UInt16]] = []
    private var texts: [[String]] = []
    private var numbers: [[String: UInt16]] = []
    private var rowCount = 0
    private var isBroken = false

    /// - Parameter subject: name of a column of ids, which is no attribute.
    public init(columns: [String: Declared], subject: String?) {
        declared = columns
        self.subject = subject
    }

    public mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var reader = self.reader
        reader.read(bytes) { event, cell in
            switch event {
            case .cell: row.append(String(decoding: cell, as: UTF8.self))
            case .endOfRow: endRow()
            case .badQuotes, .blankLine: isBroken = true
            }
        }
        self.reader = reader
    }

    private mutating func endRow() {
        defer { row.removeAll(keepingCapacity: true) }
        guard let names else {
            self.names = row
            codes = row.map { _ in [] }
            texts = row.map { _ in [""] }
            numbers = row.map { _ in ["": 0] }
            return
        }
        guard row.count == names.count else {
            isBroken = true
            return
        }
        rowCount += 1
        for (column, text) in row.enumerated() where names[column] != subject {
            if let known = numbers[column][text] {
                codes[column].append(known)
            } else if let number = UInt16(exactly: texts[column].count) {
                numbers[column][text] = number
                texts[column].append(text)
                codes[column].append(number)
            } else {
                isBroken = true
                return
            }
        }
    }

    /// The table, nil where it is not what was declared.
    public mutating func finish() -> CategoryTable? {
        guard let names, !isBroken, reader.isBetweenRows else { return nil }
        var table = CategoryTable(columns: [], rowCount: rowCount)
        for (number, name) in names.enumerated() where name != subject {
            guard let column = declared[name] else { return nil }
            table.columns.append(
                .init(
                    name: name, kind: column.kind, delimiter: column.delimiter, sensitiveZero: column.sensitiveZero,
                    values: texts[number], codes: codes[number]))
        }
        return table
    }
}
