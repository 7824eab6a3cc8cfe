internal import HTCDSFindings

extension SourceLocation {
    /// "line 41, column Case date (cell C41)".
    var inWords: String {
        var parts: [String] = []
        if let sheet { parts.append("sheet \(sheet)") }
        if let line {
            parts.append("line \(line)")
        } else if let row {
            parts.append("row \(row)")
        } else if let record {
            parts.append("record \(record)")
        }
        if let column {
            parts.append("column \(column)" + (cell.map { " (cell \($0))" } ?? ""))
        } else if let cell {
            parts.append("cell \(cell)")
        }
        if let path { parts.append(path) }
        return parts.isEmpty ? "the whole file" : parts.joined(separator: ", ")
    }

    /// "Case Sheet H19" where the place is a cell of a sheet, else as ``inWords``.
    var inBrief: String {
        if let sheet, let cell { return "\(sheet) \(cell)" }
        return inWords
    }
}
