public import HTCDSFindings

/// What may leave for synthesis, of whom, and in what form. Data, not code: see `Documentation/policies.md`.
public struct Policy: Sendable {
    /// What becomes of a victim.
    public enum Admission: String, Sendable, Hashable { case pass, withhold }

    /// What a victim's consent decides. Refused and not stated are different things.
    public struct Consent: Sendable, Hashable {
        public var refused = Admission.withhold
        public var notStated = Admission.withhold
        /// Why somebody may pass who did not consent; needed wherever one may.
        public var reason: String?
        public init() {}
    }

    /// The trafficking status that a victim must have.
    public struct Status: Sendable, Hashable {
        /// Codes of `vic_TraffickingStatus` with which a victim passes; nil: all.
        public var admitted: Set<String>?
        public var notStated = Admission.withhold
        public init() {}
    }

    /// What a row of the output is.
    public enum Row: String, Sendable, Hashable {
        /// One row a victim.
        case victim
        /// One row for each perpetrator of each victim; victims without one have one row.
        case link
    }

    /// What happens where a value stands in fewer than `k` rows.
    public enum RareValues: String, Sendable, Hashable { case refuse, suppress }

    /// Where the secret comes from by which ids are made pseudonyms. Never from the command line.
    public enum KeySource: Sendable, Hashable {
        case file(String)
        case environment(String)
    }

    public var name: String
    public var about: String?
    public var consent = Consent()
    public var status = Status()
    /// Name of a shipped profile, or path of a document.
    public var profile = "synthesis"
    /// `default`, or the path of an acceptance document.
    public var acceptance = "default"
    /// Rules that weigh otherwise here than in the profile, because the gate answers for them itself.
    public var weights: [RuleID: Severity] = [:]
    /// Share of records, in percent, that may be quarantined for errors; nil: any.
    public var mostQuarantined: Double? = 5
    /// Fewest rows that may share a value.
    public var k = 10
    public var rareValues = RareValues.refuse
    /// Most attributes of a combination that is counted, and that synthesis will report.
    public var reportingLength = 3
    public var row = Row.victim
    /// Column of a keyed pseudonym for the victim, nil: none.
    public var subjectColumn: String?
    public var key = KeySource.environment("HTCDS_GATE_KEY")
    /// Names of columns by which somebody could be known: for k-anonymity.
    public var quasiIdentifiers: [String] = []
    /// Names of columns that must not follow from the others: for l-diversity.
    public var sensitive: [String] = []
    public var attributes: [Attribute] = []

    public init(name: String) { self.name = name }
}
