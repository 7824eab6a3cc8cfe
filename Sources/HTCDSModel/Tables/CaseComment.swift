public import HTCDSSpec

/// A comment on a case. Field standard 2.0, row 76.
public struct CaseComment: RecordPart {
    /// Case Comment: a note on the progress of the case by a case worker. Field standard 2.0, row 76.
    public var caseComment: String?

    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .caseComment

    public static let members: RecordMembers<CaseComment> = [
        .text("cco_CaseComment", \.caseComment),
        .extensions,
    ]
}
