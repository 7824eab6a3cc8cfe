public import HTCDSFindings

/// The words of the sheet of things to do, in the language of the report.
public struct ToDoWords: Sendable {
    private let words: ReportWords

    public init(_ language: ReportLanguage) { words = ReportWords(language: language) }

    /// Sheet, cell, severity, what, how to repair, suggestion, rule, done.
    public var header: [String] {
        [
            words(.sheetColumnName), words(.cellColumn), words(.severityColumn), words(.whatColumn),
            words(.howToRepairColumn), words(.suggestionColumn), words(.ruleColumn), words(.doneColumn),
        ].map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }

    public func severity(_ severity: Severity) -> String { words.severity(severity) }
    public func row(_ number: Int) -> String { words(.row, String(number)) }
    public func more(_ count: Int) -> String { words.counted(count, .oneMoreColoured, .moreColoured) }
    public var nothing: String { words(.nothingToDo) }
}
