internal import HTCDSCells
public import HTCDSFindings

/// The report as a to-do list for a spreadsheet: a row for each finding, by RFC 4180, in UTF-8 with a byte order mark.
///
/// A cell that a spreadsheet would run as a formula has a blank before it. Findings that were counted but not kept are
/// told in a row for each rule and field, so that the list is never short without saying so.
///
/// Memory: findings are handed on by the block, so it does not grow with their number.
public struct CSVRenderer: Renderer {
    public static let name = "csv"
    public static let summary = "a to-do list for a spreadsheet, one row a finding"

    private static let header: [Phrase] = [
        .fileColumn, .sheetColumnName, .cellColumn, .rowColumn, .lineColumn, .recordColumn, .columnColumn, .fieldColumn,
        .labelColumn, .ruleColumn, .severityColumn, .problemColumn, .whatColumn, .howToRepairColumn,
        .suggestionColumn, .looksLikeColumn, .valueColumn,
    ]

    private let block: BlockOutput
    private let options: RenderingOptions
    private let words: ReportWords
    private var sources: [String] = []
    /// Findings of each rule, field and severity that were counted and have not come yet.
    private var left: [FindingGroup.Key: Int] = [:]
    private var rows: [Report.RuleCount] = []
    private var shapes: [String: String] = [:]

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        block = BlockOutput(output)
        self.options = options
        words = options.words
    }

    public mutating func begin(_ report: Report) throws {
        sources = words.named(report.withoutFindings).sources.map(\.name)
        rows = report.rules
        for row in rows { left[FindingGroup.Key(row), default: 0] &+= row.count }
        // Without the mark, spreadsheets take the text for the encoding of the machine.
        block.arena.append("\u{FEFF}" as StaticString)
        append(Self.header.map { words($0) })
    }

    public mutating func finding(_ finding: Finding) throws {
        let place = words.named(finding).location
        left[FindingGroup.Key(finding), default: 0] &-= 1
        let message = FindingWords(finding.message)
        append([
            sources.indices.contains(place.source) ? sources[place.source] : "", place.sheet ?? "",
            place.cell ?? place.path ?? "", Self.row(of: place), place.line.map(String.init) ?? "",
            place.record.map(String.init) ?? "", place.column ?? "", finding.field ?? "",
            finding.field.flatMap { options.labels[$0] } ?? "", finding.rule.rawValue, finding.severity.rawValue,
            options.title(finding.rule), message.what, message.repair, finding.suggestion ?? "",
            finding.shape.map { shape($0) } ?? "",
            finding.value ?? "",
        ])
        try block.flushIfFull()
    }

    public mutating func finish() throws {
        for row in rows {
            guard let more = left[FindingGroup.Key(row)], more > 0 else { continue }
            append([
                "", "", "", "", "", "", "", row.field ?? "", row.field.flatMap { options.labels[$0] } ?? "",
                row.rule.rawValue, row.severity.rawValue, options.title(row.rule),
                words.counted(more, .oneMoreNotListed, .moreNotListed), words(.allAreListed), "", "", "",
            ])
        }
        try block.flush()
    }

    /// The row of the cell as a spreadsheet counts: a text file may have more lines than rows.
    private static func row(of place: SourceLocation) -> String {
        let digits = place.cell?.drop { !$0.isNumber } ?? ""
        return digits.isEmpty ? place.row.map(String.init) ?? "" : String(digits)
    }

    /// A shape in the language of the report. There are few, whatever the number of findings.
    private mutating func shape(_ text: String) -> String {
        if let told = shapes[text] { return told }
        let told = words.shape(text)
        if shapes.count < Self.shapesKept { shapes[text] = told }
        return told
    }

    private static let shapesKept = 1000

    private func append(_ cells: [String]) {
        let arena = block.arena
        for (number, cell) in cells.enumerated() {
            if number > 0 { arena.append(0x2C) }
            CSVText.append(Self.guarded(cell), to: arena)
        }
        arena.append(0x0D)
        arena.append(0x0A)
    }

    /// OWASP, "CSV Injection": what a cell of a spreadsheet starts with to be run.
    private static func guarded(_ text: String) -> String {
        switch text.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n": " " + text
        default: text
        }
    }
}
