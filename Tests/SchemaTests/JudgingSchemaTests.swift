import Foundation
import Testing

/// `Schemas/profile.schema.json`, `suppressions.schema.json` and `acceptance.schema.json`, as check-jsonschema reads them beside YAML.
@Suite(.enabled(if: Tool.checkJSONSchema, Tool.whyNot("check-jsonschema"))) struct JudgingSchemaTests {
    private static func schema(_ name: String) -> String {
        Tool.package.appending(path: "Schemas/\(name).schema.json").path
    }

    static let profile = """
        profile: good
        extends: core
        about: Nothing wrong here
        columns: [prs_Gender, org_Name]
        required: [cas_Status]
        rules:
          structure.unknown-column: off
          value.not-a-date: {severity: warning, fields: {prs_Birthdate: error}}
        localRules:
          - id: local.good
            about: For the test
            severity: warning
            field: spl_ActualEndDate
            when: {cas_Status: {is: [Closed, ClosedReferred]}}
            demand: {any: [{spl_ActualEndDate: {before: as-of}}, {not: {spl_Type: filled}}]}
            message: {en: The plan is open. Close it., fr: Le plan est ouvert.}
            examples:
              pass: [{cas_Status: Closed, spl_ActualEndDate: 2026-01-01, as-of: 2026-01-31}]
              fail: [{cas_Status: Closed, spl_ActualEndDate: 2026-03-01, spl_Type: Legal, as-of: 2026-01-31}]
          - id: local.numbers
            about: For the test
            severity: info
            field: vic_AgeWhenTrafficked
            demand: {vic_AgeWhenTrafficked: {atLeast: 1, atMost: 99.5}, prs_IdentityNumber: {matches: 99-AA}}
            message: Look again.
            examples: {pass: [{vic_AgeWhenTrafficked: 1, prs_IdentityNumber: 12-xy}], fail: [{vic_AgeWhenTrafficked: 100}]}
        localCodes:
          - {field: vic_TypeOfExploitation, code: x-Scam, broader: ForcedLabour, labels: [Compound], about: Fraud}
        """

    static let profileFaults = [
        Fault("profile: good\n", ""), Fault("profile: good", "profile:"), Fault("extends: core", "extends: cores"),
        Fault("profile: good", "profile: go od"), Fault("profile: good", "profile: a/b"),
        Fault("profile: good", "profile: gööd"), Fault("prs_Gender, org_Name", "prs_Gender, prs_Gender"),
        Fault("about:", "abuot:"), Fault("[prs_Gender, org_Name]", "some"), Fault("org_Name]", "org_Nam]"),
        Fault("[cas_Status]", "[cas_State]"), Fault("structure.unknown-column", "Structure"),
        Fault("unknown-column: off", "unknown-column: never"),
        Fault("severity: warning, fields", "weight: info, fields"),
        Fault("{prs_Birthdate: error}", "{prs_Birthdat: error}"),
        Fault("{prs_Birthdate: error}", "{prs_Birthdate: bad}"),
        Fault("local.good", "good"), Fault("    about: For the test\n", ""),
        Fault("severity: warning\n", "severity: off\n"),
        Fault("field: spl_ActualEndDate", "field: spl_End"), Fault("{is: [Closed", "{iz: [Closed"),
        Fault("{before: as-of}", "{before: today}"), Fault("{any: [", "{some: ["),
        Fault("{not: {spl_Type: filled}}", "[]"),
        Fault("spl_Type: filled", "spl_Type: full"), Fault("Close it.", "Close it"), Fault("fr: Le", "xx: Le"),
        Fault("pass: [{cas_Status: Closed, spl_ActualEndDate: 2026-01-01, as-of: 2026-01-31}]", "pass: []"),
        Fault("fail: [{cas_Status", "fial: [{cas_Status"), Fault("atLeast: 1", "atLeast: one"),
        Fault("code: x-Scam", "code: Scam"), Fault("broader: ForcedLabour, ", ""), Fault("labels:", "label:"),
        Fault("    demand: {vic_Age", "    demands: {vic_Age"),
    ]

    static let suppressions = """
        about: Nothing wrong here
        suppress:
          - {rule: value.not-a-date, field: prs_Birthdate, reason: agreed, who: Data desk, until: 2026-12-31}
          - {rule: local.own, column: Sex, sheet: Cases, file: a.csv, reason: looked at, who: Somebody}
        """

    static let suppressionFaults = [
        Fault("suppress:", "supress:"), Fault("rule: value.not-a-date, ", ""), Fault("value.not-a-date", "Dates"),
        Fault("value.not-a-date", "structure.no-records"), Fault("value.not-a-date", "structure.unreadable-record"),
        Fault("prs_Birthdate", "prs_Birthdat"), Fault("reason: agreed, ", ""), Fault("who: Data desk, ", ""),
        Fault("2026-12-31", "soon"), Fault("column: Sex", "colum: Sex"), Fault("reason: looked at", "reason: \"\""),
    ]

    static let acceptance = """
        acceptance: house-rules
        about: Nothing wrong here
        relations:
          close: apply
          broader: keep
          fields:
            prs_Gender: {broader: apply}
        allow:
          - {rule: value.not-a-date, field: prs_Birthdate, count: 5}
          - {severity: error, percent: 2.5}
        """

    static let acceptanceFaults = [
        Fault("acceptance: house-rules\n", ""), Fault("house-rules", "default"), Fault("close: apply", "close: yes"),
        Fault("close: apply", "exact: apply"), Fault("relations:", "relation:"), Fault("prs_Gender", "prs_Gendre"),
        Fault("{broader: apply}", "{broader: often}"), Fault("value.not-a-date", "Dates"),
        Fault("prs_Birthdate", "prs_Birthdat"), Fault("severity: error", "severity: fatal"),
        Fault("severity: error, ", ""), Fault(", percent: 2.5", ""), Fault("percent: 2.5", "percent: 101"),
        Fault("count: 5", "count: -1"), Fault("count: 5", "count: some"), Fault("count: 5", "counts: 5"),
    ]

    @Test(arguments: ["profile", "suppressions", "acceptance"]) func theSchemaIsOne(_ name: String) throws {
        let result = try Tool.run([Tool.python, "-m", "check_jsonschema", "--check-metaschema", Self.schema(name)])
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func everyShippedProfileIsTaken() throws {
        let folder = Tool.package.appending(path: "Schemas/profiles")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(files.count == 4)
        let result = try Tool.run(
            [Tool.python, "-m", "check_jsonschema", "--schemafile", Self.schema("profile")]
                + files.map { folder.appending(path: $0).path })
        #expect(result.status == 0, "\(result.text)")
    }

    /// Needs no other program's word: the fields that the schemas name are those of the standard.
    @Test(arguments: ["profile", "suppressions", "acceptance"]) func fieldsAreThoseOfTheStandard(_ name: String) throws
    {
        func object(_ path: String) throws -> [String: Any] {
            let data = try Data(contentsOf: Tool.package.appending(path: path))
            return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        let standard = try #require(try object("Schemas/standard/htcds-2.0.json")["fields"] as? [[String: Any]])
        let definitions = try #require(try object("Schemas/\(name).schema.json")["$defs"] as? [String: [String: Any]])
        let field =
            name != "suppressions"
            ? definitions["field"]
            : (definitions["suppression"]?["properties"] as? [String: [String: Any]])?["field"]
        #expect(field?["enum"] as? [String] == standard.compactMap { $0["id"] as? String })
    }

    @Test func readersAndSchemasTakeWhatIsGood() throws {
        try judge([Self.profile], "profile") { #expect($0.schema && $0.reader) }
        try judge([Self.suppressions], "suppressions") { #expect($0.schema && $0.reader) }
        try judge([Self.acceptance], "acceptance") { #expect($0.schema && $0.reader) }
    }

    /// In one run, because a Python takes its time to start.
    @Test func faultsAreSeenByBoth() throws {
        for (name, good, faults) in [
            ("profile", Self.profile, Self.profileFaults), ("suppressions", Self.suppressions, Self.suppressionFaults),
            ("acceptance", Self.acceptance, Self.acceptanceFaults),
        ] {
            try judge(try faults.map { try $0.put(into: good) }, name) { verdict in
                let fault = faults[verdict.number].testDescription
                #expect(!verdict.schema, "the schema of \(name) takes \(fault)")
                #expect(!verdict.reader, "the reader of \(name) takes \(fault)")
            }
        }
    }

    private func judge(
        _ documents: [String], _ name: String, _ check: ((number: Int, schema: Bool, reader: Bool)) -> Void
    ) throws {
        let folder = try Folder()
        let cases = try folder.file("cases.csv", "prs_Gender,cas_Status\nFeminine,Active\n")
        let paths = try documents.enumerated().map { try folder.file("\(name)-\($0.offset).yaml", $0.element) }
        let result = try Tool.run(
            [Tool.python, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", Self.schema(name)]
                + paths)
        let start = try #require(result.text.firstIndex(of: "{"), "\(result.text)")
        let report = try JSONSerialization.jsonObject(with: Data(result.text[start...].utf8)) as? [String: Any]
        let refused = Set((report?["errors"] as? [[String: Any]] ?? []).compactMap { $0["filename"] as? String })
        let htcds = try #require(Tool.htcds)
        for (number, path) in paths.enumerated() {
            let own = try Tool.run(
                name == "profile"
                    ? [htcds, "rules", "check", path]
                    : [
                        htcds, "validate", cases, name == "acceptance" ? "--acceptance" : "--suppress", path,
                        "--fail-on", "never",
                    ])
            #expect(own.status == 0 || own.status == 78, "\(own.text)")
            check((number, !refused.contains(path), own.status == 0))
        }
    }
}
