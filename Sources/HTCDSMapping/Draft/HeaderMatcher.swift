import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// What a header alone says: which fields it may be, and how well it fits each.
final class HeaderMatcher {
    let vocabulary: DraftVocabulary
    /// Whether mistakes are looked through; in thousands of columns only whole names are looked for.
    let isLenient: Bool
    /// Languages that several headers are in; names of others count a little less.
    private(set) var languages: Set<String> = []

    /// Past so many columns only whole names are looked for.
    static let mostLenient = 1_000

    /// The group that most columns stand in, which says nothing of any one: `form.` of a form.
    private let common: Substring?

    init(_ vocabulary: DraftVocabulary, headers: [String]) {
        self.vocabulary = vocabulary
        var groups: [Substring: Int] = [:]
        for header in headers { if let group = Self.group(header) { groups[group, default: 0] += 1 } }
        common = groups.first { $0.value * 5 >= headers.count * 3 }?.key
        isLenient = headers.count <= Self.mostLenient
        var counts: [String: Int] = [:]
        for header in headers {
            let matches = vocabulary.fields.matches(vocabulary.words(header), isLenient: false)
            let found = Set(matches.filter(\.isWhole).compactMap { vocabulary.fields.phrases[$0.phrase].language })
            for language in found { counts[language, default: 0] += 1 }
        }
        let most = counts.values.max() ?? 0
        if most >= 3 { languages = Set(counts.filter { $0.value * 2 >= most }.keys) }
    }

    /// The fields a header may be, the likeliest first, each once.
    func proposals(_ column: Int, _ header: String) -> [DraftProposal] {
        var best: [DraftTarget: DraftProposal] = [:]
        for (text, loss, place) in readings(header) {
            for match in vocabulary.fields.matches(text, isLenient: isLenient, worth: worth) {
                let isEvent = match.meaning >= vocabulary.standard.fields.count
                let event = isEvent ? vocabulary.eventPlaces[match.meaning - vocabulary.standard.fields.count] : nil
                let field = vocabulary.standard.fields[event?.field ?? match.meaning]
                if place == .perpetrator, ![.person, .perpetratorContext].contains(field.table) { continue }
                let target = DraftTarget(
                    place: event.map { .event($0.kind) } ?? (field.table == .person ? place : .record),
                    field: field.number)
                let phrase = vocabulary.fields.phrases[match.phrase]
                // A word that is nearly one of another language is no evidence of that language.
                let isForeign = phrase.language.map { $0 != "en" && !languages.contains($0) } ?? false
                let score = match.score - loss - (isForeign && !match.isWhole ? 0.1 : 0)
                guard score > best[target]?.score ?? 0.4 else { continue }
                best[target] = DraftProposal(
                    column: column, target: target, score: score, why: [Self.reason(phrase, isWhole: match.isWhole)],
                    name: phrase.text, isID: phrase.origin == .id && match.isWhole)
            }
        }
        return best.values.sorted { ($1.score, $0.target.field) < ($0.score, $1.target.field) }
    }

    private func worth(_ phrase: Phrase) -> Double {
        guard let language = phrase.language, !languages.isEmpty, !languages.contains(language) else {
            return phrase.worth
        }
        return phrase.worth - 0.06
    }

    private static func reason(_ phrase: Phrase, isWhole: Bool) -> String {
        let names = [
            "ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "pt": "Portuguese", "ru": "Russian",
        ]
        let language = phrase.language.flatMap { names[$0] }.map { " in \($0)" } ?? ""
        return "the header is \(isWhole ? "" : "near ")\(phrase.origin.rawValue)\(language)"
    }

    private static func group(_ header: String) -> Substring? {
        header.contains(" ") ? nil : header.lastIndex { "/.:".contains($0) }.map { header[..<$0] }
    }

    /// The words of a header with and without the group it stands in, the person it is about, and what qualifies it.
    private func readings(_ header: String) -> [(text: HeaderWords, loss: Double, place: DraftTarget.Place)] {
        let whole = vocabulary.words(header)
        var texts: [(HeaderWords, Double)] = [(whole, 0)]
        // A full stop between words ends an abbreviation, between parts of a path it does not.
        for sign in ["/", ":"] + (header.contains(" ") ? [] : ["."]) {
            guard let last = header.split(separator: Character(sign)).last, last.count < header.count else { continue }
            // The name of a group may be that of somebody else; an id means itself everywhere.
            let text = HeaderWords(String(last))
            texts.append((text, vocabulary.ids(text) || (common != nil && Self.group(header) == common) ? 0 : 0.08))
        }
        // "Sex (F/M)"
        if let open = header.firstIndex(of: "("), header.hasSuffix(")"), open != header.startIndex {
            texts.append((HeaderWords(String(header[..<open])), 0.02))
        }
        var readings: [(text: HeaderWords, loss: Double, place: DraftTarget.Place)] = []
        let strangers = whole.words.filter { vocabulary.others.contains($0) }
        for (text, own) in texts {
            // Somebody's mother, contact or user is not the person the case is about.
            // What begins with an underscore was added by the program that made the export.
            let loss =
                own + (header.hasPrefix("_") ? 0.15 : 0) + (strangers.allSatisfy { text.words.contains($0) } ? 0 : 0.15)
            readings.append((text, loss, .record))
            if let rest = text.without(vocabulary.qualifiers) { readings.append((rest, loss + 0.03, .record)) }
            if let rest = text.without(vocabulary.victims) {
                readings.append((rest, loss + 0.01, .record))
                if let less = rest.without(vocabulary.qualifiers) { readings.append((less, loss + 0.04, .record)) }
            }
            if let rest = text.without(vocabulary.perpetrators) { readings.append((rest, loss + 0.03, .perpetrator)) }
        }
        return readings.filter { !$0.text.words.isEmpty }
    }
}

extension HeaderWords {
    /// What is left without some words, nil where none of them is there or nothing is left.
    fileprivate func without(_ others: Set<String>) -> HeaderWords? {
        let rest = words.filter { !others.contains($0) }
        return rest.isEmpty || rest.count == words.count ? nil : HeaderWords(words: rest, cut: cut)
    }
}
