internal import HTCDSFindings

/// The parts of a report that are lists and tables.
extension TextPage {
    func summary(of report: Report) {
        let records = report.records
        heading(words(.recordsTitle))
        var rows = [
            [words(.read), String(records.read), ""],
            [words(.accepted), String(records.accepted), ""],
            [
                words(.rejected), String(records.rejected),
                records.rejected > 0 ? words(report.gate == nil ? .seeErrors : .withheldNote) : "",
            ],
        ]
        for ignored in records.ignored {
            rows.append([words(.ignored), String(ignored.count), words.retold(ignored.why, .ignored)])
        }
        if records.ignored.isEmpty { rows.append([words(.ignored), "0", ""]) }
        table(rows, numbers: [1], longest: width - 24)

        heading(words(.howJudged))
        let labelWidth = words.width(.file, .encoding, .recognised, .judgedBy, .todayIs, atLeast: 12)
        func labelled(_ label: Phrase, _ text: String) { self.labelled(words(label), text, labelWidth: labelWidth) }
        for source in report.sources {
            labelled(.file, words(.fileOf, source.name, source.format, words.counted(source.bytes, .oneByte, .bytes)))
            labelled(
                .encoding, words(.encodingBecause, source.encoding.name, words.retold(source.encoding.why, .encoding)))
        }
        let judged = report.judgedBy
        labelled(.recognised, words(.recognisedAs, judged.mapping.name, words.retold(judged.mapping.why, .mapping)))
        labelled(.judgedBy, words(.judgedByWhat, judged.standard, judged.profile, judged.acceptance))
        labelled(.todayIs, words(judged.asOfFrom == "option" ? .asGiven : .byTheClock, judged.asOf))
    }

    func unchecked(in report: Report) {
        heading(words(.checks))
        paragraph(words.counted(report.checks.run.count, .oneRuleApplied, .rulesApplied))
        if report.checks.skipped.isEmpty {
            paragraph(words(.noneLeftOut))
        } else {
            paragraph(words(.notChecked))
            var reasons: [String] = []
            var rulesOf: [String: [String]] = [:]
            for skipped in report.checks.skipped {
                if rulesOf[skipped.why] == nil { reasons.append(skipped.why) }
                rulesOf[skipped.why, default: []].append(skipped.rule.rawValue)
            }
            for why in reasons {
                paragraph(words(.pair, why, (rulesOf[why] ?? []).joined(separator: ", ")), indent: 4, lead: "- ")
            }
        }
        guard !report.suppressed.isEmpty else { return }
        paragraph(words(.passedOver))
        for row in report.suppressed {
            paragraph(words.passedOver(row), indent: 4, lead: "- ")
        }
    }

    func columns(of report: Report) {
        heading(words(.columns))
        let labelWidth = words.width(.readCapital, .keptAsIs, .leftOut, .notUsed, .cells, atLeast: 14)
        func labelled(_ label: Phrase, _ text: String) { self.labelled(words(label), text, labelWidth: labelWidth) }
        let columns = report.columns
        labelled(.readCapital, columns.mapped.isEmpty ? words(.none) : "\(columns.mapped.count)")
        if !columns.kept.isEmpty { labelled(.keptAsIs, Self.list(columns.kept)) }
        if !columns.dropped.isEmpty { labelled(.leftOut, Self.list(columns.dropped)) }
        labelled(.notUsed, columns.unused.isEmpty ? words(.none) : Self.list(columns.unused))
        let cells = report.cells
        let parts = [
            (cells.mapped, Phrase.cellsRead), (cells.kept, .cellsKept), (cells.dropped, .cellsLeftOut),
            (cells.unused, .cellsNotUsed), (cells.missing, .cellsMissing),
        ].filter { $0.0 > 0 }.map { words($0.1, String($0.0)) }
        if cells.filled > 0 {
            labelled(.cells, words(.cellsFilled, String(cells.filled), parts.joined(separator: ", ")))
        }
    }

    func completeness(of report: Report) {
        let core = report.fields.filter(\.core)
        guard !core.isEmpty else { return }
        heading(words(.coreFields))
        let present = core.filter { $0.column != nil }
        if !present.isEmpty {
            var rows = [[words(.fieldColumn), words(.columnColumn), words(.filledColumn), words(.validColumn)]]
            for row in present { rows.append([row.field, row.column ?? "", String(row.filled), String(row.valid)]) }
            table(rows, numbers: [2, 3], longest: max(16, (width - 20) / 2))
        }
        let absent = core.filter { $0.column == nil }.map(\.field)
        if !absent.isEmpty {
            labelled(words(.noColumnFor), Self.list(absent), labelWidth: words.width(.noColumnFor) - 1)
        }
    }

    /// What the mapping could not say in our terms, and how often.
    func losses(of report: Report) {
        guard !report.losses.isEmpty else { return }
        heading(words(.notSaidExactly))
        for loss in report.losses.prefix(Self.mostLosses) {
            let place = [loss.column, loss.value.map { "\"\($0)\"" }].compactMap { $0 }.joined(separator: ", ")
            let records = words.counted(loss.records, .oneRecord, .records)
            let became =
                switch loss.became {
                case .kept: words(.lossKept)
                case .appliedAndKept: words(.lossApplied)
                case .notWritten: words(.lossNotWritten)
                }
            paragraph(
                words(.lossIn, place + (loss.field.map { " (\($0))" } ?? ""), records, loss.meaning, became)
                    + (loss.note.map { " \($0)" } ?? ""), indent: 4, lead: "- ")
        }
        if report.losses.count > Self.mostLosses {
            paragraph(words(.furtherRows, String(report.losses.count - Self.mostLosses)))
        }
    }

    private static let mostLosses = 12

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
