internal import HTCDSCells
internal import HTCDSFindings

/// The report as workflow commands of GitHub Actions, which show on a run and beside the lines of a change.
///
/// A command stands for all findings of a rule, field and severity, at the place of the first: GitHub shows ten errors,
/// ten warnings and ten notices of a step and silently leaves out the rest. Where there are more kinds, the tenth
/// command says how many.
///
/// Memory: a few places for each rule, field and severity, however many findings there are.
public struct GitHubRenderer: CollectingRenderer {
    public static let name = "github"
    public static let summary = "workflow commands for GitHub Actions"

    /// Annotations of one severity that GitHub shows for a step.
    static let annotationsShown = 10

    private let output: any ReportOutput
    let options: RenderingOptions
    var collected: (report: Report, findings: FindingGroups)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
    }

    func write(_ report: Report, _ groups: FindingGroups) throws {
        let arena = ByteArena(capacity: 16 << 10)
        let sources = report.sources.map(\.name)
        let words = options.words
        // A gate may fail without one error in the data, so its verdict is an error of its own.
        let isStopped = report.gate != nil && report.verdict == .fail
        if isStopped {
            Self.append(
                .error, properties: [("title", words(.gateFailed))], message: PlainText.clean(report.because + "."),
                to: arena)
        }
        for severity in Severity.allCases {
            let own = groups.groups.filter { $0.row.severity == severity }
            // What was passed over takes the place of a notice, and what the gate says that of an error.
            let isShorter = severity == .info && !report.suppressed.isEmpty || severity == .error && isStopped
            let room = Self.annotationsShown - (isShorter ? 1 : 0)
            let shown = own.count > room ? room - 1 : own.count
            for group in own.prefix(shown) { append(group, sources: sources, to: arena) }
            if own.count > shown {
                Self.append(
                    severity, properties: [("title", words(.moreKindsOfFindings, String(own.count - shown)))],
                    message: words(.onlyKindsShown, String(shown)), to: arena)
            }
        }
        append(passedOver: report.suppressed, to: arena)
        // A plain line of the log. The text after the word cannot start a command: line breaks are taken out of it.
        arena.append(
            PlainText.clean(words(.pair, words(report.verdict == .pass ? .passWord : .failWord), report.because)) + "\n"
        )
        try output.write(arena.contents)
    }

    private func append(_ group: FindingGroup, sources: [String], to arena: ByteArena) {
        let row = group.row
        let words = options.words
        var properties: [(String, String)] = []
        if let place = group.places.first, sources.indices.contains(place.source), sources[place.source] != "-" {
            properties.append(("file", sources[place.source]))
            if let line = place.line { properties.append(("line", String(line))) }
        }
        let title = options.title(row.rule) + (row.field.map { " - \($0)" } ?? "")
        properties.append(("title", title))
        var parts = [row.count == 1 ? words(.onceCapital) : words.times(row.count)]
        if !group.places.isEmpty { parts[0] += ": " + group.whereText(sources: sources) }
        parts[0] += "."
        parts += group.messages.prefix(1)
        if !group.suggestions.isEmpty { parts.append(words(.perhapsMeantSentence, words.either(group.suggestions))) }
        if !group.shapes.isEmpty { parts.append(words(.looksLikeSentence, group.shapes.joined(separator: "; "))) }
        if !group.values.isEmpty { parts.append(words(.valueSentence, group.values.joined(separator: "; "))) }
        parts.append("[\(row.rule.rawValue)]")
        Self.append(row.severity, properties: properties, message: parts.joined(separator: " "), to: arena)
    }

    /// One notice for everything that was passed over.
    private func append(passedOver rows: [Report.Suppressed], to arena: ByteArena) {
        guard !rows.isEmpty else { return }
        var lines = rows.prefix(Self.annotationsShown).map { PlainText.clean(options.words.passedOver($0)) }
        if rows.count > lines.count { lines.append(options.words(.andMore, String(rows.count - lines.count))) }
        Self.append(
            .info, properties: [("title", options.words(.findingsPassedOver))], message: lines.joined(separator: "\n"),
            to: arena)
    }

    private static func append(
        _ severity: Severity, properties: [(String, String)], message: String, to arena: ByteArena
    ) {
        let command =
            switch severity {
            case .error: "error"
            case .warning: "warning"
            case .info: "notice"
            }
        let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(separator: ",")
        arena.append("::\(command) \(list)::\(escaped(message, isProperty: false))\n")
    }

    /// As `@actions/core` escapes data and properties of commands.
    private static func escaped(_ text: String, isProperty: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where isProperty: escaped += "%3A"
            case "," where isProperty: escaped += "%2C"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
