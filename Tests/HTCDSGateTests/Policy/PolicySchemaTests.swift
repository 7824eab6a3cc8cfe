import Foundation
import HTCDSGate
import HTCDSSpec
import TestSupport
import Testing

/// `Schemas/policy.schema.json`, as check-jsonschema reads it beside YAML.
@Suite("The JSON Schema of policies")
struct PolicySchemaTests {
    static let good = """
        consent: {refused: withhold, notStated: pass}
        policy: good
        about: For the test
        reason: Agreed
        status: {admitted: [ActualVictimOfTrafficking], notStated: withhold}
        judgedBy: {profile: exchange, acceptance: house.yaml, rules: {privacy.identifier-present: info}}
        quarantined: 2.5 %
        k: 7
        rareValues: suppress
        reportingLength: 4
        row: link
        subject: {column: subject, key: {environment: OUR_KEY}}
        quasiIdentifiers: [gender, ageBand]
        sensitive: control
        attributes:
          gender: {from: prs_Gender, of: victim, values: {Feminine: Woman}, otherwise: Other}
          listed: {from: prs_Gender, values: [Feminine, Masculine], several: first, zeros: false}
          any: {from: vic_MethodsOfControl, any: [DebtBondage, TakesEarnings], zeros: true}
          control: {from: vic_MethodsOfControl, several: columns}
          ageBand: {from: prs_Birthdate, as: age-band, bands: [0, 18], open: true, at: cas_IncomingReferralDate}
          referred: {from: cas_IncomingReferralDate, as: quarter}
          age: {from: vic_AgeWhenTrafficked, bands: [0, 9, 18]}
          country: {from: hte_Country, where: {hte_Type: [Exploitation]}, as: country-3}
          relation: {kept: Relation, of: perpetrator, split: ";", several: {join: ";"}}
          year: {anyOf: [{kept: year, as: year}, {from: cas_IncomingReferralDate, as: year}], several: drop}

        """

    /// What stands in the good document, and what takes its place.
    static let faults: [(String, String)] = [
        ("consent: {refused: withhold, notStated: pass}\n", ""), ("refused: withhold", "refused: never"),
        ("{refused: withhold, notStated: pass}", "maybe"), ("refused: withhold", "refusd: withhold"),
        ("policy: good\n", ""), ("policy: good", "policy: go od"), ("about:", "abuot:"),
        ("admitted: [Actual", "admitted: [actual"), ("admitted: [ActualVictimOfTrafficking]", "admitted: []"),
        ("admitted: [ActualVictimOfTrafficking], ", ""), ("notStated: withhold}", "notStated: x}"),
        ("status: {admitted: [ActualVictimOfTrafficking], notStated: withhold}\n", ""),
        ("profile: exchange", "profiles: exchange"), ("privacy.identifier-present", "Privacy"), ("info}}", "off}}"),
        ("2.5 %", "2.5"), ("2.5 %", "101 %"), ("k: 7", "k: 0"), ("k: 7", "k: some"), ("suppress", "hide"),
        ("reportingLength: 4", "reportingLength: 11"), ("row: link", "row: case"), ("column: subject, ", ""),
        ("column: subject", "column: \"a;b\""), ("environment: OUR_KEY", "environment: OUR KEY"),
        ("environment: OUR_KEY", "environment: A, file: b"), ("{environment: OUR_KEY}", "secret"),
        ("[gender, ageBand]", "[gender, gender]"), ("[gender, ageBand]", "{gender: x}"),
        ("  gender: {", "  \"a:b\": {"),
        ("from: prs_Gender, of: victim", "from: prs_FirstName, of: victim"), ("of: victim", "of: everybody"),
        ("values: {Feminine: Woman}, ", ""), ("Feminine: Woman", "Feminine: \"a;b\""),
        ("Feminine: Woman", "Feminine: 0"),
        ("{Feminine: Woman}", "{}"), ("[Feminine, Masculine]", "[]"), ("several: first", "several: second"),
        ("zeros: false", "zeros: never"), ("any: [DebtBondage, TakesEarnings]", "any: []"),
        ("any: [DebtBondage, TakesEarnings]", "any: [DebtBondage], several: first"),
        ("any: [DebtBondage, TakesEarnings]", "any: [DebtBondage], as: keep"),
        ("{from: vic_MethodsOfControl, several: columns}", "{several: columns}"),
        ("as: age-band, bands: [0, 18], open: true", "as: age-band"), ("as: age-band", "as: year"),
        ("as: age-band", "as: keep"), ("at: cas_IncomingReferralDate", "at: prs_Birthdate"),
        ("as: quarter", "as: month"),
        ("as: quarter", "as: keep"),
        ("{from: cas_IncomingReferralDate, as: quarter}", "{from: cas_IncomingReferralDate}"),
        ("bands: [0, 9, 18]", "bands: [9]"), ("bands: [0, 9, 18]", "bands: [-1, 9]"),
        ("bands: [0, 9, 18]", "bands: [0, 9, 9]"), ("bands: [0, 9, 18]", "open: true"),
        ("bands: [0, 9, 18]", "at: as-of"), ("{hte_Type: [Exploitation]}", "{hte_Typ: [Exploitation]}"),
        ("{hte_Type: [Exploitation]}", "{}"), ("where: {hte_Type: [Exploitation]}", "split: \";\""),
        ("from: vic_AgeWhenTrafficked", "where: {hte_Type: Transit}, from: vic_AgeWhenTrafficked"),
        ("kept: Relation", "kept: Relation, where: {hte_Type: Transit}"), ("kept: Relation", "kept: \"\""),
        ("split: \";\"", "split: \"\""), ("join: \";\"", "join: \":\""), ("{join: \";\"}", "{}"),
        ("[{kept: year, as: year}, {from: cas_IncomingReferralDate, as: year}]", "[]"),
        ("{kept: year, as: year}", "{kept: year, as: year, several: first}"), ("several: drop", "of: victim"),
    ]

