internal import HTCDSFindings

/// What the template of the page shows, by name. Texts from outside are cleaned here and escaped by the template.
struct HTMLPage {
    let report: Report
    let groups: FindingGroups
    let options: RenderingOptions

    private static let mostLosses = 50

    private var words: ReportWords { options.words }

    var members: [String: Any] {
        let passed = report.verdict == .pass
        let judged = report.judgedBy
        var page: [String: Any] = [
            "verdict": report.verdict.rawValue,
            "question": report.gate == nil ? words(.isItFit, clean(judged.standard)) : words(.mayItLeave),
            "answer": report.gate == nil
                ? words(passed ? .yesConforms : .notYet) : words(passed ? .yesLeaves : .noLeaves),
            "because": clean(report.because) + ".",
            "parts": parts.map { ["id": $0.id, "title": $0.title] },
            "next": NextStep.text(report, words),
            "judged": clean(
                words(
                    .recognisedPage, judged.mapping.name, words.retold(judged.mapping.why, .mapping), judged.profile,
                    judged.asOf)),
            "guard": groups.showsValues
                ? words(.showsValues) : words(.leavesValuesOutPage),
        ]
        page["say"] = Dictionary(
            uniqueKeysWithValues: Phrase.allCases.map { ("\($0)", words($0, clean(judged.standard))) })
        page["lang"] = options.language.rawValue
        page["dir"] = (options.direction ?? options.language.direction).rawValue
        page["title"] = words(.pageTitle, words(passed ? .pass : .fail))
        page["written"] = words(.writtenBy, clean("\(report.tool.name) \(report.tool.version)"))
        page["records"] = records
        page["sources"] = report.sources.map {
            [
                "name": clean($0.name), "format": clean($0.format), "bytes": "\($0.bytes)",
                "encoding": clean($0.encoding.name),
            ]
        }
        if let gate = HTMLGate(report, words) { page["gate"] = gate.members }
        page["found"] = !groups.groups.isEmpty
        page["stages"] = HTMLProblems(groups: groups, sources: report.sources.map(\.name), options: options).stages
        page["usesNote"] = words(.usesNote)
        page["uses"] = uses
        page["core"] = core
        page["hasCore"] = !core.isEmpty
        page["columns"] = columns
        page["losses"] = losses
        page["hasLosses"] = !report.losses.isEmpty
        page["moreLosses"] =
            report.losses.count > Self.mostLosses
            ? words(.furtherRows, String(report.losses.count - Self.mostLosses)) : ""
        checks(&page)
        return page
    }

    private var parts: [(id: String, title: String)] {
        var parts = [(id: "summary", title: words(.inShort))]
        if let gate = HTMLGate(report, words) { parts.append(("gate", gate.title)) }
        let further: [(String, Phrase)] = [
            ("problems", .whatWasFound), ("uses", .goodEnoughFor), ("fields", .howComplete), ("cells", .cellsTitle),
            ("checks", .checkedTitle),
        ]
        return parts + further.map { ($0, words($1)) }
    }

    private var records: [[String: Any]] {
        let records = report.records
        var rows = [
            (words(.readCapital), records.read, ""), (words(.acceptedCapital), records.accepted, ""),
            (
                words(.rejectedCapital), records.rejected,
                report.gate != nil && records.rejected > 0 ? words(.withheldNote) : ""
            ),
        ]
        rows += records.ignored.map { (words(.ignoredCapital), $0.count, clean(words.retold($0.why, .ignored))) }
        return rows.map { ["name": $0.0, "count": "\($0.1)", "note": $0.2] }
    }

    private var uses: [[String: Any]] {
        DataUse.all.map { use in
            let (answer, shares) = use.judge(report)
            return [
                "question": words(use.question), "kind": answer.rawValue,
                "answer": words(answer == .yes ? .yes : answer == .partly ? .partly : .no),
                "fields": shares.map { words(.pair, label($0.field), words(.percent, String($0.share))) }.joined(
                    separator: "; "),
            ]
        }
    }

    private var core: [[String: Any]] {
        let all = Double(report.records.accepted) + Double(report.records.rejected)
        return report.fields.filter(\.core).map { field in
            let share = field.column == nil ? 0 : DataUse.percent(field.filled, of: all)
            return [
                "label": label(field.field), "column": field.column.map(clean) ?? words(.noColumn), "share": share,
                "filled": field.column == nil
                    ? words(.notThere)
                    : words(
                        .filledOf, String(field.filled), Int(exactly: all).map(String.init) ?? words(.all),
                        String(share)),
                "valid": field.column == nil ? "" : "\(field.valid)",
            ]
        }
    }

    private var columns: [String] {
        let columns = report.columns
        let cells = report.cells
        var lines = [words(.columnsRead, String(columns.mapped.count))]
        for (what, names) in [
            (Phrase.columnsKept, columns.kept), (.columnsLeftOut, columns.dropped), (.columnsNotUsed, columns.unused),
        ]
        where !names.isEmpty { lines.append(words(what, clean(names.joined(separator: ", ")))) }
        if cells.filled > 0 {
            lines.append(
                words(
                    .ofFilledCells, String(cells.filled), String(cells.mapped), String(cells.kept),
                    String(cells.dropped), String(cells.unused), String(cells.missing)))
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
            words(.rulesAppliedCount, String(report.checks.run.count)) + " "
            + words(skipped.isEmpty ? .noneLeftOut : .notChecked)
        page["hasSkipped"] = !skipped.isEmpty
        page["skipped"] = skipped.map { clean(words(.pair, "\(options.title($0.rule)) (\($0.rule))", $0.why)) }
        page["hasSuppressed"] = !report.suppressed.isEmpty
        page["suppressed"] = report.suppressed.map { clean(words.passedOver($0)) }
    }

    private func label(_ field: String) -> String {
        clean(options.labelled(field))
    }

    private func clean(_ text: String) -> String { PlainText.clean(text) }
}
