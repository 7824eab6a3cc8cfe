import HTCDSCells
import HTCDSSpec

/// Finds columns of yes and no that each stand for one code of a list, such as `means of control: debt bondage`.
final class CollectionFinder {
    private let vocabulary: DraftVocabulary
    private let isLenient: Bool
    /// Parts of labels that name several things ("Agriculture, forestry and fishing"), with the codes they belong to.
    private let parts: [String: Set<Int>]
    private var prefixes: [String: [Int: Double]] = [:]

    private struct Candidate {
        let field: Int
        let row: DraftCollection.Row
        let isBare: Bool
    }

    init(_ vocabulary: DraftVocabulary, isLenient: Bool) {
        self.vocabulary = vocabulary
        self.isLenient = isLenient
        var parts: [String: Set<Int>] = [:]
        for (number, phrase) in vocabulary.codes.enumerated() {
            guard
                let label = vocabulary.standard.codeList(phrase.list)?.codes.first(where: { $0.name == phrase.name })?
                    .label
            else { continue }
            let own = Self.parts(label)
            if own.count > 1 { for part in own { parts[HeaderWords(part).joined, default: []].insert(number) } }
        }
        self.parts = parts
    }

    private static func parts(_ label: String) -> [String] {
        var parts: [String] = []
        var words: [Substring] = []
        func close() {
            if !words.isEmpty { parts.append(words.joined(separator: " ")) }
            words = []
        }
        for word in label.split(separator: " ") {
            if word == "and" {
                close()
            } else if let sign = word.last, sign == "," || sign == ";" {
                words.append(word.dropLast())
                close()
            } else {
                words.append(word)
            }
        }
        close()
        return parts
    }

    /// - Parameter columns: columns that say yes or no, or nothing at all.
    func collections(_ columns: [(number: Int, header: String)]) -> [DraftCollection] {
        var found: [Int: [Candidate]] = [:]
        for (number, header) in columns {
            guard let best = best(number, header) else { continue }
            found[best.field, default: []].append(best)
        }
        return found.keys.sorted().compactMap { field in
            let all = found[field] ?? []
            // A header that is nothing but a code ("police") may mean anything, unless others of its list stand beside it.
            let named = all.filter { !$0.isBare || all.count > 1 }.map(\.row)
            // "Other" says nothing of its list by itself.
            let rows = named.contains { $0.codes != ["Other"] } ? named : []
            return rows.isEmpty ? nil : DraftCollection(field: field, rows: rows)
        }
    }

    private func best(_ column: Int, _ header: String) -> Candidate? {
        let words = vocabulary.words(header).words
        var candidates: [Candidate] = []
        for split in 0..<min(words.count, 8) {
            let rest = HeaderWords(words: Array(words[split...]))
            let fields = split == 0 ? [:] : prefix(Array(words[..<split]))
            for (code, likeness, isNarrower) in codes(rest) {
                let list = vocabulary.codes[code].list
                for field in vocabulary.standard.fields where field.codeList == list {
                    if field.status == .deprecated && fields[field.number] == nil { continue }
                    if split == 0, field.kind != .multiselect { continue }
                    if vocabulary.codes[code].name == "Other", fields[field.number] ?? 0 < 0.8 { continue }
                    let own = split == 0 ? 0.6 : max(fields[field.number] ?? 0, 0.2)
                    let row = DraftCollection.Row(
                        column: column, codes: [vocabulary.codes[code].name], isNarrower: isNarrower,
                        score: 0.65 * likeness + 0.35 * own)
                    candidates.append(Candidate(field: field.number, row: row, isBare: split == 0))
                }
            }
            for (field, likeness) in fields where likeness >= 0.6 {
                guard let codes = merged(rest, field) else { continue }
                let row = DraftCollection.Row(
                    column: column, codes: codes, isNarrower: false, score: 0.55 + 0.35 * likeness)
                candidates.append(Candidate(field: field, row: row, isBare: false))
            }
        }
        candidates.sort { ($1.row.score, $0.field) < ($0.row.score, $1.field) }
        guard let first = candidates.first, first.row.score >= 0.65 else { return nil }
        let rival = candidates.first { $0.field != first.field || $0.row.codes != first.row.codes }
        return rival.map { first.row.score - $0.row.score >= 0.04 } ?? true ? first : nil
    }

    private func prefix(_ words: [String]) -> [Int: Double] {
        let text = HeaderWords(words: words)
        if let known = prefixes[text.joined] { return known }
        var fields: [Int: Double] = [:]
        for match in vocabulary.fields.matches(text, isLenient: isLenient)
        where match.meaning < vocabulary.standard.fields.count { fields[match.meaning] = match.score }
        prefixes[text.joined] = fields
        return fields
    }

    private func codes(_ text: HeaderWords) -> [(code: Int, likeness: Double, isNarrower: Bool)] {
        var codes = vocabulary.codeIndex.matches(text, isLenient: isLenient).filter { $0.score >= 0.85 }.map {
            (code: $0.meaning, likeness: $0.score, isNarrower: false)
        }
        for code in parts[text.joined] ?? [] where !codes.contains(where: { $0.code == code }) {
            codes.append((code, 0.92, true))
        }
        return codes
    }

    /// The codes of which a header names parts, all of its words being among them: what merges them is none of them.
    private func merged(_ text: HeaderWords, _ field: Int) -> [String]? {
        guard isLenient, let list = vocabulary.standard.fields[field].codeList else { return nil }
        var codes: Set<Int> = []
        for word in text.words {
            var own: Set<Int> = []
            for match in vocabulary.codeIndex.matches(HeaderWords(words: [word]), isLenient: isLenient)
            where vocabulary.codes[match.meaning].list == list && match.score > 0.5 { own.insert(match.meaning) }
            if own.isEmpty { return nil }
            codes.formUnion(own)
        }
        guard (2...5).contains(codes.count) else { return nil }
        return codes.sorted().map { vocabulary.codes[$0].name }
    }
}
