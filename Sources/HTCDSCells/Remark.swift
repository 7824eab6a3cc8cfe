/// Something that a reader has to say of a record, besides its cells.
public struct Remark: Sendable, Hashable {
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// A key stands twice in one object (RFC 8259, section 4: names should be unique).
        case duplicateKey
        /// An element or attribute does not fit the schema that was given.
        case schemaViolation
        /// A cell holds a spreadsheet error such as `#REF!`.
        case errorCell
        /// A cell holds a formula that was saved without its value.
        case formulaWithoutValue
        /// A related table that has one row a record has a second one.
        case furtherRow
    }
    /// Index of the record in its batch, from 0.
    public let record: Int
    public let kind: Kind
    /// Column number from 0, -1 for the whole record.
    public let column: Int
    /// Physical line, 0 where that means nothing.
    public let line: Int

    public init(record: Int, kind: Kind, column: Int = -1, line: Int = 0) {
        self.record = record
        self.kind = kind
        self.column = column
        self.line = line
    }
}
