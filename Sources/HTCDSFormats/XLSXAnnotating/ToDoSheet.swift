import HTCDSCells

/// A finding as a row of the sheet of things to do: words and places, never what stands in a cell.
public struct ToDoRow: Sendable {
    /// Number of the sheet in the workbook, from 0; nil where no sheet is meant.
    public var sheet: Int?
    /// What the sheet may be called where its number is not known.
    public var sheetName: String?
    /// `H19`, nil where no cell is meant.
    public var cell: String?
    /// Row of the sheet, from 1, where a whole row is meant.
    public var row: Int?
    public var level: CellLevel
    /// How bad it is, in words.
    public var severity: String
    public var what: String
    public var repair: String
    public var suggestion: String
    public var rule: String

    public init(
        sheet: Int? = nil, sheetName: String? = nil, cell: String? = nil, row: Int? = nil, level: CellLevel,
        severity: String, what: String, repair: String = "", suggestion: String = "", rule: String
    ) {
        self.sheet = sheet
        self.sheetName = sheetName
        self.cell = cell
        self.row = row
        self.level = level
        self.severity = severity
        self.what = what
        self.repair = repair
        self.suggestion = suggestion
        self.rule = rule
    }
}

/// Writes the worksheet of things to do. Source: ECMA-376-1, 18.3.1.99 (worksheet), 18.3.1.47 (hyperlink).
struct ToDoSheet {
    static let name = "To do"
    /// A name of a sheet has 31 characters at most, and is another's whatever its case.
    static func name(beside taken: [String]) -> String {
        let taken = Set(taken.map { $0.lowercased() })
        if !taken.contains(name.lowercased()) { return name }
        return (2...).lazy.map { "\(name) (\($0))" }.first { !taken.contains($0.lowercased()) } ?? name
    }

    private static let widths = [18, 10, 11, 60, 60, 24, 32, 10]

    let formats: StylesPatcher.ToDoFormats?
    let namespace: String
    let sheetNames: [String]

    func write(_ rows: [ToDoRow], header: [String], closing: String?, to output: SpooledPart) throws {
        try output.append(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"\(namespace)\">"
                + "<sheetPr><tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                + "<sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                + "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>")
        for (number, width) in Self.widths.enumerated() {
            try output.append(
                "<col min=\"\(number + 1)\" max=\"\(number + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
        }
        try output.append("</cols><sheetData>")
        try append(row: 1, header.map { ($0, formats?.header) }, to: output)
        var links: [(row: Int, target: String, shown: String)] = []
        for (index, row) in rows.enumerated() {
            let sheet = row.sheet.flatMap { sheetNames.indices.contains($0) ? sheetNames[$0] : nil }
            let place = row.cell ?? row.row.map { "\($0):\($0)" }
            let target = row.cell ?? row.row.map { "A\($0)" }
            let number = index + 2
            if let sheet, let target, let place {
                links.append((number, "'\(sheet.replacing("'", with: "''"))'!\(target)", place))
            }
            try append(
                row: number,
                [
                    (sheet ?? row.sheetName ?? "", formats?.text),
                    (place ?? "", sheet == nil || target == nil ? formats?.text : formats?.link),
                    (row.severity, formats?.levels[row.level]), (row.what, formats?.text),
                    (row.repair, formats?.text), (row.suggestion, formats?.text), (row.rule, formats?.text),
                    ("", formats?.text),
                ], to: output)
        }
        if let closing {
            try append(row: rows.count + 2, [("", nil), ("", nil), ("", nil), (closing, formats?.header)], to: output)
        }
        try output.append("</sheetData>")
        if !links.isEmpty {
            try output.append("<hyperlinks>")
            for link in links {
                try output.append(
                    "<hyperlink ref=\"B\(link.row)\" location=\"\(XMLTag.escaped(link.target))\" display=\"\(link.shown)\"/>"
                )
            }
            try output.append("</hyperlinks>")
        }
        try output.append(
            "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>"
                + "<pageSetup orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>")
        try output.flush()
    }

    private func append(row: Int, _ cells: [(text: String, format: Int?)], to output: SpooledPart) throws {
        var xml = "<row r=\"\(row)\">"
        for (column, cell) in cells.enumerated() {
            let style = cell.format.map { " s=\"\($0)\"" } ?? ""
            let place = "r=\"\(SourceColumn.letters(column))\(row)\"\(style)"
            xml +=
                cell.text.isEmpty
                ? "<c \(place)/>"
                : "<c \(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(XMLTag.escaped(cell.text))</t></is></c>"
        }
        try output.append(xml + "</row>")
    }
}
