internal import HTCDSCells
internal import HTCDSFindings

/// The report for CI servers, as JUnit XML: the verdict is a test case, and each rule and field is one.
///
/// Errors are failures. Warnings and hints pass, with their places as the output of the test case; rules that could not
/// be applied are skipped. What was passed over is the output of the first suite. There is one suite for each area of rules.
///
/// Memory: a few places for each rule, field and severity, however many findings there are.
public struct JUnitRenderer: CollectingRenderer {
    public static let name = "junit"
    public static let summary = "JUnit XML, for CI servers"

    private struct Case {
        var area: String
        var name: String
        /// `failure`, `skipped`, `system-out`, or nil where nothing is to be said.
        var element: StaticString?
        var message = ""
        var text = ""

        var isFailure: Bool { element.map { "\($0)" == "failure" } ?? false }
        var isSkipped: Bool { element.map { "\($0)" == "skipped" } ?? false }
    }

    private let output: any ReportOutput
    let options: RenderingOptions
    var collected: (report: Report, findings: FindingLines)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
    }

    func write(_ report: Report, _ lines: FindingLines) throws {
        let cases = Self.cases(of: report, lines: lines, options: options)
        let xml = ByteArena(capacity: 32 << 10)
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"htcds\"")
        Self.counts(of: cases, to: xml)
        xml.append(">\n" as StaticString)
        var areas: [String] = []
        for area in cases.map(\.area) where !areas.contains(area) { areas.append(area) }
        for area in areas {
            let own = cases.filter { $0.area == area }
            xml.append("  <testsuite name=\"" as StaticString)
            XMLText.append(area, to: xml, in: .attribute)
            xml.append(0x22)
            Self.counts(of: own, to: xml)
            xml.append(">\n" as StaticString)
            for test in own { Self.append(test, to: xml) }
            if area == areas.first { Self.append(passedOver: report, words: options.words, to: xml) }
            xml.append("  </testsuite>\n" as StaticString)
        }
        xml.append("</testsuites>\n" as StaticString)
        try output.write(xml.contents)
    }

    private static func cases(of report: Report, lines: FindingLines, options: RenderingOptions) -> [Case] {
        let question = options.words(report.gate == nil ? .conforms : .mayLeave)
        var cases = [Case(area: "verdict", name: question, message: report.because)]
        if report.verdict == .fail { cases[0].element = "failure" }
        for row in report.rules {
            let amount = options.words.times(row.count)
            cases.append(
                Case(
                    area: row.rule.area, name: row.rule.rawValue + (row.field.map { " \($0)" } ?? ""),
                    element: row.severity == .error ? "failure" : "system-out",
                    message: options.words(.titleTimes, options.title(row.rule), amount),
                    text: (row.severity == .error
                        ? ""
                        : "\(row.severity == .info && options.language == .english ? "info" : options.words.severity(row.severity)): ")
                        + lines.text(row)))
        }
        let found = Set(report.rules.map(\.rule))
        for rule in report.checks.run where !found.contains(rule) {
            cases.append(Case(area: rule.area, name: rule.rawValue))
        }
        for skipped in report.checks.skipped {
            cases.append(
                Case(area: skipped.rule.area, name: skipped.rule.rawValue, element: "skipped", message: skipped.why))
        }
        return cases
    }

    /// What was passed over has no test case, because nothing is wrong in it: it is the output of the first suite.
    private static func append(passedOver report: Report, words: ReportWords, to xml: ByteArena) {
        guard !report.suppressed.isEmpty else { return }
        let lines = [words(.passedOver)] + report.suppressed.map { "- " + PlainText.clean(words.passedOver($0)) }
        xml.append("    <system-out>" as StaticString)
        XMLText.append(lines.joined(separator: "\n"), to: xml)
        xml.append("</system-out>\n" as StaticString)
    }

    private static func counts(of cases: [Case], to xml: ByteArena) {
        xml.append(
            " tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailure))\" errors=\"0\" "
                + "skipped=\"\(cases.count(where: \.isSkipped))\"")
    }

    private static func append(_ test: Case, to xml: ByteArena) {
        xml.append("    <testcase classname=\"htcds." as StaticString)
        XMLText.append(test.area, to: xml, in: .attribute)
        xml.append("\" name=\"" as StaticString)
        XMLText.append(test.name, to: xml, in: .attribute)
        guard let element = test.element else {
            xml.append("\"/>\n" as StaticString)
            return
        }
        xml.append("\">\n      <" as StaticString)
        xml.append(element)
        if test.isFailure || test.isSkipped {
            xml.append(" message=\"" as StaticString)
            XMLText.append(test.message, to: xml, in: .attribute)
            xml.append(0x22)
        }
        if test.text.isEmpty {
            xml.append("/>" as StaticString)
        } else {
            xml.append(0x3E)
            XMLText.append(test.text, to: xml)
            xml.append("</" as StaticString)
            xml.append(element)
            xml.append(0x3E)
        }
        xml.append("\n    </testcase>\n" as StaticString)
    }
}
