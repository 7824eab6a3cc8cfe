/// What leaves the gate: one row a victim (or a link of a victim and a perpetrator), every value a category.
///
/// Columns are stored one after the other. Memory: rows × columns × 2 bytes, and each value's text once.
public struct CategoryTable: Sendable {
    /// What kind of column the synthesizers are told it is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// `1` or nothing (or `0`, where zeros are sensitive).
        case binary
        /// One value or nothing.
        case category
        /// Several values joined by the column's delimiter.
        case multi
    }

    public struct Column: Sendable {
        public let name: String
        public let kind: Kind
        /// Between the values of a cell; nil unless the column is `multi`.
        public let delimiter: String?
        /// Whether `0` says something of its own and is counted as a value.
        public let sensitiveZero: Bool
        /// Texts of the values by their number. Number 0 is the empty cell. Of a `multi` column: whole cells, joined.
        public var values: [String]
        /// The number of the value in each row.
        public var codes: [UInt16]

        public init(
            name: String, kind: Kind, delimiter: String? = nil, sensitiveZero: Bool = false, values: [String] = [""],
            codes: [UInt16] = []
        ) {
            self.name = name
            self.kind = kind
            self.delimiter = delimiter
            self.sensitiveZero = sensitiveZero
            self.values = values
            self.codes = codes
        }

        /// The parts of a value that count as attributes of their own: itself, or the parts of a joined cell.
        public func parts(ofValue number: Int) -> [Substring] {
            let text = values[number]
            guard !text.isEmpty else { return [] }
            guard let delimiter, kind == .multi, !delimiter.isEmpty else { return [Substring(text)] }
            return text.split(separator: delimiter)
        }
    }

    public var columns: [Column]
    public var rowCount: Int

    public init(columns: [Column] = [], rowCount: Int = 0) {
        self.columns = columns
        self.rowCount = rowCount
    }
}
