internal import HTCDSFindings

extension SourceLocation {
    /// "line 41, column Case date (cell C41)".
    func told(_ words: ReportWords) -> String {
        var parts: [String] = []
        if let sheet { parts.append(words(.sheet, sheet)) }
        if let line {
            parts.append(words(.line, String(line)))
        } else if let row {
            parts.append(words(.row, String(row)))
        } else if let record {
            parts.append(words(.record, String(record)))
        }
        if let column {
            parts.append(cell.map { words(.columnOfCell, column, $0) } ?? words(.column, column))
        } else if let cell {
            parts.append(words(.cell, cell))
        }
        if let path { parts.append(path) }
        return parts.isEmpty ? words(.theWholeFile) : parts.joined(separator: ", ")
    }

    /// "Case Sheet H19" where the place is a cell of a sheet, else as ``told(_:)``.
    func toldInBrief(_ words: ReportWords) -> String {
        if let sheet, let cell { return "\(sheet) \(cell)" }
        return told(words)
    }
}
