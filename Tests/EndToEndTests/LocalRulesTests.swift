import Foundation
import Testing

/// Rules and codes of an organisation's own, through the built binary.
@Suite("Rules and codes of one's own")
struct LocalRulesTests {
    static let rule = """
        profile: our-house
        localRules:
          - id: local.adult
            about: We help adults only.
            severity: error
            field: vic_AgeWhenTrafficked
            when: {cas_Status: {is: Active}}
            demand: {vic_AgeWhenTrafficked: {atLeast: 18}}
            message: {en: This person was a child. Ask the partner., fr: Cette personne est mineure.}
            examples:
              pass: [{cas_Status: Active, vic_AgeWhenTrafficked: 18}, {cas_Status: Closed, vic_AgeWhenTrafficked: 3}]
              fail: [{cas_Status: Active, vic_AgeWhenTrafficked: 17}]

        """

    private static let csv = "cas_Status,vic_AgeWhenTrafficked\nActive,17\nActive,18\nClosed,17\nActive,\n"

    @Test("A rule is asked of each record, also of a second person, and told in its own words")
    func told() throws {
        let (run, report) = try ProfilesTests.judge(Self.rule, Self.csv)
        #expect(run.status == 1)
        #expect(ProfilesTests.count(report, "local.adult", "error") == 1)
        let finding = report["findings"].items.first { $0["rule"].text == "local.adult" }
        #expect(finding?["location"]["cell"].text == "B2" && finding?["location"]["record"].integer == 1)
        #expect(finding?["message"].text == "This person was a child. Ask the partner.")
        #expect(report["checks"]["run"].texts.contains("local.adult"))
        #expect(report["judgedBy"]["localRules"].items.map { $0["about"].text } == ["We help adults only."])

        let folder = try Scratch()
        try folder.file("own.yaml", Self.rule)
        try folder.file(
            "cases.ndjson",
            #"{"htcds":"2.0","id":"1","case":{"cas_Status":"Active"},"persons":[{"id":"p1","victim":{"vic_AgeWhenTrafficked":30}},{"id":"p2","victim":{"vic_AgeWhenTrafficked":9}}]}"#
                + "\n")
        let persons = try CommandLine.htcds(
            "validate", "cases.ndjson", "--profile", "own.yaml", "--format", "json", in: folder)
        #expect(ProfilesTests.count(try persons.json(), "local.adult", "error") == 1)
    }