    private static let path = Checkout.root.appending(path: "Schemas/policy.schema.json").path
    private static let python = ProcessInfo.processInfo.environment["HTCDS_TEST_PYTHON"] ?? "python3"
    private static let hasChecker: Bool = {
        let result = try? Spawn.capture([python, "-m", "check_jsonschema", "--version"])
        if result?.status != 0 { print("skipped: check-jsonschema is not installed; `make test` brings it") }
        return result?.status == 0
    }()

    /// The numbers of the documents that the schema refuses, in one run, because a Python takes its time to start.
    static func refused(_ documents: [String]) throws -> Set<Int> {
        let folder = FileManager.default.temporaryDirectory.appending(path: "policies-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try documents.enumerated().map { number, document in
            let file = folder.appending(path: "\(number).yaml")
            try Data(document.utf8).write(to: file)
            return file.path
        }
        let result = try Spawn.capture(
            [python, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", path] + files)
        let report = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
        #expect((report["parse_errors"] as? [Any])?.isEmpty != false)
        let errors = report["errors"] as? [[String: Any]] ?? []
        let names = Set(errors.compactMap { $0["filename"] as? String })
        return Set(files.indices.filter { names.contains(files[$0]) })
    }

    private static func isRead(_ yaml: String) -> Bool {
        (try? PolicyReader.read(yaml: yaml, name: "test.yaml", isShipped: true)) != nil
    }

    @Test("The schema is one", .enabled(if: hasChecker, "check-jsonschema is not installed"))
    func isSchema() throws {
        let result = try Spawn.capture([Self.python, "-m", "check_jsonschema", "--check-metaschema", Self.path])
        #expect(result.status == 0, "\(String(decoding: result.output + result.errors, as: UTF8.self))")
    }

    @Test(
        "It takes every shipped policy, and the good document",
        .enabled(if: hasChecker, "check-jsonschema is not installed"))
    func takesWhatIsGood() throws {
        let documents = PolicyCatalogue.names.compactMap { PolicyCatalogue.yaml($0) } + [Self.good]
        #expect(try Self.refused(documents) == [])
        #expect(documents.allSatisfy { Self.isRead($0) })
    }

    @Test("Faults are seen by it and by the reader", .enabled(if: hasChecker, "check-jsonschema is not installed"))
    func faultsAreSeenByBoth() throws {
        let documents = try Self.faults.map { old, new in
            try #require(Self.good.contains(old), "the document does not hold \(old)")
            return Self.good.replacing(old, with: new, maxReplacements: 1)
        }
        let refused = try Self.refused(documents)
        for (number, (old, new)) in Self.faults.enumerated() {
            #expect(refused.contains(number), "the schema takes \(old) -> \(new)")
            #expect(!Self.isRead(documents[number]), "the reader takes \(old) -> \(new)")
        }
    }

    @Test("The fields that leave by it are those that the reader lets leave")
    func fields() throws {
        let data = try Data(contentsOf: URL(filePath: Self.path))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let all = HTCDSStandard.v2_0.fields.map(\.id)
        #expect(definitions["field"]?["enum"] as? [String] == all)
        let leaving = all.filter { id in
            ["", ", as: year"].contains {
                Self.isRead("consent: required\npolicy: p\nstatus: any\nattributes: {a: {from: \(id)\($0)}}\n")
            }
        }
        for part in ["single", "source"] {
            let properties = definitions[part]?["properties"] as? [String: [String: Any]]
            #expect(properties?["from"]?["enum"] as? [String] == leaving)
        }
    }
}
