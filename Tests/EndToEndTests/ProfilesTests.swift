import Foundation
import Testing

/// By what data is judged, through the built binary.
@Suite("Profiles")
struct ProfilesTests {
    static let rows = """
        id,cas_Status,prs_Gender,prs_Birthdate,prs_FirstName,con_Consent,cco_CaseComment
        1,Active,Feminine,2001-02-03,Zorblé,TRUE,
        2,Active,Fem,soon,,,Came by bus
        3,Closed,Masculine,2010-01-01,,FALSE,

        """

    static func judge(
        _ profile: String?, _ rows: String = rows, _ options: [String] = []
    ) throws -> (run: RunResult, report: JSON) {
        let folder = try Scratch()
        try folder.file("cases.csv", rows)
        var arguments = ["validate", "cases.csv", "--format", "json", "--as-of", "2026-01-31"] + options
        if let profile {
            let isDocument = profile.contains(":")
            if isDocument { try folder.file("own.yaml", profile) }
            arguments += ["--profile", isDocument ? "own.yaml" : profile]
        }
        let run = try CommandLine.htcds(arguments, in: folder)
        return (run, run.status == 0 || run.status == 1 ? try run.json() : .null)
    }

    static func count(_ report: JSON, _ rule: String, _ severity: String) -> Int {
        report["rules"].items.filter { $0["rule"].text == rule && $0["severity"].text == severity }
            .reduce(0) { $0 + ($1["count"].integer ?? 0) }
    }

    @Test("core is what applies without a choice")
    func core() throws {
        let (first, second) = (try Self.judge(nil).report, try Self.judge("core").report)
        #expect(first == second)
        #expect(first["judgedBy"]["profile"].text == "core")
        #expect(first["judgedBy"]["severities"] == .array([]) && first["localCodes"] == .array([]))
        let document = try String(
            contentsOf: Place.package.appendingPathComponent("Schemas/profiles/core.yaml"), encoding: .utf8)
        let same = try Self.judge(document).report
        #expect(same["judgedBy"] == first["judgedBy"], "the same document gives the same hash, whatever its name")
    }

    @Test("exchange and synthesis refuse data without a column for consent", arguments: ["exchange", "synthesis"])
    func noConsentColumn(_ profile: String) throws {
        let rows = "id,vic_TraffickingStatus,prs_Gender\n1,ActualVictimOfTrafficking,Feminine\n"
        let (run, report) = try Self.judge(profile, rows)
        #expect(run.status == 1)
        let errors = report["rules"].items.filter { $0["severity"].text == "error" }
        #expect(errors.map { $0["rule"].text } == ["structure.missing-core-column"])
        #expect(errors.map { $0["field"].text } == ["con_Consent"])
        #expect(try Self.judge("core", rows).run.status == 0)
    }

