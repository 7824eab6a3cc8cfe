import HTCDSCells
import HTCDSFindings
import HTCDSValidation

/// What a run passed over, by suppression, and what is to be said of the suppressions themselves.
struct SuppressionAccount {
    private let judging: Judging
    private var counts: [Int]

    init(_ judging: Judging) {
        self.judging = judging
        counts = Array(repeating: 0, count: judging.suppressions.count)
    }

    var isEmpty: Bool { counts.isEmpty }

    mutating func add(_ suppression: Int, _ count: Int) { counts[suppression] += count }

    mutating func add(_ passedOver: [Int: Int]) { for (number, count) in passedOver { counts[number] += count } }

    /// Those in force, in the order of the document.
    var rows: [Report.Suppressed] {
        zip(judging.suppressions, counts).filter { judging.isInForce($0.0) }.map { entry, count in
            Report.Suppressed(
                rule: entry.rule, scope: entry.scopeWords, reason: entry.reason, who: entry.who,
                until: entry.untilText, count: count)
        }
    }

    /// What applies no longer, and what nothing needed.
    func findings(isPartOfJob: Bool) -> [(rule: any FileRule.Type, message: Message)] {
        zip(judging.suppressions, counts).compactMap { entry, count in
            if !judging.isInForce(entry) {
                return (
                    SuppressionExpiredRule.self,
                    SuppressionExpiredRule.message(
                        entry.rule, scope: entry.scopeWords, line: entry.line, until: entry.untilText ?? "")
                )
            }
            guard count == 0, !isPartOfJob else { return nil }
            return (
                SuppressionUnusedRule.self,
                SuppressionUnusedRule.message(entry.rule, scope: entry.scopeWords, line: entry.line)
            )
        }
    }
}

extension Suppression {
    /// Where it applies, in words. A name that looks like data is not shown.
    var scopeWords: String {
        func shown(_ name: String) -> String {
            ShownNames.looksLikeData(name) || name.contains("@") ? "a name of \(ShownNames.shape(name))" : name
        }
        let parts = [
            field, column.map { "column \(shown($0))" }, sheet.map { "sheet \(shown($0))" },
            file.map { "file \(shown($0.split(separator: "/").last.map(String.init) ?? $0))" },
        ].compactMap { $0 }
        return parts.isEmpty ? "everywhere" : parts.joined(separator: ", ")
    }
}
