import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSValidation

/// Says where the findings of a unit stand, as the partner's own file counts.
struct UnitPlaces {
    let table: Table
    /// Records of the data set before the unit.
    let recordsBefore: Int
    /// Lines and rows of the file before the unit (CSV).
    let linesBefore: Int
    let rowsBefore: Int

    func finding(_ sample: FindingTally.Sample, _ kind: Validator.Kind) -> Finding {
        let description = sample.description
        return Finding(
            rule: kind.rule, severity: kind.severity, field: kind.field?.id, location: location(sample),
            message: kind.message(description.suggestion), shape: description.shape,
            suggestion: description.suggestion, value: description.value)
    }

    /// The place of a cell of a CSV that its encoding does not allow.
    func location(_ sample: BrokenCells.Sample) -> SourceLocation {
        let column = table.columns[sample.column]
        return SourceLocation(
            source: table.file, record: recordsBefore + sample.ordinal + 1,
            line: Int(sample.position.line) + linesBefore,
            cell: "\(column.letters)\(Int(sample.position.row) + rowsBefore)",
            column: table.names.column(column), columnNumber: sample.column)
    }

    /// The place of somebody whom a gate withholds.
    func location(_ withheld: GateUnit.Withheld) -> SourceLocation {
        location(
            FindingTally.Sample(
                column: withheld.column, ordinal: withheld.ordinal, position: withheld.position, sheet: withheld.sheet))
    }

    private func location(_ sample: FindingTally.Sample) -> SourceLocation {
        var location = SourceLocation(source: table.file, record: recordsBefore + sample.ordinal + 1)
        let isCSV = table.format == "csv"
        let row = Int(sample.position.row) + (isCSV ? rowsBefore : 0)
        switch table.format {
        case "csv":
            location.line = Int(sample.position.line) + linesBefore
            location.textRow = row
            // A part of a container, as a sheet is of a workbook.
            location.sheet = table.names.sheet(table.sheetName)
        case "xlsx", "ods":
            location.row = row
            location.sheet = table.names.sheet(table.sheetName)
            location.sheetNumber = table.sheetNumber
        default:
            location.line = sample.cellLine ?? Int(sample.position.line)
            location.path = table.path(row: row, column: sample.column)
        }
        if sample.column >= 0, let origin = table.origin(ofColumn: sample.column) {
            setOrigin(of: &location, origin, row: sample.cellLine ?? 0)
            location.columnNumber = sample.column
        } else if sample.column >= 0, sample.column < table.columns.count {
            let column = table.columns[sample.column]
            location.column = table.names.column(column)
            location.columnNumber = sample.column
            if let formColumn = table.formColumn, let own = sample.cellLine {
                location.row = own
                location.cell = "\(SourceColumn.letters(formColumn))\(own)"
            } else if isCSV || table.isSpreadsheet {
                location.cell = "\(column.letters)\(row)"
            }
        }
        return location
    }

    /// The partner's own cell, in the table that it was joined from.
    private func setOrigin(
        of location: inout SourceLocation, _ origin: (source: RelatedSource, column: SourceColumn), row: Int
    ) {
        let names = ShownNames(
            header: origin.source.header, layout: RecordLayout(slots: [], entities: [], columns: []))
        location.source = origin.source.file
        location.line = nil
        location.textRow = origin.source.format == "csv" ? row : nil
        location.row = origin.source.format == "csv" ? nil : row
        location.sheet = names.sheet(origin.source.sheetName)
        location.sheetNumber = origin.source.sheetNumber
        location.column = table.names.isSafe ? names.column(origin.column) : "column \(origin.column.letters)"
        location.cell = "\(origin.column.letters)\(row)"
    }
}
