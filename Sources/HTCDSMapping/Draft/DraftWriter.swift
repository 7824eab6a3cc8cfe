import HTCDSCells
import HTCDSSpec

/// Writes what a matcher found as a mapping document, doubtful lines as comments.
///
/// No value of a cell is written unless it is a word of a public list, or as frequent as a category in a column whose
/// other values are of the field's list. Headers are written only where they are near to a name of the standard.
struct DraftWriter {
    let matcher: DraftMatcher
    let source: DraftSource
    private var standard: HTCDSStandard { matcher.vocabulary.standard }

    init(_ matcher: DraftMatcher, _ source: DraftSource) {
        self.matcher = matcher
        self.source = source
    }

    func text() -> String {
        var lines = head()
        lines += sourceLines()
        lines.append("")
        if let id = matcher.id {
            let why =
                id.isSure
                ? "the header names the case, and no value stands there twice"
                : "some values stand there twice or are missing"
            let line = "id: \(reference(id.column))  # \(percent(id.isSure ? id.score : min(id.score, 0.7))): \(why)"
            lines.append(id.isSure ? line : "# " + line)
        }
        let perpetrators = matcher.proposals.filter(isPerpetrators)
        let events = matcher.proposals.filter { if case .event = $0.target.place { true } else { false } }
        let own = matcher.proposals.filter { proposal in
            proposal.target.place == .record && !isPerpetrators(proposal)
        }
        lines += recordLines(own)
        lines += personLines(perpetrators)
        lines += eventLines(events)
        lines.append("")
        lines.append("# Every other column is kept beside the record under its own name.")
        if matcher.nested > 0 {
            lines.append(
                "# Things that are repeated within a record are kept as they are: see `each` in the documentation.")
        }
        lines.append("keep: all")
        return lines.joined(separator: "\n") + "\n"
    }

    private func head() -> [String] {
        let sure =
            matcher.proposals.count(where: \.isSure)
            + matcher.collections.reduce(0) { $0 + rows($1).count(where: \.isSure) }
        return [
            "# A draft that htcds made from the headers and the first \(source.records) records of an export. Nobody has confirmed it:",
            "# read every line, repair what is wrong, and take the # from what is right. The number is how sure the tool is.",
            "# \(sure) of \(matcher.columns.count) columns are mapped. Check it with: htcds mapping check FILE",
            "",
            "mapping: \(DraftYAML.quoted(source.name))",
            "title: \(DraftYAML.quoted("Draft for an export as \(source.formats.first ?? "csv")"))",
            "standard: \"2.0\"",
            "",
        ]
    }

    private func sourceLines() -> [String] {
        var lines = ["source:", "  formats: [\(source.formats.joined(separator: ", "))]"]
        if let record = source.record { lines.append("  record: \(DraftYAML.quoted(record))") }
        if let sheet = source.sheet { lines.append("  sheet: \(DraftYAML.quoted(sheet))") }
        if let header = source.headerRow, header > 1 || source.dataRow != nil { lines.append("  header: \(header)") }
        if let data = source.dataRow { lines.append("  data: \(data)") }
        if let delimiter = source.delimiter { lines.append("  delimiter: \(DraftYAML.quoted(delimiter))") }
        if let encoding = source.encoding { lines.append("  encoding: \(DraftYAML.quoted(encoding))") }
        var missing: [String: Int] = [:]
        for column in matcher.columns { for sign in column.evidence.missing.keys { missing[sign, default: 0] += 1 } }
        let signs = missing.keys.sorted().map { DraftYAML.quoted($0) }
        if !signs.isEmpty { lines.append("  missing: [\(signs.joined(separator: ", "))]") }
        let known = matcher.proposals.filter { $0.isSure && isNamed($0.column) }.sorted {
            ($1.score, $0.column) < ($0.score, $1.column)
        }
        if let root = source.root {
            lines.append("  recognise: {root: \(DraftYAML.quoted(root))}")
        } else if known.count >= 3 {
            let names = known.prefix(8).map(\.column).sorted().compactMap { matcher.columns[$0].column.name }
            lines.append(
                "  recognise: {columns: [\(names.map { DraftYAML.quoted(DraftYAML.trimmed($0)) }.joined(separator: ", "))]}"
            )
        }
        return lines
    }

    // MARK: Fields

