public import HTCDSFindings

/// Turns a report into one form for one kind of reader.
///
/// A renderer is called in this order: ``begin(_:)`` once, ``finding(_:)`` for each finding shown, in the order of the
/// report, ``finish()`` once. It writes as it goes where the form allows that; nothing but what it was told goes in.
public protocol Renderer: SendableMetatype {
    /// The name by which `--format` asks for it.
    static var name: String { get }
    /// Whom it is for, in one line without a full stop.
    static var summary: String { get }

    init(output: any ReportOutput, options: RenderingOptions)

    /// Takes everything but the findings; `report.findings` is not looked at.
    ///
    /// - Throws: what the output throws.
    mutating func begin(_ report: Report) throws
    /// Takes one finding.
    ///
    /// - Throws: what the output throws.
    mutating func finding(_ finding: Finding) throws
    /// Writes what is left. Nothing may be called afterwards.
    ///
    /// - Throws: what the output throws.
    mutating func finish() throws
}

extension Renderer {
    /// Renders a whole report.
    ///
    /// - Throws: what the output throws.
    public mutating func render(_ report: Report) throws {
        try begin(report)
        for finding in report.findings { try self.finding(finding) }
        try finish()
    }
}

/// How a report is to look, and the words that do not stand in it. JSON heeds none of it.
public struct RenderingOptions: Sendable {
    /// The language in which the report is told.
    public var language = ReportLanguage.english
    /// Set where a page is to run the other way than its language does, to look at its layout.
    public var direction: ReportLanguage.Direction?
    /// Columns of text in a line; words longer than that stand out.
    public var width: Int
    /// Whether ANSI colours may be used: only where a terminal reads them.
    public var colour: Bool
    /// The title of each rule, from its `RuleDescription`; a rule without one is called by its id.
    public var titles: [RuleID: String]
    /// Why each rule matters, from its `RuleDescription`.
    public var rationales: [RuleID: String] = [:]
    /// What a sound cell of a field looks like, by official id: made up, not from data.
    public var soundValues: [String: String] = [:]
    /// Where each rule comes from, from its `RuleDescription`.
    public var origins: [RuleID: String] = [:]
    /// The label of each field of the standard by its id; a field without one is called by its id.
    public var labels: [String: String] = [:]

    public init(width: Int = 80, colour: Bool = false, titles: [RuleID: String] = [:]) {
        self.width = max(width, 40)
        self.colour = colour
        self.titles = titles
    }

    func title(_ rule: RuleID) -> String { titles[rule] ?? rule.rawValue }
    /// The label of a field with its id behind it, the id where it has no label.
    func labelled(_ field: String) -> String { labels[field].map { "\($0) (\(field))" } ?? field }
    var words: ReportWords { ReportWords(language: language) }
}
