internal import HTCDSFindings

/// The problems of a page by the question that they answer, each with a piece of the sheet where it stands.
struct HTMLProblems {
    let groups: FindingGroups
    let sources: [String]
    let options: RenderingOptions
    private var words: ReportWords { options.words }

    var stages: [[String: Any]] {
        let numbered = groups.groups.enumerated().map { (number: $0.offset + 1, group: $0.element) }
        return ReportStage.allCases.map { stage in
            let own = numbered.filter { ReportStage(area: $0.group.row.rule.area) == stage }
            let errors = own.count { $0.group.row.severity == .error }
            let verdict =
                own.isEmpty
                ? words(.nothingAgainst) : errors == 0 ? words(.yesWithRemarks) : words(.notYetErrors, String(errors))
            return [
                "title": words(stage.question), "verdict": verdict,
                "groups": own.map { members($0.group, number: $0.number) },
            ]
        }
    }

    private func members(_ group: FindingGroup, number: Int) -> [String: Any] {
        let row = group.row
        let message = FindingWords(group.messages.first ?? "")
        var lines: [(String, String)] = []
        lines.append((words(.howOften), group.amount))
        lines.append(
            (words(.place), group.places.isEmpty ? words(.notListed) : group.whereText(sources: sources)))
        if group.fields.count > 1 {
            lines.append((words(.fields), group.fields.map(options.labelled).joined(separator: ", ")))
        }
        if !message.what.isEmpty { lines.append((words(.what), message.what)) }
        if let why = options.rationales[row.rule] { lines.append((words(.whyItMatters), why)) }
        if !message.repair.isEmpty { lines.append((words(.howToRepair), message.repair)) }
        if !group.suggestions.isEmpty { lines.append((words(.perhapsMeant), words.either(group.suggestions))) }
        lines.append((words(.rule), row.rule.rawValue))
        var members: [String: Any] = [
            "number": number, "severity": row.severity.rawValue,
            "level": words.severity(row.severity),
            "title": PlainText.clean(
                row.field.map { words(.pair, options.title(row.rule), options.labels[$0] ?? $0) }
                    ?? options.title(row.rule)),
            "lines": lines.map { ["name": $0.0, "text": PlainText.clean($0.1)] },
        ]
        if let sheet = sheet(group, number: number) { members["sheet"] = sheet }
        return members
    }

    /// A sound row and up to three faulty ones of the column in which the first finding stands; nil where it has no cell.
    private func sheet(_ group: FindingGroup, number: Int) -> [String: Any]? {
        guard let first = group.examples.first, let letters = first.location.letters else { return nil }
        var rows: [[String: Any]] = []
        if let sound = group.suggestions.first ?? group.row.field.flatMap({ options.soundValues[$0] }) {
            rows.append(["row": words(.exampleRow), "kind": "good", "text": PlainText.clean(sound)])
        }
        for finding in group.examples
        where finding.location.letters == letters && finding.location.sheet == first.location.sheet {
            guard let text = finding.value ?? finding.shape.map(words.shape) else { continue }
            rows.append([
                "row": finding.location.rowDigits ?? "", "kind": "bad",
                "text": PlainText.clean(finding.value == nil ? "(\(text))" : text),
            ])
        }
        guard rows.contains(where: { $0["kind"] as? String == "bad" }) else { return nil }
        var sheet: [String: Any] = ["number": number, "letters": letters, "rows": rows]
        sheet["caption"] =
            first.location.sheet.map { words(.sheetColumn, PlainText.clean($0), letters) }
            ?? words(.columnCapital, letters)
        if let column = first.location.column { sheet["header"] = PlainText.clean(column) }
        return sheet
    }
}

extension SourceLocation {
    /// `H` of the cell `H19`.
    fileprivate var letters: String? {
        guard let letters = cell?.prefix(while: \.isLetter), !letters.isEmpty, letters.count <= 4 else { return nil }
        return String(letters)
    }

    /// `19` of the cell `H19`.
    fileprivate var rowDigits: String? {
        (cell?.drop(while: \.isLetter)).map(String.init)
    }
}
