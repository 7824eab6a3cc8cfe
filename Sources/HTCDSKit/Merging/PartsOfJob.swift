import HTCDSFindings
import HTCDSValidation

/// Whether reports are those of the parts of one job, each after the other and none missing.
enum PartsOfJob {
    /// Numbers that a report may hold: sums of them stay in range.
    private static let mostRecords = 1 << 50

    /// - Parameter parts: in order of their records.
    /// - Throws: `ToolError` with `.unreadableInput`.
    static func demand(_ parts: [Report]) throws {
        let first = parts[0].judgedBy
        for part in parts {
            guard GateMerge.isAlike(part.gate, parts[0].gate) else {
                throw ToolError(
                    .unreadableInput,
                    "The parts were not judged alike: the policy of the gate differs. Run them again with the same options."
                )
            }
            guard part.numbers.allSatisfy({ (0...mostRecords / max(parts.count, 1)).contains($0) }) else {
                throw ToolError(.unreadableInput, "A report holds numbers that no run counts. Run its part again.")
            }
            if let difference = first.difference(from: part.judgedBy)
                ?? (part.decisions == parts[0].decisions ? nil : "what is passed over (--suppress)")
            {
                throw ToolError(
                    .unreadableInput,
                    "The parts were not judged alike: \(difference) differs. Run them again with the same options.")
            }
            if part.checks.run.contains(UnresolvedRule.description.id) {
                throw ToolError(
                    .unreadableInput,
                    "A part was read with related tables, whose rows may belong to records of another part. Check such data "
                        + "in one run.")
            }
        }
        var next = 0
        for part in parts {
            let offset = part.part?.recordOffset ?? 0
            guard offset == next else {
                throw ToolError(
                    .unreadableInput,
                    offset > next
                        ? "The parts are not complete: records \(next + 1) to \(offset) are in none of them."
                        : "Two parts hold the same records, from \(offset + 1) on. Give each part once, run with its own "
                            + "--record-offset.")
            }
            next = offset + part.dataRecords
        }
    }
}

extension Report {
    /// The suppressions in force, without what each passed over.
    var decisions: [Suppressed] {
        suppressed.map { row in
            var row = row
            row.count = 0
            return row
        }
    }

    /// Every number that is summed.
    fileprivate var numbers: [Int] {
        [records.read, records.accepted, records.rejected, part?.recordOffset ?? 0]
            + records.ignored.map(\.count) + rules.flatMap { [$0.count, $0.records] }
            + fields.flatMap { [$0.filled, $0.valid] } + losses.map(\.records) + suppressed.map(\.count)
            + localCodes.map(\.records)
            + [gate?.rows, gate?.victims.read, gate?.victims.passed, gate?.victims.withheld, gate?.erroneous]
            .map { $0 ?? 0 }
            + [cells.filled, cells.mapped, cells.kept, cells.dropped, cells.unused, cells.missing]
    }
}