    @Test("exchange and synthesis refuse missing consent; synthesis identifiers and free text as well")
    func shipped() throws {
        let exchange = try Self.judge("exchange").report
        #expect(Self.count(exchange, "consent.missing", "error") == 1)
        #expect(Self.count(exchange, "consent.not-given", "error") == 1)
        #expect(Self.count(exchange, "privacy.identifier-present", "info") == 2)
        #expect(Self.count(exchange, "privacy.free-text-present", "error") == 0)
        #expect(exchange["records"]["rejected"].integer == 2)
        let synthesis = try Self.judge("synthesis").report
        #expect(Self.count(synthesis, "privacy.identifier-present", "error") == 2)
        #expect(Self.count(synthesis, "privacy.free-text-present", "error") == 1)
        #expect(Self.count(synthesis, "value.missing", "warning") == 3)
        let changes = synthesis["judgedBy"]["severities"].items
        #expect(
            changes.contains {
                $0["rule"].text == "privacy.identifier-present" && $0["field"] == .null && $0["from"].text == "info"
                    && $0["to"].text == "error"
            })
        let hashes = try ["core", "full", "exchange", "synthesis"].map {
            try Self.judge($0).report["judgedBy"]["rulesSha256"].text
        }
        #expect(Set(hashes).count == 4)
        let full = try Self.judge("full").report
        #expect(Self.count(full, "structure.missing-column", "info") > 30)
        let core = try Self.judge("core").report
        #expect(full["verdict"].text == "fail" && full["records"] == core["records"])
    }

    @Test("A document weighs rules, switches them off, also those about whole files, and says so")
    func own() throws {
        let document = """
            profile: our-house
            extends: exchange
            columns: [cas_Status, org_Name]
            required: [prs_FirstName]
            rules:
              value.not-a-date: warning
              consent.missing: {fields: {con_Consent: info}}
              structure.unknown-column: off
              reference.duplicate-id: error
              value.missing: error
            """
        let rows = Self.rows + "1,Active,Feminine,,Zorblé,TRUE,\n1,Active,Feminine,soon,,TRUE,\n"
        let (run, report) = try Self.judge(document, rows)
        #expect(run.status == 1)
        #expect(report["judgedBy"]["profile"].text == "our-house")
        #expect(Self.count(report, "value.not-a-date", "warning") == 2)
        #expect(Self.count(report, "value.not-a-date", "error") == 0)
        #expect(Self.count(report, "consent.missing", "info") == 1)
        #expect(Self.count(report, "structure.missing-column", "info") == 1)
        #expect(Self.count(report, "structure.missing-core-column", "warning") == 0)
        #expect(Self.count(report, "reference.duplicate-id", "error") == 2)
        #expect(Self.count(report, "value.missing", "error") == 3)
        // 2: gender and name; 3: consent and name; 4: the id; 5: the id and the name, one record.
        #expect(report["records"]["rejected"].integer == 4)
        let skipped = report["checks"]["skipped"].items.first { $0["rule"].text == "structure.unknown-column" }
        #expect(skipped?["why"].text == "switched off by the profile our-house")
        let off = try Self.judge("profile: x\nrules: {reference.duplicate-id: off, structure.no-header: error}\n", rows)
        #expect(Self.count(off.report, "reference.duplicate-id", "warning") == 0)
        #expect(off.report["checks"]["skipped"].items.contains { $0["rule"].text == "reference.duplicate-id" })
        #expect(!off.report["checks"]["run"].texts.contains("reference.duplicate-id"))
    }

    @Test("The judgement does not depend on threads or parts of a file")
    func threads() throws {
        let rows = "id,prs_Gender,prs_Birthdate\n" + (0..<9000).map { "\($0 % 8000),Fem\($0 % 3),20010203\n" }.joined()
        let document = "profile: x\nrequired: [cas_Status, prs_Gender]\nrules: {reference.duplicate-id: error}\n"
        let one = try Self.judge(document, rows, ["--threads", "1"]).report
        #expect(one == (try Self.judge(document, rows, ["--threads", "4"]).report))
        #expect(Self.count(one, "value.missing", "warning") == 9000)
        #expect(Self.count(one, "reference.duplicate-id", "error") == 1000)
    }

    @Test("The report is one of its schema")
    func schema() throws {
        guard Python.hasSchemaChecker else {
            return print("skipped: check-jsonschema is not installed; `make test` brings it")
        }
        let folder = try Scratch()
        let path = try folder.file("report.json", try Self.judge("synthesis").run.output)
        let schema = Place.package.appendingPathComponent("Schemas/report.schema.json").path
        let result = try Python.run(["-m", "check_jsonschema", "--schemafile", schema, path])
        #expect(result.status == 0, "\(result.text)")
    }

    @Test("Everything that is wrong with a document is said at once, with its place")
    func wrong() throws {
        let (run, _) = try Self.judge(
            """
            profile: x
            extends: cores
            colums: all
            columns: some
            required: [prs_Gendr]
            rules:
              value.not-a-dat: off
              value.not-a-date: fatal
              structure.no-records: off
              consent.missing: {fields: {con_Consnt: error}, severty: off}
            localCodes:
              - {field: prs_Gender, code: Own, broader: Femine, labels: [Feminine]}
              - {field: cas_CaseOwner, code: x-a, broader: b}
            """)
        #expect(run.status == 78 && run.text.isEmpty)
        for (line, words) in [
            (2, "no profile cores"), (3, "Did you mean columns?"), (4, "core, all, none"), (5, "prs_Gender?"),
            (7, "Did you mean value.not-a-date?"), (8, "off, error, warning or info"), (9, "always an error"),
            (10, "con_Consent?"), (10, "Did you mean severity?"), (12, "begins with x-"),
            (12, "Did you mean Feminine?"),
            (12, "keeps its meaning"), (13, "holds no list"),
        ] {
            #expect(
                run.errors.split(separator: "\n").contains { $0.contains("line \(line),") && $0.contains(words) },
                "\(line) \(words): \(run.errors)")
        }
    }

    @Test("A name that nobody knows is wrong usage, a missing file is a missing file")
    func missing() throws {
        #expect(try Self.judge("exchnge").run.status == 64)
        #expect(try Self.judge("exchnge").run.errors.contains("Did you mean exchange?"))
        #expect(try CommandLine.htcds("rules", "check", "there/is/none.yaml").status == 66)
    }
}
