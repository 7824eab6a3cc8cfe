import Foundation
import Testing

/// Reports in French and Spanish, through the command line.
@Suite("Reports in other languages")
struct LanguageTests {
    static let languages = ["fr", "es"]
    static let forms = ["csv", "github", "html", "json", "junit", "markdown", "ndjson", "sarif", "text"]

    /// What a catalogue holds: a line of the plainest YAML is a section, a template or a translation.
    struct Entry {
        let section: String
        let template: String
        let translation: String

        static func all(_ language: String) throws -> [Entry] {
            let url = Place.package.appendingPathComponent("Schemas/messages/\(language).yaml")
            var section = ""
            var template = ""
            var entries: [Entry] = []
            for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
                if line.hasPrefix("    ") {
                    let told = try JSON(Data(line.dropFirst(4).utf8)).text ?? ""
                    entries.append(Entry(section: section, template: template, translation: told))
                } else if line.hasPrefix("  ") {
                    template = try JSON(Data(line.dropFirst(2).dropLast().utf8)).text ?? ""
                } else {
                    section = String(line.dropLast())
                }
            }
            return entries
        }

        /// What stands between the places of a template, where it says enough to be known again.
        var english: [String] {
            template.split(separator: /\{\d(:\w+)?\}/).map(String.init).filter {
                $0.count > 12 && $0.contains(/[a-z] [a-z]/) && !translation.contains($0)
            }
        }
    }

    /// White space made one, since texts are wrapped.
    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\r\n" }).joined(separator: " ")
    }

    private static let english: [String: Set<String>] = languages.reduce(into: [:]) { pieces, language in
        let entries = (try? Entry.all(language)) ?? []
        pieces[language] = Set(entries.flatMap(\.english).map(flat))
    }

    private static func expectNoEnglish(_ text: String, _ language: String, _ what: String) throws {
        let text = flat(text).replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(
            of: "&#39;", with: "'")
        for piece in try #require(english[language]) where text.range(of: piece, options: .literal) != nil {
            Issue.record("\(what): \(piece)")
        }
    }

    /// Findings of every kind: each form of each language holds nothing of a template, and no word of a person.
    @Test("No English sentence and no value is left in a report", arguments: languages)
    func noEnglish(_ language: String) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", CanaryTests.csv(CanaryTests.rows, header: CanaryTests.header))
        try folder.file("rows.csv", "prs_Gender,cas_Status\nFeminine\nFeminine,Active,x\nFemale,\n,\n")
        try folder.file(
            "lines.ndjson",
            [
                #"{"htcds":"2.0","id":"1","case":{"cas_Status":"Active"}}"#, "{'id': 1}", "{\"id\": ", "[1]", "{} {}",
                "{\"a\": 01}", "{\"a\" 1}", "{1: 2}", "{\"a\": \"\\x\"}",
                "{\"a\": NaN}",
            ]
            .joined(separator: "\n") + "\n")
        let header = CanaryTests.header.dropLast() + ["zylphora.quorvane@example.org"]
        try folder.file("names 1913-07-14.csv", CanaryTests.csv(CanaryTests.rows, header: Array(header)))
        let inputs: [[String]] = [
            ["cases.csv"], ["rows.csv", "--mapping", "htcds"], ["lines.ndjson", "--mapping", "htcds-records"],
            ["names 1913-07-14.csv"], [Place.example("htcds-excel-2.0/cases.xlsx")],
            [Place.example("ctdc-global-synthetic-2024/sample.csv")], [Place.example("htcds/cases.csv")],
        ]
        for input in inputs {
            for form in input == inputs[0] ? Self.forms : ["csv", "html", "text"] {
                let run = try CommandLine.htcds(
                    ["validate"] + input + ["--lang", language, "--format", form, "--max-findings", "0"], in: folder)
                #expect(run.status == 0 || run.status == 1, "\(run.errors)")
                try CanaryTests.expectSilence(run, folder, "\(input) \(form) \(language)")
                // In JSON, what scripts rely on stays English: shapes and why a mapping was chosen.
                if !["json", "ndjson", "sarif"].contains(form) {
                    try Self.expectNoEnglish(run.text, language, "\(input[0]) \(form)")
                }
            }
        }
    }

    /// A report that says everything that any rule can say, kept in English and rendered in another language.
    @Test("A report kept in English is told in another language, and told back", arguments: languages)
    func render(_ language: String) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,prs_Gender,cas_Status\nA,Green,Active\n")
        let original = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder).output
        let report = try JSON(original)
        let rules = try CommandLine.htcds("rules", "list").text.split(separator: "\n").compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
        var findings: [Any] = []
        var counts: [Any] = []
        var messages: [String] = []
        for entry in try Entry.all(language) where rules.contains(entry.section) {
            guard let last = entry.template.last, ".?".contains(last), !entry.template.contains(":sentence}") else {
                continue
            }
            let places = entry.template.matches(of: /\{(\d)(:\w+)?\}/)
            let parameters = places.map { _ in "Parameter" }
            let message = entry.template.replacing(/\{\d(:\w+)?\}/, with: "Parameter")
            messages.append(message)
            var finding: [String: Any] = [
                "rule": entry.section, "severity": "warning", "field": "field_\(counts.count)", "message": message,
                "location": ["source": 0, "record": 1], "value": NSNull(), "shape": "5 letters",
            ]
            if !parameters.isEmpty { finding["parameters"] = parameters }
            findings.append(finding)
            counts.append([
                "rule": entry.section, "severity": "warning", "field": "field_\(counts.count)", "count": 1,
                "records": 1,
            ])
        }
        #expect(Set(rules).count > 60 && findings.count > 120)
        var object = try #require(try JSONSerialization.jsonObject(with: original) as? [String: Any])
        object["findings"] = findings
        object["rules"] = counts
        object["findingsShown"] = findings.count
        object["findingsTotal"] = findings.count
        try folder.file("report.json", try JSONSerialization.data(withJSONObject: object))
        for form in Self.forms {
            let run = try CommandLine.htcds(
                "report", "render", "report.json", "--lang", language, "--format", form, in: folder)
            #expect(run.status == 0, "\(run.errors)")
            if form == "json" {
                let told = try run.json()
                #expect(told["judgedBy"]["lang"].text == language)
                for (finding, message) in zip(told["findings"].items, messages) {
                    #expect(finding["message"].text != message, "\(message)")
                }
                try folder.file("told.json", run.output)
                let back = try CommandLine.htcds(
                    "report", "render", "told.json", "--lang", "en", "--format", "json", in: folder
                ).json()
                #expect(back["findings"].items.map { $0["message"].text } == messages)
                #expect(back["judgedBy"].keys == report["judgedBy"].keys)
                #expect(back["because"] == report["because"])
                #expect(back["checks"] == report["checks"])
            } else if !["ndjson", "sarif"].contains(form) {
                try Self.expectNoEnglish(run.text, language, form)
            }
        }
    }

    @Test("Only what is said changes, and keys, codes and reasons for scripts stay", arguments: languages)
    func json(_ language: String) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", CanaryTests.csv(CanaryTests.rows, header: CanaryTests.header))
        let arguments = ["validate", "cases.csv", "--format", "json", "--as-of", "2026-01-31"]
        let english = try CommandLine.htcds(arguments, in: folder).json()
        let told = try CommandLine.htcds(arguments + ["--lang", language], in: folder).json()
        #expect(try CommandLine.htcds(arguments + ["--lang", "en"], in: folder).json() == english)
        #expect(told["judgedBy"]["lang"].text == language)
        let said: Set = ["message", "because", "why", "meaning", "lang"]
        #expect(told.withoutAnywhere(said) == english.withoutAnywhere(said))
        #expect(told["sources"] == english["sources"])
        #expect(told["judgedBy"]["mapping"] == english["judgedBy"]["mapping"])
        #expect(told["records"] == english["records"])
        #expect(told["because"] != english["because"])
        for (one, other) in zip(told["findings"].items, english["findings"].items) {
            #expect(one["message"] != other["message"], "\(other["message"])")
        }
        let labelled = told["findings"].items.first { $0["rule"].text == "value.not-in-code-list" }
        #expect(labelled?["parameters"].texts.isEmpty == false)
        #expect(labelled?["message"].text?.contains(language == "fr" ? "Genre" : "Género") == true)
        // A report is told in the language in which it was kept.
        try folder.file("told.json", try CommandLine.htcds(arguments + ["--lang", language], in: folder).output)
        let page = try CommandLine.htcds("report", "render", "told.json", "--format", "html", in: folder).text
        #expect(page.contains("<html lang=\"\(language)\" dir=\"ltr\">"))
    }

    @Test(
        "Converting keeps its report in the language, rules are shown in it, others are refused", arguments: languages)
    func others(_ language: String) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,prs_Gender,cas_Status\nA,Green,Active\n")
        let run = try CommandLine.htcds(
            "convert", "cases.csv", "--to", "ndjson", "-o", "out", "--report", "report.json", "--lang", language,
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let report = try JSON(contentsOf: URL(fileURLWithPath: folder.path("report.json")))
        #expect(report["judgedBy"]["lang"].text == language)
        let list = try CommandLine.htcds("rules", "list", "--lang", language)
        try Self.expectNoEnglish(list.text, language, "rules list")
        let page = try CommandLine.htcds("rules", "show", "value.future-date", "--lang", language)
        try Self.expectNoEnglish(page.text, language, "rules show")
        for arguments in [
            ["validate", "cases.csv"], ["rules", "list"], ["rules", "show", "value.future-date"],
            ["report", "render", "report.json"], ["convert", "cases.csv", "--to", "ndjson", "-o", "x"],
        ] {
            #expect(try CommandLine.htcds(arguments + ["--lang", "tlh"], in: folder).status == 64)
        }
    }

    @Test("Rules of a profile speak their own translation, and suppressions are told", arguments: languages)
    func ownSentences(_ language: String) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,cas_Status,spl_Type,spl_ActualEndDate,prs_Gender\nA,Closed,Legal,,Green\n")
        try folder.file(
            "house.yaml",
            """
            profile: house
            required: [cas_ReasonForCaseClosure]
            rules: {privacy.free-text-present: warning, reference.duplicate-id: off}
            localRules:
              - id: local.plan
                about: A plan goes on.
                severity: warning
                field: spl_ActualEndDate
                when: {cas_Status: {is: [Closed]}, spl_Type: filled}
                demand: {spl_ActualEndDate: filled}
                message: {en: It goes on. Ask., fr: Il continue. Demandez., es: Sigue. Pregunte.}
                examples: {pass: [{cas_Status: Active, spl_Type: Legal}], fail: [{cas_Status: Closed, spl_Type: Legal}]}

            """)
        try folder.file(
            "passed.yaml",
            """
            suppress:
              - {rule: value.not-in-code-list, field: prs_Gender, column: prs_Gender, reason: xx, who: yy, until: 2026-03-31}
              - {rule: value.not-a-date, reason: xx, who: yy}
              - {rule: value.not-a-date, reason: xx, who: yy, until: 2020-01-31}

            """)
        let arguments = [
            "validate", "cases.csv", "--profile", "house.yaml", "--suppress", "passed.yaml", "--as-of", "2026-01-31",
            "--lang", language, "--format",
        ]
        let report = try CommandLine.htcds(arguments + ["json"], in: folder)
        #expect(report.status == 0 || report.status == 1, "\(report.errors)")
        let findings = try report.json()["findings"].items
        let own = findings.first { $0["rule"].text == "local.plan" }
        #expect(own?["message"].text == (language == "fr" ? "Il continue. Demandez." : "Sigue. Pregunte."))
        #expect(own?["parameters"] == .null)
        for rule in ["quality.suppression-expired", "quality.suppression-unused", "value.missing"] {
            #expect(findings.contains { $0["rule"].text == rule }, "\(rule)")
        }
        for form in ["csv", "html", "markdown", "text"] {
            let run = try CommandLine.htcds(arguments + [form], in: folder)
            try Self.expectNoEnglish(run.text, language, form)
        }
        let rule = try CommandLine.htcds(
            ["rules", "show", "reference.duplicate-id", "--profile", "house.yaml", "--lang", language], in: folder)
        try Self.expectNoEnglish(rule.text, language, "rules show")
        #expect(rule.text.contains(language == "fr" ? ", désactivée " : ", desactivada "), "\(rule.text)")
        #expect(rule.text.contains("house") && !rule.text.contains("house.yaml"))
        let local = try CommandLine.htcds(
            ["rules", "show", "local.plan", "--profile", "house.yaml", "--lang", language], in: folder)
        #expect(local.text.contains(language == "fr" ? "\nIl continue. Demandez.\n" : "\nSigue. Pregunte.\n"))
        #expect(local.text.contains(language == "fr" ? " le profil house\n" : " el perfil house\n"))
        #expect(local.text.contains(" {cas_Status: {is: Closed}, spl_Type: filled}\n"), "\(local.text)")
        #expect(local.text.contains(" {spl_ActualEndDate: filled}\n"))
        let list = try CommandLine.htcds(
            ["rules", "list", "--profile", "house.yaml", "--lang", language], in: folder)
        #expect(!list.text.contains(" off "))
    }

    @Test("Nothing takes the singular in French")
    func nothing() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,prs_Gender\nA,Feminine\n")
        func because(_ options: String...) throws -> String? {
            try CommandLine.htcds(
                ["validate", "cases.csv", "--mapping", "htcds", "--lang", "fr", "--format", "json"] + options,
                in: folder
            )
            .json()["because"].text
        }
        #expect(try because() == "0 erreur, 0 admise")
        let both = try #require(try because("--fail-on", "warning"))
        #expect(both.hasPrefix("0 erreur et "), "\(both)")
    }
}
