import HTCDSFindings
import HTCDSGate

/// What a gate says to people. Names columns, never values, and counts nobody below `k`.
enum GateWords {
    static func rareValues(_ rare: RareValues, _ table: CategoryTable, k: Int) -> String {
        let names = table.columns.indices.filter { rare.valuesByColumn[$0] > 0 }.map { table.columns[$0].name }
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        return
            "There are values that fewer than \(k) rows share, in \(shown). Make them coarser in the policy, or let it "
            + "say rareValues: suppress."
    }

    /// What a person at a terminal reads.
    static func summary(_ report: Report, _ receipt: Receipt, _ path: String) -> String {
        let because = receipt.because.hasSuffix(".") ? String(receipt.because.dropLast()) : receipt.because
        var lines = ["\(receipt.verdict == .pass ? "PASS" : "FAIL") - \(because)."]
        func row(_ name: String, _ text: String) { lines.append("  \(name.padding(to: 12))\(text)") }
        for rule in report.rules where rule.severity == .error && rule.records == 0 {
            row("error", "\(rule.rule.rawValue)\(rule.field.map { " - \($0)" } ?? "")")
        }
        if let gate = report.gate {
            row(
                "leaves",
                receipt.verdict == .pass
                    ? "\(number(gate.rows, "row")), \(number(gate.attributes.count, "column"))"
                    : "nothing: the folder holds no table")
            row(
                "victims", "\(gate.victims.read) read, \(gate.victims.passed) passed, \(gate.victims.withheld) withheld"
            )
            for (rule, count) in receipt.counts.byRule.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                row("", "\(rule): \(number(count, "record"))")
            }
            if let reason = gate.withoutConsent {
                row("consent", "not asked for by the policy. Its reason: \(reason)")
            }
            if let withdrawn = gate.withdrawn {
                row("withdrawn", "\(withdrawn.met) of \(withdrawn.listed) entries of the list are about somebody here")
            }
            if receipt.verdict == .pass { tellOfTable(gate, row) }
        }
        row("written to", path)
        row("", "with pictures: htcds report render \(path)/report.json --format html --output report.html")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func tellOfTable(_ gate: Report.Gate, _ row: (String, String) -> Void) {
        let rare = gate.attributes.filter { $0.rareValues > 0 }
        if !rare.isEmpty {
            row(
                "taken out",
                "\(rare.reduce(0) { $0 + $1.rareValues }) values that fewer than \(gate.k) rows share, in "
                    + number(rare.count, "column"))
        }
        let empty = gate.attributes.filter { $0.values == 0 }.map(\.name)
        if empty.count == gate.attributes.count {
            row("empty", "all columns: the table says nothing of anybody")
        } else if !empty.isEmpty {
            let more = empty.count > 6 ? " and \(empty.count - 6) more" : ""
            row("empty", "\(empty.prefix(6).joined(separator: ", "))\(more): nothing stated, or nothing that may leave")
        }
        guard let risk = gate.risk else { return }
        let words = share(risk.rare)
        row("risk", "\(words) of the rows hold a combination that fewer than \(gate.k) rows share")
        if let differencing = risk.differencing {
            row(
                "earlier",
                "\(share(differencing.rows)) of the rows hold a combination by which comparing both releases shows fewer than "
                    + "\(gate.k) people")
        }
    }

    private static func number(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    private static func share(_ share: Report.DisclosureRisk.Share) -> String {
        guard let part = share.share else { return "fewer than \(share.below ?? 1)" }
        let tenths = Int((part * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
