import HTCDSCells
import HTCDSFindings
import Testing

struct MessageTests {
    @Test func keepsTemplateAndParameters() {
        let code = "VN"
        let problem: Message = "The list of \(label: "Gender") does not hold this."
        let message: Message = "\(problem) Did you mean \(code)?" + " Or \(3)?"
        #expect(message.template == "The list of {0:label} does not hold this. Did you mean {1}? Or {2}?")
        #expect(message.parameters == ["Gender", "VN", "3"])
        #expect(message.text == "The list of Gender does not hold this. Did you mean VN? Or 3?")
        // What has no translation stays English, but labels have theirs.
        #expect(message.text(in: .french).hasPrefix("The list of Genre does"))
    }

    @Test func parametersAreNoTemplates() {
        let odd = "{0} {1:label}"
        let message: Message = "The value is not in the list of \(label: "Gender"). Did you mean \(odd)?"
        #expect(message.text.hasSuffix("mean {0} {1:label}?"))
        #expect(message.text(in: .spanish).hasSuffix("¿Quiso decir {0} {1:label}?"))
    }

    @Test func translationsAreFoundByTheTemplate() {
        let message: Message =
            "The value is not in the list of \(label: "Gender"). Use one of: \(labels: ["Active", "Other"])."
        #expect(message.text(in: .french).hasPrefix("La valeur n’est pas dans la liste «\u{A0}Genre\u{A0}»."))
        // A label is told in both languages: the translation would not be taken in data.
        #expect(message.text(in: .french).hasSuffix(" Active (Actif); Other (Autre)."))
    }

    /// What one wrote in English comes back, and what is no sentence of the section stays as it is.
    @Test func sentencesAreRetold() {
        func told(_ text: String, _ section: String) -> String {
            MessageCatalogue.retell(text, section: section, to: .french)
        }
        #expect(told("38 of 40 header labels match", "mapping.why") == "38 libellés d’en-tête sur 40 concordent")
        #expect(told("no column for hte_Date", "checks.skipped") == "pas de colonne pour hte_Date")
        #expect(told("no column for free text", "checks.skipped") == "pas de colonne de texte libre")
        #expect(told("nobody says this", "checks.skipped") == "nobody says this")
        #expect(told("", "checks.skipped") == "")
    }

    /// Every part of every shape is told; no English word of ours is left.
    @Test(arguments: ReportLanguage.translated)
    func shapesAreTold(_ language: ReportLanguage) {
        let values = [
            "", " ", "\u{200B}", "x", "xy", "7", "78", "Zorbl ax", "zorbl-ax", "a1", "1-2-3-4-5-6-7-8-9-!", "?!", "a;b",
            "a,b", "a|b", "a\nb", "zorbl@example.org", "https://example.org", "2018-05-03", "03/04/2018", "2018-05",
            "2018-05-03 10:30", "03/04/2018 10:30", "10:30", "31/31/2018", "31/31/2018 10:30", "3 May 2018",
            "3 May 2018 10:30", "20180503", "+44 20 7946 0000", "-12.5", "1.5, 2.5", "Зорбл", "Zorbl Зорбл",
            "Zorbl\u{FFFD}", "ZorblÃ©", "a\u{200B}b", String(repeating: "x", count: 99),
            String(repeating: "7", count: 99), "Зорбл, Зорбл",
        ]
        var shapes: Set<String> = []
        for value in values {
            var value = value
            shapes.insert(
                value.withUTF8 { bytes in
                    guard let start = bytes.baseAddress else { return "empty" }
                    return ValueShape.describe(CellBytes(start: start, count: bytes.count))
                })
        }
        #expect(shapes.count > 30)
        let english = /\b(letters?|characters?|digits?|words?|looks|with|or|empty|only|signs?|time|Latin|values)\b/
        for shape in shapes.sorted() {
            let told = MessageCatalogue.retellShape(shape, to: language)
            #expect(told != shape && told.firstMatch(of: english) == nil, "\(shape): \(told)")
        }
    }

    @Test(arguments: ReportLanguage.translated)
    func reasonsOfVerdictsAreTold(_ language: ReportLanguage) {
        for because in [
            "3 errors, 0 allowed", "1 error, 0 allowed", "0 errors and 1 warning, 0 allowed",
            "2 findings of value.not-a-date in prs_Birthdate, 1 allowed by acceptance.yaml",
            "value.not-a-date in prs_Birthdate in 3 of 100 records, 2.5 % allowed by a, b.yaml",
            "value.not-a-date in 3 of 100 records, 2 % allowed by x", "0 errors, any number allowed by --fail-on never",
            "2 errors, all that there are allowed by x",
        ] {
            let told = Report.sample(because: because).told(in: language)
            #expect(told.because.firstMatch(of: /allowed|errors|records|findings/) == nil, "\(told.because)")
            #expect(told.judgedBy.lang == language.rawValue)
            #expect(told.told(in: .english).because == because)
            #expect(told.told(in: .english).judgedBy.lang == nil)
        }
    }
}

extension Report {
    fileprivate static func sample(because: String) -> Report {
        Report(
            tool: .init(name: "htcds", version: "0"),
            judgedBy: .init(
                standard: "2.0", profile: "core", asOf: "2026-01-31", asOfFrom: "option",
                mapping: .init(name: "htcds", why: "", sha256: ""), acceptance: "default", rulesSha256: "",
                codeListsSha256: ""),
            sources: [], verdict: .fail, because: because,
            records: .init(read: 0, accepted: 0, rejected: 0, ignored: []), counts: .init(), rules: [], fields: [],
            columns: .init(), checks: .init(), findings: [], findingsTotal: 0)
    }
}
