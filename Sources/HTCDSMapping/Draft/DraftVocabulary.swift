import HTCDSSpec

/// All names of fields and codes that a draft knows, in six languages.
final class DraftVocabulary {
    /// A code of a list, as a meaning.
    struct Code: Hashable {
        let list: CodeListID
        let name: String
    }

    let standard = HTCDSStandard.v2_0
    /// Meanings are numbers of fields; behind them those of ``eventPlaces``.
    let fields: PhraseIndex
    /// Meanings are numbers in ``codes``.
    let codeIndex: PhraseIndex
    let codes: [Code]
    /// Fields of an event whose kind the header says.
    let eventPlaces: [(field: Int, kind: String)]
    let ids: PhraseIndex
    let perpetrators: Set<String>
    let victims: Set<String>
    let others: Set<String>
    /// "Current", "used": what says little of a field.
    let qualifiers: Set<String>
    private let idNames: Set<String>
    /// The labels of the fields, by number.
    let labels: [HeaderWords]

    /// - Parameter withSpellings: whether the spellings count that the standard's documents and templates are known to
    ///   use instead of its ids and labels. Without them nothing is known of any one export.
    init(withSpellings: Bool = true) {
        let standard = HTCDSStandard.v2_0
        (fields, eventPlaces) = Self.fieldPhrases(standard, withSpellings)
        (codeIndex, codes) = Self.codePhrases(standard)
        ids = PhraseIndex(Words.list("id").map { Phrase(0, $0, .other) })
        func words(_ list: String) -> Set<String> { Set(Words.list(list).flatMap { HeaderWords($0).words }) }
        perpetrators = words("perpetrator")
        victims = words("victim")
        others = words("others")
        qualifiers = words("qualifiers")
        labels = standard.fields.map { HeaderWords($0.label) }
        idNames = Set(standard.fields.flatMap { [$0.id] + $0.misspeltIDs }.map { HeaderWords($0).joined })
    }

    /// The words of a header, which is asked for several times.
    func words(_ header: String) -> HeaderWords {
        if let known = headers[header] { return known }
        let words = HeaderWords(header)
        headers[header] = words
        return words
    }
    private var headers: [String: HeaderWords] = [:]

    /// Whether a text is the id of a field.
    func ids(_ text: HeaderWords) -> Bool { idNames.contains(text.joined) }

    private static func fieldPhrases(
        _ standard: HTCDSStandard, _ withSpellings: Bool
    ) -> (PhraseIndex, [(field: Int, kind: String)]) {
        var phrases: [Phrase] = []
        for field in standard.fields {
            phrases.append(Phrase(field.number, field.id, .id))
            let ownName = HeaderWords(String(field.id.dropFirst(4)))
            // "Name" and "Type" are names of anything.
            if field.table == .person || ownName.words.count > 1 {
                phrases.append(Phrase(field.number, String(field.id.dropFirst(4)), .label))
            }
            phrases.append(Phrase(field.number, field.label, .label))
            for former in field.formerIDs where former.grade != "impossible" {
                phrases.append(Phrase(field.number, former.id, .earlier))
                phrases.append(Phrase(field.number, String(former.id.dropFirst(4)), .earlier))
            }
            if withSpellings {
                phrases += field.misspeltIDs.map { Phrase(field.number, $0, .id) }
                phrases += field.labelAliases.map { Phrase(field.number, $0, .alias) }
            }
        }
        for version in HTCDSStandard.all.dropLast() {
            for earlier in version.fields {
                guard let field = standard.field(id: earlier.id), field.label != earlier.label else { continue }
                phrases.append(Phrase(field.number, earlier.label, .earlier))
            }
        }
        for entry in Translations.all where entry.code == nil {
            guard let field = standard.field(id: entry.id) else { continue }
            for (number, name) in entry.names.enumerated() {
                let isLabel = number == 0 && entry.language != "en"
                phrases.append(Phrase(field.number, name, isLabel ? .translation : .other, language: entry.language))
            }
        }
        var places: [(field: Int, kind: String)] = []
        for kind in ["Recruitment", "Transit", "Exploitation"] {
            for id in ["hte_Country", "hte_City", "hte_State", "hte_Date"] {
                guard let field = standard.field(id: id) else { continue }
                let meaning = standard.fields.count + places.count
                places.append((field.number, kind))
                for word in Words.list(id) {
                    // Words of two languages never stand together, and do no harm.
                    for name in Words.list(kind) { phrases.append(Phrase(meaning, "\(word) \(name)", .other)) }
                }
            }
        }
        return (PhraseIndex(phrases), places)
    }

    private static func codePhrases(_ standard: HTCDSStandard) -> (PhraseIndex, [Code]) {
        var phrases: [Phrase] = []
        var codes: [Code] = []
        var numbers: [Code: Int] = [:]
        for list in standard.codeLists {
            for code in list.codes {
                let number = codes.count
                codes.append(Code(list: list.id, name: code.name))
                numbers[Code(list: list.id, name: code.name)] = number
                phrases.append(Phrase(number, code.name, .id))
                phrases.append(Phrase(number, code.label, .label))
                phrases += code.aliases.map { Phrase(number, $0, .alias) }
                for former in code.superseded where former.grade == "exact" {
                    phrases.append(Phrase(number, former.text, .earlier))
                }
            }
        }
        for entry in Translations.all {
            guard let code = entry.code, let number = numbers[Code(list: CodeListID(rawValue: entry.id), name: code)]
            else { continue }
            for (place, name) in entry.names.enumerated() {
                let isLabel = place == 0 && entry.language != "en"
                phrases.append(Phrase(number, name, isLabel ? .translation : .other, language: entry.language))
            }
        }
        return (PhraseIndex(phrases), codes)
    }
}
