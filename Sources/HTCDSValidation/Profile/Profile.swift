public import HTCDSFindings
public import HTCDSSpec

/// By what data is judged besides the standard: which columns and values there must be, how much findings weigh, and what
/// an organisation has of its own. Data, not code: see `Documentation/profiles.md`.
public struct Profile: Sendable {
    /// Which fields must have a column.
    public enum Columns: Sendable, Hashable {
        /// The core fields that are not deprecated.
        case core
        /// All fields that are not deprecated.
        case all
        case none
        /// Those with these official ids.
        case fields([String])
    }

    public var name: String
    public var about: String?
    public var columns = Columns.core
    /// Official ids of fields that must be filled in for each thing of a record that has them.
    public var required: [String] = []
    public var weights: [RuleID: RuleWeight] = [:]
    public var localRules: [LocalRule] = []
    public var localCodes: [LocalCode] = []

    public init(name: String) { self.name = name }

    /// What applies where nobody chooses: the catalogue as it is.
    public static let core = Profile(name: "core")

    /// Rules without which nothing was looked at: they are always errors, for every field.
    public static let essential: Set<RuleID> = [
        "structure.no-header", "structure.no-records", "structure.unreadable-record", "mapping.nothing-found",
    ]

    /// The severity of a finding, nil where it is not looked for.
    public func severity(
        of rule: RuleDescription, field: String? = nil, usual: Severity? = nil
    ) -> Severity? {
        let usual = usual ?? rule.severity
        guard let weight = weights[rule.id] else { return usual }
        return weight.severity(of: field, usual: usual, catalogue: rule.severity)
    }

    /// Whether no finding of a rule is looked for in any field.
    public func isOff(_ rule: RuleID) -> Bool {
        guard let weight = weights[rule] else { return false }
        return weight.everywhere == .off && weight.fields.values.allSatisfy { $0 == .off }
    }

    /// Why a rule did not run that the profile switched off, as the report says it.
    public var whyOff: String { "switched off by the profile \(name)" }

    /// The fields that must have a column, in the order of the standard.
    func expectedFields(_ standard: HTCDSStandard) -> [FieldSpec] {
        standard.fields.filter { field in
            switch columns {
            case .core: field.isCore && field.status == .draft
            case .all: field.status == .draft
            case .none: false
            case .fields(let ids): ids.contains(field.id)
            }
        }
    }

    /// Everything by which the profile judges otherwise than the catalogue, a line each: what a hash is made of.
    public var judgement: [String] {
        var lines: [String] = []
        if columns != .core { lines.append("columns \(columns)") }
        if !required.isEmpty { lines.append("required \(required.joined(separator: " "))") }
        for (rule, weight) in weights.sorted(by: { $0.key < $1.key }) {
            if let everywhere = weight.everywhere { lines.append("\(rule) \(everywhere.text)") }
            for (field, own) in weight.fields.sorted(by: { $0.key < $1.key }) {
                lines.append("\(rule) \(field) \(own.text)")
            }
        }
        for rule in localRules { lines.append(rule.definition) }
        for code in localCodes { lines.append("code \(code.field) \(code.code) \(code.broader) \(code.labels)") }
        return lines
    }
}

extension Profile {
    /// Whether a rule of the catalogue is looked for at all, unless it is switched off.
    public func looks(for rule: RuleID) -> Bool { !RuleCatalogue.onlyWhereAsked.contains(rule) || asks(for: rule) }

    /// Whether a rule is looked for that nobody looks for unasked.
    func asks(for rule: RuleID) -> Bool {
        switch rule {
        case ValueMissingRule.description.id: !required.isEmpty
        case MissingColumnRule.description.id:
            switch columns {
            case .core, .none: false
            case .all, .fields: true
            }
        default: weights[rule] != nil
        }
    }
}
