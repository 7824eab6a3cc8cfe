public import HTCDSSpec

/// Where a record came from. Names files and sheets, never a value.
public struct Provenance: RecordPart {
    /// Name of the file, without its folders.
    public var source: String?
    /// Name of the sheet in a workbook.
    public var sheet: String?
    /// Number of the record in the data set, from 1.
    public var record: Int?
    /// Name of the mapping by which it was read.
    public var mapping: String?

    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = nil

    public static let members: RecordMembers<Provenance> = [
        .plainText("source", \.source),
        .plainText("sheet", \.sheet),
        .count("record", \.record),
        .plainText("mapping", \.mapping),
        .extensions,
    ]
}