    private func recordLines(_ proposals: [DraftProposal]) -> [String] {
        var blocks: [(field: Int, isSure: Bool, lines: [String])] = proposals.map {
            ($0.target.field, $0.isSure, block($0, depth: 2))
        }
        var collected: Set<Int> = []
        for collection in matcher.collections {
            let isTaken = collection.repeats != nil || blocks.contains { $0.field == collection.field && $0.isSure }
            let rows = rows(collection)
            let isSure = !isTaken && rows.contains(where: \.isSure)
            collected.insert(collection.field)
            blocks.append((collection.field, isSure, block(collection, rows, depth: 2, isTaken: isTaken)))
        }
        blocks.sort { ($0.field, $1.isSure ? 1 : 0) < ($1.field, $0.isSure ? 1 : 0) }
        let hasFields = blocks.contains(where: \.isSure)
        var lines = [hasFields ? "fields:" : "fields: {}"]
        for block in blocks {
            lines += block.isSure ? block.lines : DraftYAML.commented(block.lines, depth: 2)
        }
        return lines
    }

    private func personLines(_ proposals: [DraftProposal]) -> [String] {
        if proposals.isEmpty { return [] }
        let isSure = proposals.contains(where: \.isSure)
        var lines = ["persons:", "  - roles: [perpetrator]", "    fields:"]
        for proposal in proposals {
            let own = block(proposal, depth: 6)
            lines += proposal.isSure || !isSure ? own : DraftYAML.commented(own, depth: 6)
        }
        return isSure ? lines : DraftYAML.commented(lines, depth: 0)
    }

    private func eventLines(_ proposals: [DraftProposal]) -> [String] {
        var sure: [String] = []
        var unsure: [String] = []
        for kind in ["Recruitment", "Transit", "Exploitation"] {
            let own = proposals.filter { $0.target.place == .event(kind) }
            if own.isEmpty { continue }
            let isSure = own.contains(where: \.isSure)
            var lines = ["  - fields:", "      hte_Type: {constant: \(kind)}"]
            for proposal in own {
                let block = block(proposal, depth: 6)
                lines += proposal.isSure || !isSure ? block : DraftYAML.commented(block, depth: 6)
            }
            if isSure { sure += lines } else { unsure += lines }
        }
        var lines = sure.isEmpty ? [] : ["events:"] + sure
        if !unsure.isEmpty { lines += DraftYAML.commented((sure.isEmpty ? ["events:"] : []) + unsure, depth: 0) }
        return lines
    }

    /// Whether a column is about somebody else than the victim: what only perpetrators have goes there too, where the
    /// same records hold victims.
    private func isPerpetrators(_ proposal: DraftProposal) -> Bool {
        if proposal.target.place == .perpetrator { return true }
        let field = standard.fields[proposal.target.field]
        let hasVictims = matcher.proposals.contains {
            $0.isSure && standard.fields[$0.target.field].table == .victimContext
        }
        return proposal.target.place == .record && field.table == .perpetratorContext && hasVictims
    }

    private func percent(_ score: Double) -> String { "\(min(99, Int((score * 100).rounded()))) %" }

