public import HTCDSSpec

/// One case in the canonical form of HTCDS 2.0: what a line of an NDJSON file of records holds.
///
/// What is not stated is nil or empty and absent from JSON; only the roles of a person stand even when empty. Reading
/// is lenient, writing canonical: `decode(json:recordNumber:)` tells what was not canonical.
public struct CaseRecord: RecordObject {
    /// Version of the standard that the keys and codes are of.
    public let htcds = CaseRecord.standardVersion
    /// Id of the case at the partner; the record's number where the source has none. Never empty in JSON.
    public var id: String
    /// State and referrals of the case.
    public var `case` = CaseDetails()
    /// Everybody the case tells of, victims and perpetrators alike.
    public var persons: [Person] = []
    /// Organisations that lookups refer to.
    public var organizations: [Organization] = []
    /// Comments on the case, in the order of the source.
    public var comments: [CaseComment] = []
    /// History of the trafficking, in the order of the source.
    public var events: [TraffickingEvent] = []
    /// Plans for support, in the order of the source.
    public var supportPlans: [SupportPlan] = []
    public var extensions: Extensions = [:]
    /// Where the record came from; nil where that is not told.
    public var provenance: Provenance?

    /// A case of which nothing is stated but its id.
    public init(id: String) { self.id = id }

    /// The version that this type is written for: `2.0`. Records of other versions are upgraded first.
    public static let standardVersion = "2.0"

    public static let table: HTCDSTable? = nil

    public static let members: RecordMembers<CaseRecord> = [
        .version("htcds", \.htcds, only: standardVersion),
        .requiredText("id", \.id),
        .part("case", \.case),
        .parts("persons", \.persons),
        .parts("organizations", \.organizations),
        .parts("comments", \.comments),
        .parts("events", \.events),
        .parts("supportPlans", \.supportPlans),
        .extensions,
        .optionalPart("provenance", \.provenance),
    ]
}
