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

    static func summary(_ report: Report, _ receipt: Receipt, _ path: String) -> String {
        var lines = ["\(receipt.verdict == .pass ? "PASS" : "FAIL") - \(receipt.because)."]
        if let gate = report.gate {
            func row(_ name: String, _ text: String) {
                lines.append("  \(name.padding(to: 12))\(text)")
            }
            let filled = gate.attributes.count { $0.values > 0 }
            if receipt.verdict == .pass {
                row("leaves", "\(gate.rows) rows, \(gate.attributes.count) columns (\(filled) of them filled)")
            } else {
                row("leaves", "nothing: the folder holds no table")
            }
            row(
                "victims", "\(gate.victims.read) read, \(gate.victims.passed) passed, \(gate.victims.withheld) withheld"
            )
            for (rule, count) in receipt.counts.byRule.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                row("", "\(rule): \(count) record\(count == 1 ? "" : "s")")
            }
            let rare = gate.attributes.filter { $0.rareValues > 0 }
            if !rare.isEmpty, receipt.verdict == .pass {
                row(
                    "taken out",
                    "values that fewer than \(gate.k) rows share: \(rare.reduce(0) { $0 + $1.rareValues }) in "
                        + "\(rare.count) column\(rare.count == 1 ? "" : "s")")
            }
        }
        lines.append("  \("written to".padding(to: 12))\(path)")
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
