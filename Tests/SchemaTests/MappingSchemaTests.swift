import Foundation
import Testing

/// `Schemas/mapping.schema.json`, as check-jsonschema reads it beside YAML.
@Suite(.enabled(if: Tool.checkJSONSchema, Tool.whyNot("check-jsonschema"))) struct MappingSchemaTests {
    private static let schema = Tool.package.appending(path: "Schemas/mapping.schema.json").path

    static let good = """
        mapping: good
        title: Nothing wrong here
        standard: "2.0"
        date: 2026-01-31
        reviewed: {by: Somebody, on: 2026-01-31}
        source:
          formats: [csv, xlsx]
          header: [1, 2]
          missing: [-99, n/a]
          dates: [dd/MM/yyyy]
          form: {names: A, values: B}
          recognise: {columns: [Sex], standardHeaders: 3}
        id: {letter: N}
        roles: [victim]
        standardFields: [ids, labels]
        cannotHold: [cas_Status]
        tables:
          visits: {columns: [Case ref], key: Case ref, single: true}
        fields:
          prs_Gender:
            from: Sex
            values: {1: Feminine, 2: {value: Masculine, relation: close, note: nearly}, 3: ~}
          prs_Citizenship: {from: Nation, values: {Moldavia: MD}}
          vic_TypeOfExploitation: {collect: {Forced: ForcedLabour, Other: {oneOf: [Other, ForcedMarriage]}}}
          con_Consent: {from: Consent, values: {ja: true, nein: false}}
          prs_Birthdate: [Born, {from: Birthday, as: date}]
        persons:
          - {each: members, roles: {victim: Is victim}, fields: {prs_Gender: Sex}, keep: all}
        keep: {Room: {as: room, in: person}, Custom*: {}}
        drop: {Notes: "names of others"}
        """

    static let faults = [
        Fault("mapping: good\n", ""), Fault("title: Nothing wrong here", "title:"), Fault("\"2.0\"", "\"1.0\""),
        Fault("title:", "titel:"), Fault("2026-01-31\nreviewed", "soon\nreviewed"),
        Fault("{by: Somebody, on", "{at"), Fault("[csv, xlsx]", "[csv, papyrus]"), Fault("[1, 2]", "[1, 2, 3]"),
        Fault("[1, 2]", "zero"), Fault("dd/MM/yyyy", "dd/MM/yy"), Fault("names: A, values: B", "names: A"),
        Fault("columns: [Sex]", "colums: [Sex]"), Fault("standardHeaders: 3", "standardHeaders: many"),
        Fault("{letter: N}", "{letter: \"7\"}"), Fault("[victim]", "[witness]"), Fault("[ids, labels]", "[names]"),
        Fault("[cas_Status]", "[cas_State]"), Fault(", key: Case ref", ""), Fault("single: true", "single: often"),
        Fault("prs_Gender:\n", "prs_Gendre:\n"), Fault("1: Feminine", "1: Female"),
        Fault("value: Masculine", "value: Male"), Fault("relation: close", "relation: similar"),
        Fault("value: Masculine, relation: close, ", ""), Fault("MD}", "Moldova}"),
        Fault("Forced: ForcedLabour", "Forced: Labour"), Fault("[Other, ForcedMarriage]", "[Other, Marriage]"),
        Fault("ja: true", "ja: perhaps"), Fault("as: date", "as: day"),
        Fault("from: Birthday", "constant: 2019, from: B"),
        Fault("Birthday, as: date", "Birthday, ass: date"), Fault("from: Consent, ", ""),
        Fault("fields: {prs_Gender: Sex}, keep", "fields: {cas_Status: Sex}, keep"),
        Fault("{victim: Is victim}", "{witness: Is}"), Fault("keep: all", "keep: some"),
        Fault("in: person", "in: house"), Fault("\"names of others\"", "~"), Fault("\"names of others\"", "\"\""),
    ]

    @Test func theSchemaIsOne() throws {
        let result = try Tool.run([Tool.python, "-m", "check_jsonschema", "--check-metaschema", Self.schema])
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func everyShippedMappingIsTaken() throws {
        let folder = Tool.package.appending(path: "Mappings")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(files.count >= 19)
        let result = try Tool.run(
            [Tool.python, "-m", "check_jsonschema", "--schemafile", Self.schema]
                + files.map { folder.appending(path: $0).path })
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func aGoodDocumentIsTakenByBoth() throws {
        let folder = try Folder()
        let path = try folder.file("good.yaml", Self.good)
        let result = try Tool.run([Tool.python, "-m", "check_jsonschema", "--schemafile", Self.schema, path])
        #expect(result.status == 0, "\(result.text)")
        let checked = try Tool.run([try #require(Tool.htcds), "mapping", "check", path])
        #expect(checked.status == 0, "\(checked.text)")
    }

    /// In one run, because a Python takes its time to start.
    @Test func faultsAreSeenByBoth() throws {
        let folder = try Folder()
        let paths = try Self.faults.enumerated().map { number, fault in
            try folder.file("fault-\(number).yaml", try fault.put(into: Self.good))
        }
        let result = try Tool.run(
            [Tool.python, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", Self.schema] + paths)
        let start = try #require(result.text.firstIndex(of: "{"))
        let report = try JSONSerialization.jsonObject(with: Data(result.text[start...].utf8)) as? [String: Any]
        let errors = try #require(report?["errors"] as? [[String: Any]])
        let refused = Set(errors.compactMap { $0["filename"] as? String })
        for (path, fault) in zip(paths, Self.faults) {
            #expect(refused.contains(path), "the schema takes \(fault.testDescription)")
            let checked = try Tool.run([try #require(Tool.htcds), "mapping", "check", path])
            #expect(checked.status == 78, "the reader takes \(fault.testDescription): \(checked.text)")
        }
    }
}
