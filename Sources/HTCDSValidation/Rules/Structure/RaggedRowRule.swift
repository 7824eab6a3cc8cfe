import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A row of a CSV that has more filled cells than the header has columns, or fewer cells.
///
/// A spreadsheet has no ends of rows, and a tree no rows.
public enum RaggedRowRule: BatchRule {
    public static let description = RuleDescription(
        id: "structure.ragged-row",
        title: "The row is longer or shorter than the header",
        severity: .error,
        source: "RFC 4180, section 2, rule 4: every line should have the same number of fields",
        rationale: "One cell too many moves all that follow under the wrong headers, and the values may still look "
            + "right.",
        passing: .init("prs_Gender,cas_Status,cas_ReasonForCaseClosure\nFeminine,Active,\"moved, abroad\"\n"),
        failing: .init("prs_Gender,cas_ReasonForCaseClosure,cas_Status\nFeminine,moved, abroad,Active\n"))

    /// Too long is 0; too short is this.
    private static let short = 1

    public static func severity(variant: Int) -> Severity { variant == short ? .warning : .error }

    public static func compile(_ context: RuleContext) -> Compilation {
        context.format == "csv" ? .run(Check(columnCount: context.columnCount)) : .notApplicable
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        if variant == short {
            return "This row has fewer cells than the header has columns, so its last columns are taken as empty. "
                + "Check that the row is whole, and add the delimiters that are missing."
        }
        return "This row has more filled cells than the header has columns, so its values may stand under the wrong "
            + "headers. Put quotation marks around a text that contains the delimiter, or name the columns that have "
            + "no header."
    }

    private struct Check: BatchCheck {
        let columnCount: Int

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            var last = -1
            // A row may have many; it is reported once.
            for extra in cells.extras where extra.record != last && cells.bytes(extra.cell).trimmed().count > 0 {
                last = extra.record
                found(BatchFault(record: extra.record))
            }
            // Columns that were joined to the table have nothing to do with its rows.
            let isJoined = cells.columnCount > columnCount
            for record in 0..<cells.recordCount where isJoined && Int(cells.position(record).width) > columnCount {
                found(BatchFault(record: record))
            }
            for record in 0..<cells.recordCount where Int(cells.position(record).width) < columnCount {
                found(BatchFault(record: record, variant: RaggedRowRule.short))
            }
        }
    }
}
