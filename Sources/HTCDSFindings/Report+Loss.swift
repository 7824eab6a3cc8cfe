extension Report {
    /// What became of the cells in which something stands: `filled` is the sum of the others.
    public struct CellCounts: Sendable, Hashable, Codable {
        public var filled: Int
        /// A field, an id or a role was read from them, with nothing left over.
        public var mapped: Int
        /// Their text stands beside the record, whether or not a value came of them as well.
        public var kept: Int
        /// The mapping leaves them out, with its reason.
        public var dropped: Int
        /// The mapping does not speak of them; `columns.unused` names where they stand.
        public var unused: Int
        /// They say nothing: white space, or a word that the mapping takes for nothing.
        public var missing: Int
        public init(
            filled: Int = 0, mapped: Int = 0, kept: Int = 0, dropped: Int = 0, unused: Int = 0, missing: Int = 0
        ) {
            self.filled = filled
            self.mapped = mapped
            self.kept = kept
            self.dropped = dropped
            self.unused = unused
            self.missing = missing
        }
    }

    /// A meaning that was lost: a row of the mapping, or something that has no place in the shape that was written.
    ///
    /// Holds words of mapping documents and names that may be shown, never what stands in a cell.
    public struct Loss: Sendable, Hashable, Codable {
        /// The partner's column; nil where the loss is one of the shape that was written.
        public var column: String?
        /// The partner's value as the mapping has it; nil where the whole column is meant.
        public var value: String?
        /// Official id of the field, nil for a kept column.
        public var field: String?
        /// `broader`, `close`, `narrower`, `none`, `outOfScope`: how the partner's value stands to ours.
        public var relation: String?
        /// The codes that come nearest.
        public var targets: [String]
        public var became: Fate
        /// What is lost, in a sentence.
        public var meaning: String
        /// What the mapping's author says of it.
        public var note: String?
        /// Records that it concerns.
        public var records: Int

        public enum Fate: String, Sendable, Hashable, Codable {
            /// No value was set; the partner's text stands beside the record.
            case kept
            /// The nearest value was set, and the partner's text stands beside the record.
            case appliedAndKept
            /// It is not in what was written.
            case notWritten
        }

        public init(
            column: String?, value: String?, field: String?, relation: String?, targets: [String] = [], became: Fate,
            meaning: String, note: String? = nil, records: Int
        ) {
            self.column = column
            self.value = value
            self.field = field
            self.relation = relation
            self.targets = targets
            self.became = became
            self.meaning = meaning
            self.note = note
            self.records = records
        }

        /// The most frequent first, then by column, field and value.
        public static func inReportOrder(_ first: Loss, _ second: Loss) -> Bool {
            if first.records != second.records { return first.records > second.records }
            let one = [first.column, first.field, first.value, first.relation, first.meaning, first.note]
            let two = [second.column, second.field, second.value, second.relation, second.meaning, second.note]
            return one.map { $0 ?? "" }.lexicographicallyPrecedes(two.map { $0 ?? "" })
        }
    }
}
