import HTCDSCells
import HTCDSSpec

/// Finds for each column of an unknown export the field it may be, one column for each field.
final class DraftMatcher {
    let vocabulary: DraftVocabulary
    let columns: [DraftColumn]
    private let judge: ValueJudge
    private let headers: HeaderMatcher

    private(set) var proposals: [DraftProposal] = []
    private(set) var collections: [DraftCollection] = []
    /// The column of the record's id, its score, and whether it may stand.
    private(set) var id: (column: Int, score: Double, isSure: Bool)?
    /// Columns within things that are repeated, which a draft leaves alone.
    private(set) var nested = 0

    init(_ columns: [DraftColumn], _ vocabulary: DraftVocabulary) {
        self.columns = columns
        self.vocabulary = vocabulary
        judge = ValueJudge(vocabulary)
        headers = HeaderMatcher(vocabulary, headers: columns.compactMap(\.column.name))
        findID()
        var ordinary: [DraftProposal] = []
        var flags: [(number: Int, header: String)] = []
        for number in columns.indices where number != id?.column {
            guard let header = columns[number].column.name else { continue }
            if Self.isNested(header) {
                nested += 1
                continue
            }
            let own = best(number, header)
            let isCheckbox = own.map {
                vocabulary.standard.fields[$0.target.field].kind == .checkbox && $0.score >= 0.7
            }
            if columns[number].evidence.isBoolean, isCheckbox != true, own?.isID != true {
                flags.append((number, header))
            } else {
                if let own { ordinary.append(own) }
                if columns[number].evidence.filled == 0, own.map({ $0.score < 0.75 }) ?? true {
                    flags.append((number, header))
                }
            }
        }
        assign(ordinary)
        collect(flags)
    }

    private static func isNested(_ header: String) -> Bool {
        guard let open = header.firstIndex(of: "["), let close = header[open...].firstIndex(of: "]") else {
            return false
        }
        return header[header.index(after: close)...].hasPrefix("/")
            && Int(header[header.index(after: open)..<close]) != nil
    }

    // MARK: One column

    private func best(_ number: Int, _ header: String) -> DraftProposal? {
        var found = headers.proposals(number, header).prefix(12).map { $0 }
        for index in found.indices {
            judge.judge(&found[index], columns[number].evidence)
            if isVague(found[index]), !found[index].isID { found[index].score -= 0.25 }
        }
        found.sort { ($1.score, $0.target.field) < ($0.score, $1.target.field) }
        guard var first = found.first, first.score >= 0.55 else { return nil }
        let rival = found.dropFirst().first
        let margin = first.score - (rival?.score ?? 0)
        first.isSure = first.score >= DraftProposal.bound && (first.isID || margin >= DraftProposal.margin)
        if !first.isSure, let rival, margin < DraftProposal.margin {
            first.why.append("may as well be \(vocabulary.standard.fields[rival.target.field].id)")
        }
        return first
    }

    /// Whether a header is a label that several fields share, or one word of a thing that a record may have many of.
    private func isVague(_ proposal: DraftProposal) -> Bool {
        let text = proposal.name
        let field = vocabulary.standard.fields[proposal.target.field]
        guard proposal.target.place == .record else { return false }
        let sharing = vocabulary.standard.fields.filter { vocabulary.labels[$0.number].joined == text.joined }
        if sharing.count > 1, sharing.contains(where: { $0.number == field.number }) {
            return !(hasContext(field.table) && sharing.allSatisfy { $0.table == field.table || !hasContext($0.table) })
        }
        let isThing = [.organization, .event, .supportPlan, .perpetratorContext, .caseComment].contains(field.table)
        return isThing && text.words.count == 1 && !hasContext(field.table)
    }

    /// Whether other headers show that the records have things of a table.
    private func hasContext(_ table: HTCDSTable) -> Bool {
        if let known = contexts[table] { return known }
        let fields = vocabulary.standard.fields(in: table)
        let names = Set(columns.compactMap(\.column.name).map { vocabulary.words($0).joined })
        let ids = fields.count { names.contains(HeaderWords($0.id).joined) }
        let labels = fields.count {
            let label = vocabulary.labels[$0.number]
            return names.contains(label.joined) && label.words.count > 1
        }
        let all = fields.count { names.contains(vocabulary.labels[$0.number].joined) }
        // Addresses of people are made of the same words as those of places.
        let hasAddresses = table != .person && names.contains { $0.hasPrefix("mailing") || $0.hasPrefix("shipping") }
        let known = ids >= 2 || (table == .person ? labels >= 8 : labels >= 2) || (all >= 5 && !hasAddresses)
        contexts[table] = known
        return known
    }
    private var contexts: [HTCDSTable: Bool] = [:]

    private func findID() {
        for number in columns.indices {
            guard let header = columns[number].column.name,
                let match = vocabulary.ids.matches(vocabulary.words(header), isLenient: headers.isLenient).first,
                match.score >= 0.8, match.score > id?.score ?? 0
            else { continue }
            let evidence = columns[number].evidence
            if header.hasPrefix("_") { continue }
            let isSure = match.isWhole && evidence.isUnique && evidence.filled > 1 && evidence.missing.isEmpty
            let other = headers.proposals(number, header).first
            if let other, other.score >= match.score { continue }
            id = (number, match.score, isSure)
        }
    }

    // MARK: All columns

    private func assign(_ found: [DraftProposal]) {
        var taken: [DraftTarget: Double] = [:]
        for var proposal in found.sorted(by: { ($1.score, $0.column) < ($0.score, $1.column) }) {
            if taken[proposal.target] != nil {
                if proposal.isSure { proposal.why.append("another column fits this field better") }
                proposal.isSure = false
            } else if proposal.isSure {
                taken[proposal.target] = proposal.score
            }
            proposals.append(proposal)
        }
        proposals.sort { ($0.target.field, $0.column) < ($1.target.field, $1.column) }
    }

    private func collect(_ flags: [(number: Int, header: String)]) {
        let finder = CollectionFinder(vocabulary, isLenient: headers.isLenient)
        for var collection in finder.collections(flags) {
            let own = proposals.firstIndex {
                $0.isSure && $0.target.place == .record && $0.target.field == collection.field
            }
            if let own, collection.rows.count(where: \.isSure) >= 3, proposals[own].values?.share ?? 0 < 0.5 {
                // Its labels hold what separates them: the columns of yes and no are clearer.
                proposals[own].isSure = false
                proposals[own].why.append("columns of yes and no hold the same")
            } else {
                collection.repeats = own.map { proposals[$0].column }
            }
            collections.append(collection)
        }
    }
}