    private func block(_ proposal: DraftProposal, depth: Int) -> [String] {
        let space = String(repeating: " ", count: depth)
        let field = standard.fields[proposal.target.field]
        let evidence = matcher.columns[proposal.column].evidence
        let shown = proposal.isSure ? proposal.score : min(proposal.score, DraftProposal.bound - 0.01)
        let why = "# \(percent(shown)): \(proposal.why.joined(separator: "; "))"
        var more: [String] = []
        if let values = proposal.values {
            if let split = values.split, field.kind == .multiselect || split.count > 1 {
                more.append("\(space)  split: \(DraftYAML.quoted(split))")
            }
            let rows = values.rows.map { "\(space)    \(DraftYAML.quoted($0.value)): \($0.code)  # \($0.why)" }
            // Which they are is not written: a column of categories may hold a name as often.
            let open =
                values.unknown == 0
                ? []
                : [
                    "\(space)    # and \(values.unknown) frequent \(values.unknown == 1 ? "word" : "words") of the partner's: which codes?"
                ]
            // A table of comments alone would be no table.
            if !rows.isEmpty, field.codeList != .iso3166, field.codeList != .iso639 {
                more.append("\(space)  values:")
                more += rows + open
            } else {
                more += open
            }
        }
        if field.kind == .checkbox {
            var seen: Set<[UInt8]> = []
            let words = evidence.distinct.keys.sorted().filter { seen.insert(ByteKeyTable.folded($0)).inserted }
                .compactMap { word in
                    truth(word).map { "\(DraftYAML.quoted(word)): \($0)" }
                }
            if !words.isEmpty, words.count <= 6 { more.append("\(space)  values: {\(words.joined(separator: ", "))}") }
        }
        if field.kind == .date {
            if let pattern = evidence.datePattern {
                more.append("\(space)  dates: [\(DraftYAML.quoted(pattern))]")
            } else if evidence.eitherFirst > 0 {
                more.append("\(space)  # dates: [dd/MM/yyyy]  # or MM/dd/yyyy: nothing in the column says which")
            }
        }
        let column = reference(proposal.column)
        if more.isEmpty {
            let line =
                column.hasPrefix("{")
                ? "\(space)\(field.id): {from: \(column)}  \(why)" : "\(space)\(field.id): \(column)  \(why)"
            return [line]
        }
        return ["\(space)\(field.id):  \(why)", "\(space)  from: \(column)"] + more
    }

    /// The meaning of a word for yes or no that the tool does not read by itself, nil for any other text.
    private func truth(_ word: String) -> Bool? {
        var word = word
        return word.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let text = CellBytes(start: start, count: bytes.count)
            if BooleanTransform.read(text) != nil { return nil }
            if ColumnEvidence.yes.lookup(text) != nil { return true }
            return ColumnEvidence.no.lookup(text) != nil ? false : nil
        }
    }

    // MARK: Columns that are collected

    /// Rows whose column has a name of its own, by which alone a row can be written.
    private func rows(_ collection: DraftCollection) -> [DraftCollection.Row] {
        collection.rows.filter { isNamed($0.column) }.sorted { $0.column < $1.column }
    }

    private func block(
        _ collection: DraftCollection, _ rows: [DraftCollection.Row], depth: Int, isTaken: Bool
    ) -> [String] {
        let space = String(repeating: " ", count: depth)
        let field = standard.fields[collection.field]
        let isSure = !isTaken && rows.contains(where: \.isSure)
        let why = isTaken ? "another column holds the same" : "columns of yes and no, named after codes of the list"
        var lines = ["\(space)\(field.id):  # \(why)", "\(space)  collect:"]
        for row in rows {
            let header = DraftYAML.quoted(DraftYAML.trimmed(matcher.columns[row.column].column.name ?? ""))
            let target: String
            if row.codes.count > 1 {
                target =
                    "{oneOf: [\(row.codes.joined(separator: ", "))], relation: broader, note: \"merges several codes\"}"
            } else if row.isNarrower {
                target = "{value: \(row.codes[0]), relation: narrower, note: \"a part of that code\"}"
            } else {
                target = row.codes[0]
            }
            let line = "\(space)    \(header): \(target)  # \(percent(row.score))"
            lines += row.isSure || !isSure ? [line] : DraftYAML.commented([line], depth: depth + 4)
        }
        let chosen = Set(rows.flatMap { matcher.columns[$0.column].evidence.chosen })
        let own = chosen.filter { truth($0) == true }
        if !own.isEmpty {
            lines.append("\(space)  chosen: [\(chosen.sorted().map { DraftYAML.quoted($0) }.joined(separator: ", "))]")
        }
        return lines
    }

    private func isNamed(_ column: Int) -> Bool {
        guard let name = matcher.columns[column].column.name, matcher.columns[column].column.occurrence == 1 else {
            return false
        }
        let trimmed = DraftYAML.trimmed(name)
        return isShown(column) && !trimmed.isEmpty && !trimmed.hasSuffix("]") && !trimmed.hasSuffix("*")
    }

    /// A header may be shown where the header row holds no data, or where it is as good as a name of the standard.
    private func isShown(_ column: Int) -> Bool {
        if source.headersAreSafe { return true }
        return matcher.proposals.contains { $0.column == column && $0.isSure }
    }

    private func reference(_ column: Int) -> String {
        DraftYAML.reference(matcher.columns[column].column, isShown: isShown(column))
    }
}
