public import HTCDSFindings

/// One statement of the guidance that a validator could hold data against, and what this one makes of it.
public struct GuidanceRule: Sendable {
    /// `G1` to `G34`, the numbers by which rules name it.
    public let id: String
    public let statement: String
    /// Rules that check it.
    public let rules: [RuleID]
    /// What is done besides, or why no rule checks it.
    public let note: String

    init(_ number: Int, _ statement: String, _ rules: [RuleID] = [], _ note: String = "") {
        id = "G\(number)"
        self.statement = statement
        self.rules = rules
        self.note = note
    }
}

/// The statements of the guidance and of the other texts of the published standard, in this project's words.
public enum Guidance {
    public static let rules: [GuidanceRule] = [
        GuidanceRule(1, "Core fields are a minimum requirement", ["structure.missing-core-column"]),
        GuidanceRule(2, "Two core fields are deprecated", ["standard.deprecated-field"], "They are not missed."),
        GuidanceRule(
            3, "Custom fields are expected", ["structure.unknown-column"], "Never an error; the columns are kept."),
        GuidanceRule(
            4, "Custom industries are mapped to the standard's", ["value.not-in-code-list", "mapping.unmapped-value"]),
        GuidanceRule(5, "Further websites and apps may be added", ["value.not-in-open-list"]),
        GuidanceRule(
            6, "Adoption may be by a mapping of fields and values", ["mapping.unmapped-value", "mapping.lossy"],
            "`htcds mapping coverage` tells how much of a mapping's source is covered."),
        GuidanceRule(
            7, "A gap analysis against Core comes first", ["structure.missing-core-column"],
            "The report lists every core field with its column."),
        GuidanceRule(
            8, "Identifying data can be replaced by an id",
            ["privacy.contact-in-text", "privacy.identifier-present", "privacy.name-in-text"]),
        GuidanceRule(
            9, "Person data may be apart from the case", ["reference.further-row", "reference.unresolved"]),
        GuidanceRule(10, "One person may be victim and perpetrator", ["mapping.unknown-role"]),
        GuidanceRule(11, "Consent is recorded", ["consent.missing", "consent.not-given"]),
        GuidanceRule(12, "The old agreement gave way to Consent", ["standard.deprecated-field"]),
        GuidanceRule(13, "The law on personal data comes first", [], "No file tells which law applies."),
        GuidanceRule(14, "Vulnerabilities are deprecated", ["standard.deprecated-field"]),
        GuidanceRule(15, "Assessments may be repeated", [], "They are no fields; such columns are kept."),
        GuidanceRule(
            16, "Who decided on the trafficking status should be captured", ["consistency.status-without-organisation"]),
        GuidanceRule(
            17, "A possible victim is not an incomplete one", ["consistency.status-without-organisation"],
            "Of a possible victim it is only an information."),
        GuidanceRule(18, "Countries are those of ISO 3166", ["value.not-a-country"], "A name is no finding."),
        GuidanceRule(
            19, "Languages are those of ISO 639-2", ["value.not-a-language", "value.label-instead-of-code"]),
        GuidanceRule(20, "Phone numbers are those of E.164", ["value.not-a-phone-number"]),
        GuidanceRule(21, "Education and industry are closed lists", ["value.not-in-code-list"]),
        GuidanceRule(
            22, "Industries have sub-levels", [], "The standard has no field for them; such columns are kept."),
        GuidanceRule(23, "Value names are the identifiers", ["value.label-instead-of-code"]),
        GuidanceRule(24, "Field names have prefixes and no blanks", ["standard.misspelt-field"]),
        GuidanceRule(25, "There may be several referred organisations", ["value.too-many"]),
        GuidanceRule(26, "A helpline case may have no owner", [], "An empty owner is no finding."),
        GuidanceRule(27, "Organisations use status in their own way", [], "No order of work is demanded."),
        GuidanceRule(28, "Row 1 of the template names the fields", ["structure.no-header"]),
        GuidanceRule(29, "The basic template does not check values", [], "All rules on values apply to it."),
        GuidanceRule(
            30, "The survey has no outgoing referral", ["structure.missing-core-column"],
            "Its mappings say so, and these fields are not missed."),
        GuidanceRule(31, "No layout of tables is demanded", [], "Mappings say which tables belong together."),
        GuidanceRule(
            32, "Sensitive data may be shared as synthetic data", [], "Advice on sharing; nothing in a file shows it."),
        GuidanceRule(33, "Systems need access control and languages", [], "Features of a system, not of a file."),
        GuidanceRule(34, "The licence asks for attribution", [], "It binds who publishes, not what a file holds."),
    ]
}
