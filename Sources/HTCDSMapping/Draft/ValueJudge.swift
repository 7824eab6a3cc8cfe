import HTCDSCells
import HTCDSSpec

/// What the values of a column say for or against a field.
final class ValueJudge {
    private let vocabulary: DraftVocabulary
    private var known: [String: DraftedValues] = [:]
    private lazy var countryWords = Self.words(TranslatedNames.countries)
    private lazy var languageWords = Self.words(TranslatedNames.languages)

    init(_ vocabulary: DraftVocabulary) { self.vocabulary = vocabulary }

    private static func words(_ names: [String: [String]]) -> [String: String] {
        var words: [String: String] = [:]
        for (code, own) in names { for name in own { words[HeaderWords(name).joined] = code } }
        return words
    }

    /// What the column's values are in the field's list, nil for a field without one.
    func values(_ column: Int, _ evidence: ColumnEvidence, _ field: FieldSpec) -> DraftedValues? {
        guard let list = field.codeList, let table = CodeTable.of(field) else { return nil }
        let isMulti = field.kind == .multiselect
        let key = "\(column) \(list.rawValue) \(isMulti)"
        if let found = known[key] { return found }
        let values = DraftedValues(evidence, table: table, isMulti: isMulti) { [self] in word($0, list) }
        known[key] = values
        return values
    }

    /// The code of a list that is called so in another language.
    private func word(_ value: String, _ list: CodeListID) -> (code: String, why: String)? {
        let text = HeaderWords(value)
        if text.joined.isEmpty { return nil }
        if list == .iso3166 || list == .iso639 {
            let words = list == .iso3166 ? countryWords : languageWords
            return words[text.joined].map { ($0, "CLDR") }
        }
        var codes: Set<String> = []
        var why = ""
        for match in vocabulary.codeIndex.matches(text, isLenient: false) where match.isWhole {
            let code = vocabulary.codes[match.meaning]
            guard code.list == list else { continue }
            codes.insert(code.name)
            why = vocabulary.codeIndex.phrases[match.phrase].origin.rawValue
        }
        // A word that stands for two codes of a list says neither.
        return codes.count == 1 ? codes.first.map { ($0, why) } : nil
    }

    /// Adds to a proposal what the values say.
    func judge(_ proposal: inout DraftProposal, _ evidence: ColumnEvidence) {
        guard evidence.filled > 0 else { return }
        let field = vocabulary.standard.fields[proposal.target.field]
        let values = values(proposal.column, evidence, field)
        proposal.values = values
        var (change, reason) = verdict(field, evidence, values)
        // One cell is no evidence, and an id of the standard is meant as such.
        if evidence.filled < 3 { change /= 2 }
        if proposal.isID, change < 0 { change = max(change, -0.1) }
        proposal.score = min(1, proposal.score + change)
        if let reason { proposal.why.append(reason) }
    }

    private func verdict(
        _ field: FieldSpec, _ evidence: ColumnEvidence, _ values: DraftedValues?
    ) -> (Double, String?) {
        func cells(_ count: Int, _ what: String) -> String { "\(count) of \(evidence.filled) cells \(what)" }
        func kind(_ count: Int, _ what: String, good: Double, bad: Double) -> (Double, String?) {
            let share = evidence.share(count)
            if share >= 0.7 { return (good, cells(count, what)) }
            return (share < 0.3 ? bad : 0, share < 0.3 ? "few cells \(what)" : nil)
        }
        if let values, let list = field.codeList {
            let isISO = list == .iso3166 || list == .iso639
            let percent = "\(Int((values.share * 100).rounded())) % of the cells are values of its list"
            if values.share >= 0.7 { return (0.12, percent) }
            if values.share >= 0.3 { return (0.06, percent) }
            if isISO || evidence.share(evidence.dates) > 0.8 || evidence.share(evidence.emails) > 0.8 {
                return (-0.25, "few cells are values of its list")
            }
            if evidence.isBoolean { return (-0.3, "the cells say yes or no") }
            return (values.share < 0.1 ? -0.05 : 0, "the values are other ones than those of its list")
        }
        switch field.kind {
        case .date: return kind(evidence.dates, "are dates", good: 0.08, bad: -0.35)
        case .number, .geolocation: return kind(evidence.numbers, "are numbers", good: 0.05, bad: -0.3)
        case .checkbox: return kind(evidence.booleans, "say yes or no", good: 0.05, bad: -0.3)
        default: break
        }
        if field.id == "prs_Email" { return kind(evidence.emails, "are e-mail addresses", good: 0.15, bad: -0.3) }
        if field.id.hasSuffix("Phone") { return kind(evidence.phones, "are phone numbers", good: 0.08, bad: -0.25) }
        if evidence.share(evidence.salutations) >= 0.7 {
            return field.id == "prs_Salutation"
                ? (0.15, "the cells are salutations") : (-0.35, "the cells are salutations")
        }
        if evidence.share(evidence.dates) >= 0.8 { return (-0.3, "the cells are dates") }
        if evidence.share(evidence.emails) >= 0.8 { return (-0.3, "the cells are e-mail addresses") }
        if evidence.isBoolean, evidence.filled >= 2 { return (-0.3, "the cells say yes or no") }
        return (0, nil)
    }
}