    @Test("Every form of the report calls the rule by what it is about, also a report that was kept")
    func shown() throws {
        let folder = try Scratch()
        try folder.file("own.yaml", Self.rule)
        try folder.file("cases.csv", Self.csv)
        let kept = try CommandLine.htcds(
            "validate", "cases.csv", "--profile", "own.yaml", "--format", "json", "-o", "r.json", in: folder)
        #expect(kept.status == 1)
        for form in ["text", "html", "markdown", "csv", "sarif", "junit", "github"] {
            let run = try CommandLine.htcds("report", "render", "r.json", "--format", form, in: folder)
            #expect(run.status == 0 && run.text.contains("local.adult"), "\(form)")
            if form != "csv", form != "github" { #expect(run.text.contains("We help adults only."), "\(form)") }
        }
    }

    @Test("Without the column a rule is listed as skipped, and a profile can weigh its own rules")
    func skipped() throws {
        let (_, report) = try ProfilesTests.judge(Self.rule, "cas_Status,prs_Gender\nActive,Feminine\n")
        let skipped = report["checks"]["skipped"].items.first { $0["rule"].text == "local.adult" }
        #expect(skipped?["why"].text == "no column for vic_AgeWhenTrafficked")
        let off = try ProfilesTests.judge(Self.rule + "rules: {local.adult: off}\n", Self.csv).report
        #expect(ProfilesTests.count(off, "local.adult", "error") == 0)
        let info = try ProfilesTests.judge(Self.rule + "rules: {local.adult: info}\n", Self.csv).report
        #expect(ProfilesTests.count(info, "local.adult", "info") == 1)
        #expect(info["records"]["rejected"].integer == 0)
    }

    @Test("Examples are tried, and each that does not do what it says is told at its place")
    func examples() throws {
        let wrong = Self.rule
            .replacingOccurrences(of: "vic_AgeWhenTrafficked: 18}, {", with: "vic_AgeWhenTrafficked: 12}, {")
            .replacingOccurrences(of: "fail: [{cas_Status: Active,", with: "fail: [{cas_Status: Closed,")
        let run = try ProfilesTests.judge(wrong, Self.csv).run
        #expect(run.status == 78)
        #expect(
            run.errors.contains("line 11, column 14: local.adult finds something in this record, which is to pass."))
        #expect(run.errors.contains("line 12, column 14: local.adult finds nothing in this record"))
        for (good, bad, words) in [
            ("cas_Status: Active, vic_Age", "cas_Status: Actve, vic_Age", "cas_Status has no code Actve"),
            ("cas_Status: Closed, ", "prs_Title: x, ", "does not look at prs_Title"),
            ("atLeast: 18}}", "atLeast: many}}", "must be a number"),
            ("{is: Active}", "{is: Activ}", "Did you mean Active?"),
            ("{is: Active}", "{iz: Active}", "has no key iz"),
            ("{is: Active}", "{before: as-of}", "cas_Status is no date"),
            ("{is: Active}", "{matches: AA}", "holds no text"),
            ("cas_Status: {is", "org_Type: {is", "stands at another thing than vic_AgeWhenTrafficked"),
            ("local.adult", "adult", "begin"), ("severity: error", "severity: bad", "error, warning or info"),
            ("Ask the partner.", "Ask the partner", "full stop"),
            ("    about: We help adults only.\n", "", "lacks about"),
        ] {
            let document = try #require(Self.rule.range(of: good)).description.isEmpty ? "" : Self.rule
            let changed = document.replacingOccurrences(of: good, with: bad)
            let run = try ProfilesTests.judge(changed, Self.csv).run
            #expect(run.status == 78, "\(bad)")
            #expect(
                run.errors.contains(words) || words == "begin" && run.errors.contains("local."), "\(bad): \(run.errors)"
            )
        }
    }

    @Test("Rules can be looked up by a profile, and a profile be checked")
    func looked() throws {
        let folder = try Scratch()
        try folder.file("own.yaml", Self.rule + "rules: {value.not-a-date: warning, consent.missing: off}\n")
        let list = try CommandLine.htcds("rules", "list", "--profile", "own.yaml", in: folder)
        #expect(list.status == 0)
        func weight(_ id: String) -> Substring? {
            list.text.split(separator: "\n").map { $0.split(separator: " ") }.first { $0[0] == id }?[1]
        }
        #expect(weight("local.adult") == "error" && weight("value.not-a-date") == "warning")
        #expect(weight("consent.missing") == "off" && weight("value.missing") == "off")
        let show = try CommandLine.htcds("rules", "show", "local.adult", "--profile", "own.yaml", in: folder)
        #expect(show.status == 0 && show.text.contains("We help adults only.") && show.text.contains("our-house"))
        #expect(try CommandLine.htcds("rules", "show", "local.adult").status == 64)
        let check = try CommandLine.htcds("rules", "check", "own.yaml", in: folder)
        #expect(check.status == 0 && check.text.contains("1 rule of its own, 3 examples tried"))
        try folder.file("bad.yaml", "profile: x\nrulez: {}\n")
        #expect(try CommandLine.htcds("rules", "check", "bad.yaml", in: folder).status == 78)
    }

    private static let codes = """
        profile: our-house
        localCodes:
          - {field: vic_TypeOfExploitation, code: x-OnlineScam, broader: ForcedLabour, labels: [Scam compound], about: Fraud}
          - {field: prs_Gender, code: x-Own, broader: Masculine, labels: [Ünser Wort]}

        """

    @Test("An own code becomes the wider official one, is kept beside the record, and is counted")
    func localCodes() throws {
        let folder = try Scratch()
        try folder.file("own.yaml", Self.codes)
        try folder.file(
            "cases.csv",
            "vic_TypeOfExploitation,prs_Gender\nx-OnlineScam,Feminine\nServitude; scam  COMPOUND,ÜNSER WORT\n"
                + "Scam compound;X-onlinescam,x-own\nScam,qqq\n")
        let run = try CommandLine.htcds(
            "convert", "cases.csv", "--profile", "own.yaml", "--to", "ndjson", "-o", "out.ndjson", "--report",
            "report.json", "--quiet", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        func types(_ index: Int) -> [String] {
            records[index]["persons"][0]["victim"]["vic_TypeOfExploitation"].texts
        }
        #expect(
            types(0) == ["ForcedLabour"] && types(1) == ["Servitude", "ForcedLabour"] && types(2) == ["ForcedLabour"])
        #expect(records[0]["extensions"]["vic_TypeOfExploitation"].text == "x-OnlineScam")
        #expect(records[0]["extensions"]["prs_Gender"] == .null)
        #expect(records[1]["persons"][0]["prs_Gender"].text == "Masculine")
        #expect(records[1]["extensions"]["prs_Gender"].text == "ÜNSER WORT")
        let report = try JSON(folder.content("report.json"))
        #expect(
            report["localCodes"].items.map {
                [$0["field"], $0["code"], $0["broader"], $0["records"]].map(\.description)
            }
                == [
                    [#""prs_Gender""#, #""x-Own""#, #""Masculine""#, "2"],
                    [#""vic_TypeOfExploitation""#, #""x-OnlineScam""#, #""ForcedLabour""#, "3"],
                ])
        // Only what nobody knows is unknown, and by the very rule that tells it without own codes.
        #expect(ProfilesTests.count(report, "value.not-in-code-list", "error") == 2)
        #expect(ProfilesTests.count(report, "mapping.unmapped-value", "error") == 0)
        let loss = report["losses"].items.first { $0["value"].text == "x-OnlineScam" }
        #expect(loss?["became"].text == "appliedAndKept" && loss?["relation"].text == "narrower")
        #expect(report["cells"]["kept"].integer == 7)
    }

    @Test("A mapping's own word goes before")
    func mapped() throws {
        let folder = try Scratch()
        try folder.file("own.yaml", Self.codes)
        try folder.file(
            "m.yaml",
            """
            mapping: m
            title: A test
            standard: "2.0"
            fields:
              vic_TypeOfExploitation: {from: Kind, values: {Scam compound: Servitude}}
            """)
        try folder.file("cases.csv", "Kind\nScam compound\nx-OnlineScam\nServitude\nqqqq\n")
        let run = try CommandLine.htcds(
            "convert", "cases.csv", "--mapping", "m.yaml", "--profile", "own.yaml", "--to", "ndjson", "-o", "o.ndjson",
            "--report", "r.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let kinds = try JSON.lines(folder.content("o.ndjson")).map {
            $0["persons"][0]["victim"]["vic_TypeOfExploitation"].texts
        }
        #expect(kinds == [["Servitude"], ["ForcedLabour"], ["Servitude"], []])
        let report = try JSON(folder.content("r.json"))
        #expect(report["localCodes"].items.map { $0["records"].integer } == [1])
        #expect(ProfilesTests.count(report, "mapping.unmapped-value", "error") == 1)
    }
}
