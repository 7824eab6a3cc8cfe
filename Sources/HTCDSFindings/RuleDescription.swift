/// What a rule says of itself: shown by `rules list|show`, printed into the documentation, run by its own test.
public struct RuleDescription: Sendable, Hashable {
    public let id: RuleID
    public let title: String
    /// The usual severity; a profile may change it.
    public let severity: Severity
    /// Where the rule comes from: a row of the field standard, a page of the guidance, or ``toolsOpinion``.
    public let source: String
    /// Why it matters to the one who reads the finding.
    public let rationale: String
    /// Version of the tool that brought the rule.
    public let since: String
    public let passing: Example
    public let failing: Example

    public static let toolsOpinion = "the tool's own opinion"

    /// A small file as CSV text in the official ids, first line the header.
    public struct Example: Sendable, Hashable {
        public let csv: String
        /// Name of the mapping to read it with.
        public let mapping: String
        /// What a profile has to say so that the rule is looked for, as keys of its document; nil: nothing.
        public let profile: String?
        public init(_ csv: String, mapping: String = "htcds", profile: String? = nil) {
            self.csv = csv
            self.mapping = mapping
            self.profile = profile
        }
    }

    public init(
        id: RuleID, title: String, severity: Severity, source: String, rationale: String, since: String = "0.1.0",
        passing: Example, failing: Example
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.source = source
        self.rationale = rationale
        self.since = since
        self.passing = passing
        self.failing = failing
    }
}
