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
            guard part.numbers.allSatisfy({ (0...mostRecords / max(parts.count, 1)).contains($0) }) else {
                throw ToolError(.unreadableInput, "A report holds numbers that no run counts. Run its part again.")
            }
            if let difference = difference(first, part.judgedBy) {
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

    private static func difference(_ a: Report.JudgedBy, _ b: Report.JudgedBy) -> String? {
        if a.standard != b.standard { return "the version of the standard" }
        if a.profile != b.profile || a.profileSha256 != b.profileSha256 || a.severities != b.severities {
            return "the profile"
        }
        if a.asOf != b.asOf { return "the day that counts as today (--as-of)" }
        if a.mapping.name != b.mapping.name || a.mapping.sha256 != b.mapping.sha256 { return "the mapping" }
        if a.acceptance != b.acceptance { return "the acceptance" }
        if a.rulesSha256 != b.rulesSha256 || a.codeListsSha256 != b.codeListsSha256 {
            return "the version of htcds that applied its rules"
        }
        return nil
    }
}

extension Report {
    /// Every number that is summed.
    fileprivate var numbers: [Int] {
        [records.read, records.accepted, records.rejected, part?.recordOffset ?? 0]
            + records.ignored.map(\.count) + rules.flatMap { [$0.count, $0.records] }
            + fields.flatMap { [$0.filled, $0.valid] } + losses.map(\.records) + suppressed.map(\.count)
            + localCodes.map(\.records)
            + [cells.filled, cells.mapped, cells.kept, cells.dropped, cells.unused, cells.missing]
    }
}
