internal import HTCDSFindings

/// What somebody with a report should do, in a sentence or two.
enum NextStep {
    static func text(_ report: Report) -> String {
        if report.records.read == 0 {
            return "Nothing was read. Look whether this is the right file, sheet and header row, then run this again."
        }
        if report.verdict == .fail {
            return report.counts.error > 0
                ? "Repair the errors in the file, or in the system it comes from, from the top of the list down. "
                    + "Then run the same command again. Warnings and hints do not stop the data."
                : "The first line says what was not met. Put that right, then run the same command again."
        }
        if report.counts.error > 0 {
            return "The data may be used as it is: the errors are within what was allowed. "
                + "The \(report.records.rejected) rejected records are not part of it until they are repaired."
        }
        if report.counts.warning > 0 {
            return "The data may be used as it is. Look at the warnings: they may be mistakes, only somebody who knows "
                + "the cases can tell."
        }
        return "Nothing needs to be repaired. The data may be used as it is."
    }
}
