import Foundation
import Testing

/// `htcds-2.0.record.schema.json`, as check-jsonschema reads it.
@Suite(.enabled(if: Tool.checkJSONSchema, Tool.whyNot("check-jsonschema"))) struct RecordJSONSchemaTests {
    static let good = """
        {"htcds": "2.0", "id": "2019-0017",
         "case": {"cas_Status": "Active", "cas_IncomingReferralDate": "2019-03-04", "cas_ReferringOrganisation": {"ref": "o1"}},
         "persons": [
           {"id": "p1", "prs_FirstName": "Mirabel", "prs_Gender": "Feminine", "prs_Citizenship": ["VN"],
            "prs_NumberOfChildren": 2, "consent": {"con_Consent": true},
            "victim": {"vic_TraffickingStatus": "ActualVictimOfTrafficking", "vic_MethodsOfControl": ["DebtBondage", "FalsePromises"],
                       "vic_ForcedLabourIndustry": ["F_Construction", "C_Manufacturing"],
                       "vic_RecruitmentWebsitesAndApps": ["4Sale", "A site of its own"]}},
           {"id": "p2", "prs_Gender": "Masculine", "perpetrator": {"group": true, "per_RoleInProcess": ["Transporter"]}},
           {"victim": {}}],
         "organizations": [{"id": "o1", "org_Name": "Shelter of Examples"}],
         "comments": [{"cco_CaseComment": "Calls in the evening"}],
         "events": [{"hte_Type": "Recruitment", "hte_Date": "2018-05", "hte_Country": "VN"}],
         "supportPlans": [{"spl_Type": "Legal"}],
         "extensions": {"Local ref": "A-12"},
         "provenance": {"source": "cases.xlsx", "sheet": "Case Sheet", "record": 17, "mapping": "htcds-excel-2.0"}}
        """

    private static let schema = Tool.schema("htcds-2.0.record.schema.json")

    private func check(_ document: String) throws -> (status: Int32, text: String) {
        let folder = try Folder()
        return try Tool.run([
            Tool.python, "-m", "check_jsonschema", "--schemafile", Self.schema, folder.file("record.json", document),
        ])
    }

    @Test func theSchemaIsOne() throws {
        let result = try Tool.run([Tool.python, "-m", "check_jsonschema", "--check-metaschema", Self.schema])
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func aGoodRecordIsTaken() throws {
        let result = try check(Self.good)
        #expect(result.status == 0, "\(result.text)")
    }

    private static let faults = [
        Fault("\"htcds\": \"2.0\"", "\"htcds\": \"1.0\""), Fault("\"id\": \"2019-0017\",", ""),
        Fault("\"Active\"", "\"active\""), Fault("2019-03-04", "04.03.2019"), Fault("2018-05", "2018-13"),
        Fault("[\"VN\"]", "\"VN\""), Fault("[\"VN\"]", "[]"), Fault("[\"VN\"]", "[\"VNM\"]"),
        Fault("[\"VN\"]", "[\"VN\", \"VN\"]"),
        Fault("\"Mirabel\"", "\"\""), Fault("\"Mirabel\"", "null"), Fault("\"prs_FirstName\"", "\"prs_First_Name\""),
        Fault("\"con_Consent\": true", "\"con_Consent\": \"true\""),
        Fault("\"prs_NumberOfChildren\": 2", "\"prs_NumberOfChildren\": \"2\""),
        Fault("{\"ref\": \"o1\"}", "{\"ref\": \"o1\", \"name\": \"x\"}"), Fault("{\"ref\": \"o1\"}", "17"),
        Fault("[{\"spl_Type\": \"Legal\"}]", "[{}]"), Fault("[{\"spl_Type\": \"Legal\"}]", "[]"),
        Fault("{\"Local ref\": \"A-12\"}", "{\"Local ref\": 12}"), Fault("\"record\": 17", "\"record\": 0"),
        Fault("\"consent\": {\"con_Consent\": true}", "\"con_Consent\": true"),
        Fault("\"Masculine\"", "[\"Masculine\"]"),
    ]

    /// In one run, because a Python takes its time to start.
    @Test func faultsAreSeen() throws {
        let folder = try Folder()
        let files = try Self.faults.enumerated().map { number, fault in
            try folder.file("fault-\(number).json", fault.put(into: Self.good))
        }
        let result = try Tool.run(
            [Tool.python, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", Self.schema] + files)
        #expect(result.status == 1, "\(result.text)")
        for (file, fault) in zip(files, Self.faults) { #expect(result.text.contains("\"\(file)\""), "\(fault)") }
    }

    @Test(.enabled(if: Tool.htcds != nil, "HTCDS_BINARY names no htcds"))
    func whatConvertWritesIsTaken() throws {
        let folder = try Folder()
        let output = folder.url.appending(path: "cases.ndjson").path
        let sample = Tool.package.appending(path: "Examples/htcds/cases.csv").path
        let result = try Tool.run([
            try #require(Tool.htcds), "convert", sample, "--to", "ndjson", "--output", output, "--quiet",
        ])
        #expect(result.status == 0, "\(result.text)")
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        #expect(!lines.isEmpty)
        let files = try lines.enumerated().map { try folder.file("\($0.offset).json", String($0.element)) }
        let verdict = try Tool.run([Tool.python, "-m", "check_jsonschema", "--schemafile", Self.schema] + files)
        #expect(verdict.status == 0, "\(verdict.text)")
    }
}
