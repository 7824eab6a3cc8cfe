import Foundation
import Testing

@testable import HTCDSModel

@Suite("What is not canonical is normalised once, and told")
struct NormalisationTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let given: String
        let canonical: String
        let notes: [String]
        var testDescription: String { given }

        /// - Parameters: What stands in the record beside version and id, before and after.
        init(_ given: String, _ canonical: String, _ notes: String...) {
            self.given = #"{"htcds": "2.0", "id": "1", "# + given + "}"
            self.canonical = #"{"htcds": "2.0", "id": "1""# + (canonical.isEmpty ? "" : ", ") + canonical + "}"
            self.notes = notes
        }
    }

    static let examples = [
        Example(#""case": null"#, "", "/case nullDropped"),
        Example(#""case": {}"#, "", "/case emptyDropped"),
        Example(#""case": {"cas_Status": null}"#, "", "/case/cas_Status nullDropped", "/case emptyDropped"),
        Example(#""persons": []"#, "", "/persons emptyDropped"),
        Example(
            #""persons": [{}, null, {"victim": {}}]"#, #""persons": [{"victim": {}}]"#,
            "/persons/0 emptyDropped", "/persons/1 nullDropped"),
        Example(#""persons": {"victim": {}}"#, #""persons": [{"victim": {}}]"#, "/persons valueMadeArray"),
        Example(
            #""persons": [{"id": "p", "victim": null, "consent": {}}]"#, #""persons": [{"id": "p"}]"#,
            "/persons/0/victim nullDropped", "/persons/0/consent emptyDropped"),
        Example(
            #""persons": [{"prs_FirstName": "", "victim": {"vic_MethodsOfControl": []}}]"#,
            #""persons": [{"victim": {}}]"#,
            "/persons/0/prs_FirstName emptyDropped", "/persons/0/victim/vic_MethodsOfControl emptyDropped"),
        Example(
            #""persons": [{"prs_NumberOfChildren": "2"}]"#, #""persons": [{"prs_NumberOfChildren": 2}]"#,
            "/persons/0/prs_NumberOfChildren textMadeNumber"),
        Example(
            #""persons": [{"prs_Deceased": "true"}]"#, #""persons": [{"prs_Deceased": true}]"#,
            "/persons/0/prs_Deceased textMadeBoolean"),
        Example(
            #""persons": [{"prs_IdentityNumber": 120, "prs_Birthdate": 1990}]"#,
            #""persons": [{"prs_IdentityNumber": "120", "prs_Birthdate": "1990"}]"#,
            "/persons/0/prs_IdentityNumber numberMadeText", "/persons/0/prs_Birthdate numberMadeText"),
        Example(
            #""persons": [{"prs_Citizenship": "VN"}]"#, #""persons": [{"prs_Citizenship": ["VN"]}]"#,
            "/persons/0/prs_Citizenship valueMadeArray"),
        Example(
            #""persons": [{"prs_Citizenship": ["VN", "FR", "VN", null, ""]}]"#,
            #""persons": [{"prs_Citizenship": ["VN", "FR"]}]"#,
            "/persons/0/prs_Citizenship/2 duplicateDropped", "/persons/0/prs_Citizenship/3 nullDropped",
            "/persons/0/prs_Citizenship/4 emptyDropped"),
        Example(
            #""persons": [{"prs_Gender": ["Feminine"]}]"#, #""persons": [{"prs_Gender": "Feminine"}]"#,
            "/persons/0/prs_Gender arrayMadeValue"),
        Example(
            #""case": {"new~/key": [1, {"a": null}]}"#, #""case": {"extensions": {"new~/key": "[1,{\"a\":null}]"}}"#,
            "/case/new~0~1key unknownKeyKept"),
        Example(#""gone": null, "void": {}"#, "", "/gone nullDropped", "/void emptyDropped"),
        Example(
            #""a": "new", "extensions": {"a": "old"}"#, #""extensions": {"a": "old", "a (2)": "new"}"#,
            "/a unknownKeyKept"),
        Example(
            #""extensions": {"a": 1.5, "b": true, "c": null, "d": "", "e": "x"}"#,
            #""extensions": {"a": "1.5", "b": "true", "e": "x"}"#,
            "/extensions/a extensionMadeText", "/extensions/b extensionMadeText", "/extensions/c nullDropped",
            "/extensions/d emptyDropped"),
        Example(
            #""case": {"cas_CaseOwner": {"ref": "p1", "name": "N"}}"#,
            #""case": {"cas_CaseOwner": {"ref": "p1"}, "extensions": {"cas_CaseOwner.name": "N"}}"#,
            "/case/cas_CaseOwner/name unknownKeyKept"),
        Example(
            #""provenance": {"record": "17"}"#, #""provenance": {"record": 17}"#, "/provenance/record textMadeNumber"),
    ]

    @Test("each with its place", arguments: examples)
    func normalised(_ example: Example) throws {
        let (record, normalisations) = try CaseRecord.decode(json: example.given.utf8)
        let json = try record.encodedJSON()
        #expect(try JSONParser.parse(json) == value(example.canonical))
        #expect(notes(normalisations) == example.notes)
        #expect(try CaseRecord.decode(json: json).normalisations.isEmpty)
        #expect(try JSONDecoder().decode(CaseRecord.self, from: Data(example.given.utf8)) == record)
    }

    @Test("every kind of normalisation has an example")
    func complete() {
        let told = Set(Self.examples.flatMap(\.notes).compactMap { $0.split(separator: " ").last.map(String.init) })
        let others: Set = ["versionAssumed", "idFromRecordNumber"]
        #expect(told.union(others) == Set(Normalisation.Kind.allCases.map(\.rawValue)))
    }

    @Test("a record without version or id")
    func versionAndID() throws {
        let (record, normalisations) = try CaseRecord.decode(json: "{}".utf8, recordNumber: 17)
        #expect(record == CaseRecord(id: "17"))
        #expect(notes(normalisations) == [" versionAssumed", " idFromRecordNumber"])
        #expect(try CaseRecord.decode(json: #"{"htcds": 2, "id": 5}"#.utf8).record.id == "5")
        #expect(decodingError(#"{"htcds": "2.0"}"#)?.context?.debugDescription.contains("id") == true)
    }

    @Test("records of other versions are refused, not misread", arguments: [#""1.0""#, "1", #""2.1""#, "[2]"])
    func otherVersion(_ version: String) {
        #expect(decodingError("{\"htcds\": \(version), \"id\": \"1\"}")?.path == ["htcds"])
    }
}
