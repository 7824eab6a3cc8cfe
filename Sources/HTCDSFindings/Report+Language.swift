extension Report {
    /// The language in which the report is told.
    public var language: ReportLanguage { judgedBy.lang.flatMap(ReportLanguage.init(rawValue:)) ?? .english }

    /// The same report in another language: messages, the verdict's reason, the reasons of skipped checks, the meanings
    /// of losses. A sentence that no catalogue knows stays as it is.
    ///
    /// What scripts rely on (`records.ignored`, `why` of mappings and encodings, shapes) stays in English; renderers for
    /// people translate it where they show it.
    /// - Parameter own: what rules of a profile say in the language.
    public func told(in language: ReportLanguage, own: [RuleID: String] = [:]) -> Report {
        let old = self.language
        guard old != language else { return self }
        var report = self
        report.judgedBy.lang = language == .english ? nil : language.rawValue
        report.because =
            gate.flatMap { _ in Self.gateReason(because, from: old, to: language) }
            ?? Self.reason(because, from: old, to: language)
        for index in checks.skipped.indices {
            report.checks.skipped[index].why = MessageCatalogue.retell(
                checks.skipped[index].why, section: "checks.skipped", from: old, to: language)
        }
        for index in losses.indices {
            report.losses[index].meaning = MessageCatalogue.retell(
                losses[index].meaning, section: "losses.meaning", from: old, to: language)
        }
        // Most findings say one of a few sentences.
        var retold: [Sentence: String] = [:]
        for index in findings.indices {
            let finding = findings[index]
            let sentence = Sentence(rule: finding.rule, message: finding.message, parameters: finding.parameters ?? [])
            let message =
                own[finding.rule] ?? retold[sentence]
                ?? MessageCatalogue.retell(
                    finding.message, parameters: sentence.parameters, section: finding.rule.rawValue, from: old,
                    to: language)
            if retold.count < Self.sentencesKept { retold[sentence] = message }
            report.findings[index].message = message
        }
        return report
    }

    /// What was found, and behind the first comma what was allowed.
    private static func reason(_ text: String, from: ReportLanguage, to: ReportLanguage) -> String {
        text.split(separator: ", ", maxSplits: 1).map {
            MessageCatalogue.retell(String($0), section: "verdict.because", from: from, to: to)
        }.joined(separator: ", ")
    }

    /// The clauses of a gate, which are parted by semicolons and commas: "0 errors of 0 allowed; 3 of 9 records
    /// quarantined, 2 of them for errors, 5 % allowed". What is wrong with an output stays as it is behind the words that
    /// say so.
    ///
    /// - Returns: nil where it is no reason of a gate: what an acceptance says is told like any verdict.
    private static func gateReason(_ text: String, from: ReportLanguage, to: ReportLanguage) -> String? {
        func retold(_ text: Substring) -> String? {
            let text = String(text)
            let told = MessageCatalogue.retell(text, section: "verdict.gate", from: from, to: to)
            return told == text ? nil : told
        }
        if let (template, parameters) = MessageCatalogue.match(text, section: "verdict.gate", in: from),
            template.contains(": ")
        {
            var parameters = parameters
            if template == "no row is left: {0}", let why = gateReason(parameters[0], from: from, to: to) {
                parameters[0] = why
            }
            return Message(template: template, parameters: parameters).text(in: to)
        }
        let pair = "{0}; {1}"
        guard
            let sentences = MessageTemplate(MessageCatalogue.translation(of: pair, in: from) ?? pair)
                .parameters(in: text)?.map({ $0.split(separator: ", ").map(retold) }),
            sentences.allSatisfy({ !$0.contains(nil) })
        else { return nil }
        return Message(template: pair, parameters: sentences.map { $0.compactMap(\.self).joined(separator: ", ") })
            .text(in: to)
    }

    private static let sentencesKept = 10_000

    private struct Sentence: Hashable {
        var rule: RuleID
        var message: String
        var parameters: [String]
    }
}
