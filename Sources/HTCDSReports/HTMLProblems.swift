internal import HTCDSFindings

/// The problems of a page by the question that they answer, each with a piece of the sheet where it stands.
struct HTMLProblems {
    let groups: FindingGroups
    let sources: [String]
    let options: RenderingOptions

    var stages: [[String: Any]] {
        let numbered = groups.groups.enumerated().map { (number: $0.offset + 1, group: $0.element) }
        return ReportStage.allCases.map { stage in
            let own = numbered.filter { ReportStage(area: $0.group.row.rule.area) == stage }
            let errors = own.count { $0.group.row.severity == .error }
            let verdict =
                own.isEmpty
                ? "Nothing speaks against it."
                : errors == 0 ? "Yes, with remarks." : "Not yet: kinds of errors: \(errors)."
            return [
                "title": stage.question, "verdict": verdict,
                "groups": own.map { members($0.group, number: $0.number) },
            ]
        }
    }

    private func members(_ group: FindingGroup, number: Int) -> [String: Any] {
        let row = group.row
        let words = FindingWords(group.messages.first ?? "")
        var lines: [(String, String)] = []
        lines.append(("How often", row.count == 1 ? "once" : "\(row.count) times, in \(row.records) records"))
        if row.records <= 1, row.count != 1 { lines[0].1 = "\(row.count) times" }
        lines.append(
            ("Where", group.places.isEmpty ? "not listed one by one" : group.whereText(sources: sources)))
        if group.fields.count > 1 { lines.append(("Fields", group.fields.joined(separator: ", "))) }
        if !words.what.isEmpty { lines.append(("What", words.what)) }
        if let why = options.rationales[row.rule] { lines.append(("Why it matters", why)) }
        if !words.repair.isEmpty { lines.append(("How to repair", words.repair)) }
        if !group.suggestions.isEmpty { lines.append(("Perhaps meant", group.suggestions.joined(separator: " or "))) }
        lines.append(("Rule", row.rule.rawValue))
        var members: [String: Any] = [
            "number": number, "severity": row.severity.rawValue,
            "level": row.severity == .info ? "hint" : row.severity.rawValue,
            "title": PlainText.clean(
                options.title(row.rule) + (row.field.map { ": \(options.labels[$0] ?? $0)" } ?? "")),
            "lines": lines.map { ["name": $0.0, "text": PlainText.clean($0.1)] },
        ]
        if let sheet = sheet(group, number: number) { members["sheet"] = sheet }
        return members
    }

    /// Up to three rows of the one column in which the first finding stands; nil where it has no cell.
    private func sheet(_ group: FindingGroup, number: Int) -> [String: Any]? {
        guard let first = group.examples.first, let letters = first.location.letters else { return nil }
        var rows: [[String: Any]] = []
        if let suggestion = group.suggestions.first {
            rows.append(["row": "for example", "kind": "good", "text": PlainText.clean(suggestion)])
        }
        for finding in group.examples
        where finding.location.letters == letters && finding.location.sheet == first.location.sheet {
            guard let text = finding.value ?? finding.shape else { continue }
            rows.append([
                "row": finding.location.rowDigits ?? "", "kind": "bad",
                "text": PlainText.clean(finding.value == nil ? "(\(text))" : text),
            ])
        }
        guard rows.contains(where: { $0["kind"] as? String == "bad" }) else { return nil }
        var sheet: [String: Any] = ["number": number, "letters": letters, "rows": rows]
        sheet["caption"] =
            (first.location.sheet.map { "Sheet \(PlainText.clean($0)), column " } ?? "Column ") + letters
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
