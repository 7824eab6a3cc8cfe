import HTCDSFindings
import HTCDSFormats
import HTCDSReports

/// Keeps of all findings which cells they concern, and of the first ones what is to be told of them.
///
/// Memory: 8 bytes a finding with a cell, and ``mostRows`` texts of each severity.
final class AnnotationCollector: FindingListener {
    /// Rows of the sheet of things to do. Excel follows 65,530 links of a sheet at most.
    static let mostRows = 50_000

    /// Whether each file is a sheet of its own (CSV), or a workbook that knows its sheets.
    private let filesAreSheets: Bool
    private(set) var marks: [Int: CellMarks] = [:]
    private var ofRecords: [CellLevel: [ToDoRow]] = [:]
    /// Of columns, sheets and files: some of them are known last, and records must not crowd them out.
    private var ofWhole: [CellLevel: [ToDoRow]] = [:]
    private(set) var count = 0

    private let language: ReportLanguage
    private let toDoWords: ToDoWords
    /// Most findings say one of a few sentences.
    private var retold: [Sentence: FindingWords] = [:]
    private static let sentencesKept = 10_000

    private struct Sentence: Hashable {
        let rule: RuleID
        let message: String
        let parameters: [String]?
    }

    init(filesAreSheets: Bool, language: ReportLanguage) {
        self.filesAreSheets = filesAreSheets
        self.language = language
        toDoWords = ToDoWords(language)
    }

    func restart() {
        (marks, ofRecords, ofWhole, count) = ([:], [:], [:], 0)
    }

    func take(_ finding: Finding) {
        count += 1
        let place = finding.location
        let sheet = filesAreSheets ? place.source : place.sheetNumber
        let level = Self.level(finding.severity)
        if let sheet, let cell = place.cell, let address = ToDoOrder.address(cell) {
            marks[sheet, default: CellMarks()].add(row: address.row, column: address.column, level: level)
        } else if filesAreSheets, let sheet, let row = place.textRow {
            // A whole row of a text file, such as one with a cell too many: its first cell stands for it.
            marks[sheet, default: CellMarks()].add(row: row, column: 0, level: level)
        }
        let isOfRecord = place.record != nil
        guard (isOfRecord ? ofRecords : ofWhole)[level, default: []].count < Self.mostRows else { return }
        let words = words(finding)
        let row = ToDoRow(
            sheet: sheet, sheetName: place.sheet, cell: place.cell,
            row: place.row ?? (filesAreSheets ? place.textRow : nil),
            level: level,
            severity: toDoWords.severity(finding.severity), what: words.what,
            repair: words.repair,
            suggestion: finding.suggestion ?? "", rule: finding.rule.rawValue)
        if isOfRecord { ofRecords[level, default: []].append(row) } else { ofWhole[level, default: []].append(row) }
    }

    private func words(_ finding: Finding) -> FindingWords {
        let sentence = Sentence(rule: finding.rule, message: finding.message, parameters: finding.parameters)
        if let known = retold[sentence] { return known }
        let words = FindingWords(
            MessageCatalogue.retell(
                finding.message, parameters: finding.parameters ?? [], section: finding.rule.rawValue, to: language))
        if retold.count < Self.sentencesKept { retold[sentence] = words }
        return words
    }

    /// Errors, then warnings, then hints, in the order of ``ToDoOrder``, and how many more there are.
    var rows: (shown: [ToDoRow], more: Int) {
        var shown: [ToDoRow] = []
        for level in CellLevel.allCases.reversed() where shown.count < Self.mostRows {
            let kept = (ofWhole[level] ?? []) + (ofRecords[level] ?? [])
            shown += ToDoOrder.sorted(kept).prefix(Self.mostRows - shown.count)
        }
        return (shown, count - shown.count)
    }

    private static func level(_ severity: Severity) -> CellLevel {
        switch severity {
        case .error: .error
        case .warning: .warning
        case .info: .info
        }
    }
}
