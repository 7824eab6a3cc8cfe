import HTCDSCells

/// Passes the remarks of one kind on as findings.
struct RemarkCheck: BatchCheck {
    let kind: Remark.Kind

    func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
        for remark in cells.remarks where remark.kind == kind {
            found(
                BatchFault(record: remark.record, column: remark.column, line: remark.line > 0 ? remark.line : nil))
        }
    }
}
