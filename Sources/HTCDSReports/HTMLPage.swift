internal import HTCDSFindings

/// What the template of the page shows, by name. Texts from outside are cleaned here and escaped by the template.
struct HTMLPage {
    let report: Report
    let groups: FindingGroups
    let options: RenderingOptions

    private static let mostLosses = 50

    var members: [String: Any] {
        let passed = report.verdict == .pass
        let judged = report.judgedBy
        var page: [String: Any] = [
            "verdict": report.verdict.rawValue, "standard": clean(judged.standard),
            "answer": passed ? "Yes, the data conforms." : "Not yet.", "because": clean(report.because) + ".",
            "parts": [
                ("summary", "In short"), ("problems", "What was found"),
                ("uses", "What the data is good enough for"), ("fields", "How complete the core fields are"),
                ("cells", "What became of the cells"), ("checks", "What was checked, and what was not"),
            ].map { ["id": $0.0, "title": $0.1] },
            "next": NextStep.text(report),
            "judged": clean(
                "Recognised as \(judged.mapping.name): \(judged.mapping.why). Judged by profile \(judged.profile), "
                    + "with \(judged.asOf) as today."),
            "tool": clean("\(report.tool.name) \(report.tool.version)"),
            "guard": groups.showsValues
                ? "This report shows values from the data, as was asked for. Guard it like the data itself."
                : "Values are left out of this report on purpose: they may say something about a person. What stands in "
                    + "their place only says what they look like.",
        ]
        page["records"] = records
        page["sources"] = report.sources.map {
            [
                "name": clean($0.name), "format": clean($0.format), "bytes": "\($0.bytes)",
                "encoding": clean($0.encoding.name),
            ]
        }
        page["found"] = !groups.groups.isEmpty
        page["stages"] = HTMLProblems(groups: groups, sources: report.sources.map(\.name), options: options).stages
        page["usesNote"] = DataUse.note
        page["uses"] = uses
        page["core"] = core
        page["hasCore"] = !core.isEmpty
        page["columns"] = columns
        page["losses"] = losses
        page["hasLosses"] = !report.losses.isEmpty
        page["moreLosses"] =
            report.losses.count > Self.mostLosses
            ? "\(report.losses.count - Self.mostLosses) further rows are in the JSON report." : ""
        checks(&page)
        return page
    }

    private var records: [[String: Any]] {
        let records = report.records
        var rows = [
            ("Read", records.read, ""), ("Accepted", records.accepted, ""), ("Rejected", records.rejected, ""),
        ]
        rows += records.ignored.map { ("Ignored", $0.count, clean($0.why)) }
        return rows.map { ["name": $0.0, "count": "\($0.1)", "note": $0.2] }
    }

    private var uses: [[String: Any]] {
        DataUse.all.map { use in
            let (answer, shares) = use.judge(report)
            return [
                "question": use.question, "kind": answer.rawValue,
                "answer": answer == .yes ? "Yes" : answer == .partly ? "Partly" : "No",
                "fields": shares.map { "\(label($0.field)): \($0.share) %" }.joined(separator: "; "),
            ]
        }
    }

    private var core: [[String: Any]] {
        let all = Double(report.records.accepted) + Double(report.records.rejected)
        return report.fields.filter(\.core).map { field in
            let share = field.column == nil ? 0 : DataUse.percent(field.filled, of: all)
            return [
                "label": label(field.field), "column": field.column.map(clean) ?? "no column", "share": share,
                "filled": field.column == nil
                    ? "not there" : "\(field.filled) of \(Int(exactly: all).map(String.init) ?? "all"), \(share) %",
                "valid": field.column == nil ? "" : "\(field.valid)",
            ]
        }
    }

    private var columns: [String] {
        let columns = report.columns
        let cells = report.cells
        var lines = ["Columns read: \(columns.mapped.count)."]
        for (what, names) in [
            ("kept as they are", columns.kept), ("left out", columns.dropped), ("not used", columns.unused),
        ]
        where !names.isEmpty { lines.append("Columns \(what): \(clean(names.joined(separator: ", "))).") }
        if cells.filled > 0 {
            lines.append(
                "Of \(cells.filled) filled cells, \(cells.mapped) were read, \(cells.kept) kept as they are, "
                    + "\(cells.dropped) left out, \(cells.unused) not used; \(cells.missing) say nothing.")
        }
        return lines
    }

    private var losses: [[String: Any]] {
        report.losses.prefix(Self.mostLosses).map {
            [
                "column": clean($0.column ?? ""), "value": clean($0.value ?? ""), "field": clean($0.field ?? ""),
                "records": "\($0.records)", "meaning": clean($0.meaning),
            ]
        }
    }

    private func checks(_ page: inout [String: Any]) {
        let skipped = report.checks.skipped
        page["checked"] =
            "Rules applied: \(report.checks.run.count). "
            + (skipped.isEmpty ? "None was left out." : "Not checked, and why:")
        page["hasSkipped"] = !skipped.isEmpty
        page["skipped"] = skipped.map { clean("\(options.title($0.rule)) (\($0.rule)): \($0.why)") }
        page["hasSuppressed"] = !report.suppressed.isEmpty
        page["suppressed"] = report.suppressed.map {
            clean(
                "\($0.rule) for \($0.scope), \($0.count) times: \($0.reason) (\($0.who)"
                    + ($0.until.map { " until \($0)" } ?? "") + ")")
        }
    }

    private func label(_ field: String) -> String {
        options.labels[field].map { "\($0) (\(clean(field)))" } ?? clean(field)
    }

    private func clean(_ text: String) -> String { PlainText.clean(text) }
}
