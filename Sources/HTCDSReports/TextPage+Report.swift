internal import HTCDSFindings

/// The parts of a report that are lists and tables.
extension TextPage {
    func summary(of report: Report) {
        let records = report.records
        heading("Records")
        var rows = [
            ["read", String(records.read), ""],
            ["accepted", String(records.accepted), ""],
            ["rejected", String(records.rejected), records.rejected > 0 ? "see the errors below" : ""],
        ]
        for ignored in records.ignored { rows.append(["ignored", String(ignored.count), ignored.why]) }
        if records.ignored.isEmpty { rows.append(["ignored", "0", ""]) }
        table(rows, numbers: [1], longest: width - 24)

        heading("What was read, and how it was judged")
        for source in report.sources {
            labelled("File", "\(source.name): \(source.format), \(source.bytes) byte\(source.bytes == 1 ? "" : "s")")
            labelled("Encoding", "\(source.encoding.name) (\(source.encoding.why))")
        }
        let judged = report.judgedBy
        labelled("Recognised", "as \(judged.mapping.name): \(judged.mapping.why)")
        labelled("Judged by", "HTCDS \(judged.standard), profile \(judged.profile), acceptance \(judged.acceptance)")
        labelled("Today is", judged.asOf + (judged.asOfFrom == "option" ? " (as given)" : " (by the clock)"))
    }

    func unchecked(in report: Report) {
        heading("Checks")
        paragraph(
            report.checks.run.count == 1 ? "1 rule was applied." : "\(report.checks.run.count) rules were applied.")
        if report.checks.skipped.isEmpty {
            paragraph("None was left out.")
        } else {
            paragraph("Not checked, and why:")
            var reasons: [String] = []
            var rulesOf: [String: [String]] = [:]
            for skipped in report.checks.skipped {
                if rulesOf[skipped.why] == nil { reasons.append(skipped.why) }
                rulesOf[skipped.why, default: []].append(skipped.rule.rawValue)
            }
            for why in reasons {
                paragraph("\(why): \((rulesOf[why] ?? []).joined(separator: ", "))", indent: 4, lead: "- ")
            }
        }
        guard !report.suppressed.isEmpty else { return }
        paragraph("Passed over, because somebody decided so:")
        for row in report.suppressed {
            let until = row.until.map { " until \($0)" } ?? ""
            paragraph(
                "\(row.rule) for \(row.scope), \(row.count) times: \(row.reason) (\(row.who)\(until))", indent: 4,
                lead: "- ")
        }
    }

    func columns(of report: Report) {
        heading("Columns")
        let columns = report.columns
        labelled("Read", columns.mapped.isEmpty ? "none" : "\(columns.mapped.count)", labelWidth: 14)
        if !columns.kept.isEmpty { labelled("Kept as is", Self.list(columns.kept), labelWidth: 14) }
        if !columns.dropped.isEmpty { labelled("Left out", Self.list(columns.dropped), labelWidth: 14) }
        labelled("Not used", columns.unused.isEmpty ? "none" : Self.list(columns.unused), labelWidth: 14)
        let cells = report.cells
        let parts = [
            (cells.mapped, "read"), (cells.kept, "kept as is"), (cells.dropped, "left out"),
            (cells.unused, "not used"), (cells.missing, "saying nothing"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if cells.filled > 0 {
            labelled("Cells", "\(cells.filled) filled: \(parts.joined(separator: ", "))", labelWidth: 14)
        }
    }

    func completeness(of report: Report) {
        let core = report.fields.filter(\.core)
        guard !core.isEmpty else { return }
        heading("Core fields")
        let present = core.filter { $0.column != nil }
        if !present.isEmpty {
            var rows = [["field", "column", "filled", "valid"]]
            for row in present { rows.append([row.field, row.column ?? "", String(row.filled), String(row.valid)]) }
            table(rows, numbers: [2, 3], longest: max(16, (width - 20) / 2))
        }
        let absent = core.filter { $0.column == nil }.map(\.field)
        if !absent.isEmpty { labelled("No column for", Self.list(absent), labelWidth: 14) }
    }

    /// What the mapping could not say in our terms, and how often.
    func losses(of report: Report) {
        guard !report.losses.isEmpty else { return }
        heading("What the mapping could not say exactly")
        for loss in report.losses.prefix(Self.mostLosses) {
            let place = [loss.column, loss.value.map { "\"\($0)\"" }].compactMap { $0 }.joined(separator: ", ")
            let records = loss.records == 1 ? "1 record" : "\(loss.records) records"
            let became =
                switch loss.became {
                case .kept: "Kept in the partner's words"
                case .appliedAndKept: "Set to the nearest value, and kept in the partner's words"
                case .notWritten: "Not in what was written"
                }
            paragraph(
                "\(place)\(loss.field.map { " (\($0))" } ?? ""), in \(records): \(loss.meaning) \(became)."
                    + (loss.note.map { " \($0)" } ?? ""), indent: 4, lead: "- ")
        }
        if report.losses.count > Self.mostLosses {
            paragraph("\(report.losses.count - Self.mostLosses) further rows are in the JSON report.")
        }
    }

    private static let mostLosses = 12

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
