internal import HTCDSFindings

/// The words of a report in its language.
struct ReportWords: Sendable {
    let language: ReportLanguage

    func callAsFunction(_ phrase: Phrase, _ parameters: String...) -> String {
        Message(template: phrase.rawValue, parameters: parameters).text(in: language)
    }

    /// `one` or `many` with the number in the first place, as the language counts.
    func counted(_ count: Int, _ one: Phrase, _ many: Phrase, _ parameters: String...) -> String {
        Message(
            template: (language.isSingular(count) ? one : many).rawValue, parameters: [String(count)] + parameters
        ).text(in: language)
    }

    /// "once", "7 times".
    func times(_ count: Int) -> String { count == 1 ? self(.once) : self(.times, String(count)) }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: self(.error)
        case .warning: self(.warning)
        case .info: self(.hint)
        }
    }

    /// "Feminine or Masculine".
    func either(_ texts: [String]) -> String {
        guard var text = texts.first else { return "" }
        for other in texts.dropFirst() { text = self(.or, text, other) }
        return text
    }

    /// A sentence of a part of the report that JSON keeps in English: why a row was ignored, a mapping chosen.
    func retold(_ text: String, _ section: ReportSection) -> String {
        MessageCatalogue.retell(text, section: section.rawValue, to: language)
    }

    /// What was passed over, who decided so and why.
    func passedOver(_ row: Report.Suppressed) -> String {
        let who = row.until.map { self(.until, row.who, $0) } ?? row.who
        return self(
            row.count == 1 ? .passedOverOnce : .passedOverTimes, row.rule.rawValue,
            MessageCatalogue.retellScope(row.scope, to: language), String(row.count),
            row.reason, who)
    }

    /// A shape: "5 letters, not Latin".
    func shape(_ text: String) -> String { MessageCatalogue.retellShape(text, to: language) }

    /// Columns that the longest of some labels takes, with two blanks behind it.
    func width(_ labels: Phrase..., atLeast least: Int = 0) -> Int {
        max(least, (labels.map { self($0).count }.max() ?? 0) + 2)
    }
}

/// Parts of a report, as sections of the catalogue call them.
enum ReportSection: String {
    case ignored = "records.ignored"
    case mapping = "mapping.why"
    case encoding = "encoding.why"
    case names = "names.hidden"
}
