public import HTCDSSpec

/// What a case tells of a person as a perpetrator. Field standard 2.0, rows 57 to 59.
public struct PerpetratorContext: RecordPart {
    /// Role in Process: parts that the perpetrator played in the trafficking. Field standard 2.0, row 57.
    public var roleInProcess: MultiSelect<RoleInProcess> = []
    /// Role Details: account of the perpetrator's part in free text. Field standard 2.0, row 58.
    public var roleDetails: String?
    /// Organisation: organisation to which the perpetrator belongs; the standard names the field and says nothing
    /// more. Field standard 2.0, row 59.
    public var organisation: String?

    /// True where several people are described together.
    public var group: Bool?

    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .perpetratorContext

    public static let members: RecordMembers<PerpetratorContext> = [
        .choices("per_RoleInProcess", \.roleInProcess),
        .text("per_RoleDetails", \.roleDetails),
        .text("per_Organisation", \.organisation),
        .flag("group", \.group),
        .extensions,
    ]
}
