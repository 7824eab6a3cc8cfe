import HTCDSFindings
import Testing

@testable import HTCDSReports

/// The words of reports in other languages.
struct PhraseTests {
    @Test(arguments: ReportLanguage.translated)
    func everyPhraseIsTranslatedAndNoneIsLeftOver(_ language: ReportLanguage) {
        let phrases = Set(Phrase.allCases.map(\.rawValue))
        let there = Set(MessageCatalogue.entries(language).filter { $0.section == "words" }.map(\.template))
        #expect(phrases.count == Phrase.allCases.count)
        #expect(phrases.subtracting(there).sorted() == [], "missing in Schemas/messages/\(language.rawValue).yaml")
        #expect(there.subtracting(phrases).sorted() == [], "no renderer says this any more")
    }

    /// Sections that nobody reads would be translated in vain.
    @Test(arguments: ReportLanguage.translated)
    func everySectionIsKnown(_ language: ReportLanguage) {
        let known: Set<String> = [
            "checks.skipped", "encoding.why", "findings.shape", "losses.meaning", "mapping.why", "names.hidden",
            "readers.line", "records.ignored", "suppressed.scope", "verdict.because", "verdict.gate",
            "words",
        ]
        // All others are ids of rules, which have a test of their own.
        let areas = [
            "consent", "consistency", "mapping", "privacy", "quality", "reference", "standard", "structure", "value",
        ]
        for section in Set(MessageCatalogue.entries(language).map(\.section)).subtracting(known) {
            #expect(areas.contains { section.hasPrefix("\($0).") }, "\(section)")
        }
    }

    @Test func countsAsTheLanguageDoes() {
        func told(_ count: Int, _ language: ReportLanguage) -> String {
            ReportWords(language: language).counted(count, .oneRecord, .records)
        }
        #expect([0, 1, 2].map { told($0, .english) } == ["0 records", "1 record", "2 records"])
        #expect([0, 1, 2].map { told($0, .french) } == ["0 enregistrement", "1 enregistrement", "2 enregistrements"])
        #expect([0, 1, 2].map { told($0, .spanish) } == ["0 registros", "1 registro", "2 registros"])
    }

    /// A sentence begins where French and Spanish ones do.
    @Test func messagesAreCutInEachLanguage() {
        #expect(FindingWords("No está en la lista. ¿Quiso decir VN?").repair == "¿Quiso decir VN?")
        #expect(FindingWords("Ceci n’est pas un pays. Écrivez son code.").repair == "Écrivez son code.")
    }

    /// The layout runs either way: only the edge of a box has a side, and it changes it. Logical properties would do
    /// that by themselves, but the checker of pages does not know them.
    @Test func pagesRunEitherWay() throws {
        var options = RenderingOptions()
        #expect(try rendered(.sample, as: "html", options).contains("<html lang=\"en\" dir=\"ltr\">"))
        options.language = .french
        options.direction = .rightToLeft
        let page = try rendered(.sample, as: "html", options)
        #expect(page.contains("<html lang=\"fr\" dir=\"rtl\">"))
        let sided = HTMLStyle.text.matches(of: /[a-z-]*(?:left|right)\b/).map { String($0.0) }
        #expect(sided == ["border-left", "border-left", "border-right"])
    }

    /// No word of ours stays English in a report of another language.
    @Test(
        arguments: RendererCatalogue.names.filter { !["json", "ndjson", "sarif"].contains($0) },
        ReportLanguage.translated)
    func nothingStaysEnglish(name: String, language: ReportLanguage) throws {
        var report = Report.sample.told(in: language)
        report.findings = report.findings.map {
            var finding = $0
            finding.message = "xxx. Yyy."
            return finding
        }
        report.losses = [
            .init(
                column: "column B (5 letters)", value: nil, field: nil, relation: nil, became: .notWritten,
                meaning: "zzz.", records: 2)
        ]
        report.gate = .sample
        var options = RenderingOptions(width: 1000, titles: ["value.not-in-code-list": "xxx"])
        options.language = language
        let text = try rendered(report, as: name, options).lowercased()
        let own = Set(Phrase.allCases.map { ReportWords(language: language)($0).lowercased() })
        for phrase in Phrase.allCases where phrase.rawValue.count > 10 && !own.contains(phrase.rawValue.lowercased()) {
            for piece in phrase.rawValue.split(separator: /\{\d\}/) where piece.count > 10 && piece.contains(" ") {
                #expect(!text.contains(piece.lowercased()), "\(name): \(piece)")
            }
        }
        for word in ["letters", "characters", "blank but", "labels match", "declared by", "no column for"] {
            #expect(!text.contains(word), "\(name): \(word)")
        }
    }
}
