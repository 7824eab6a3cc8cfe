import HTCDSFindings
import HTCDSReports

/// Coverage as plain text for people.
struct CoverageText {
    static func text(_ coverage: Coverage) -> String {
        var text = CoverageText(coverage)
        text.addAll()
        return text.lines.joined(separator: "\n") + "\n"
    }

    private let coverage: Coverage
    private var lines: [String] = []

    private init(_ coverage: Coverage) { self.coverage = coverage }

    private mutating func add(_ line: String) { lines.append(PlainText.clean(line)) }

    private mutating func addAll() {
        let report = coverage.report
        add(report.sources.map(\.name).joined(separator: ", "))
        add("mapping \(report.judgedBy.mapping.name) (\(report.judgedBy.mapping.why)), \(report.records.read) rows")
        let core = coverage.fields.filter(\.core)
        func number(_ state: Coverage.State) -> Int { core.count { $0.state == state } }
        add(
            "Of \(core.count) core fields \(number(.present)) are present, \(number(.mapped)) have an empty column, and "
                + "\(number(.missing)) are missing.")
        for state in Coverage.State.allCases {
            let fields = coverage.fields.filter { $0.state == state }
            guard !fields.isEmpty else { continue }
            add("")
            switch state {
            case .present: add("PRESENT" + pad("", 35) + "      filled  matched")
            case .mapped: add("MAPPED, AND NOTHING IN IT")
            case .missing: add("MISSING")
            }
            for field in fields { add(field) }
        }
        if !report.columns.unused.isEmpty {
            add("")
            add("COLUMNS THAT NOTHING USES")
            for column in report.columns.unused { add("  \(column)") }
        }
    }

    private mutating func add(_ field: Coverage.Field) {
        let name = pad("  \(field.id)\(field.core ? "" : " (not core)")", 42)
        switch field.state {
        case .missing: add("\(name)  \(field.why ?? "")")
        case .mapped: add("\(name)  \(field.column ?? "")")
        case .present:
            let filled = String(field.filled)
            let share = Self.percent(field.matched, of: field.filled)
            add("\(name)\(padLeft(filled, 12)) \(padLeft(share, 9))  \(field.column ?? "")")
            for misfits in field.misfits { add(misfits) }
        }
    }

    private mutating func add(_ misfits: Coverage.Misfits) {
        for value in misfits.shown {
            add("\(padLeft(String(value.count), 14)) x \"\(value.text)\" in \(misfits.column)")
        }
        if misfits.hidden > 0 {
            add("\(padLeft(String(misfits.hidden), 14)) x a value that is not shown in \(misfits.column)")
        }
    }

    /// In tenths of a percent, rounded down, so that only what is whole is 100 %.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "-" }
        let tenths = Int((Double(part) / Double(whole) * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
    private func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
