import Foundation
import Testing

@Suite("What an export covers")
struct MappingCoverageTests {
    private static let mapping = """
        mapping: shelter
        title: A shelter
        standard: "2.0"
        cannotHold: [prs_HomePhone]
        roles: [victim]
        fields:
          prs_FirstName: Name
          prs_Gender: {from: Sex, values: {F: Feminine, "#9": {relation: none}, Mixed group X: ~}}
          prs_Birthdate: Born
          prs_Citizenship: Nation
          prs_PrimaryLanguage: Language
          vic_MethodsOfControl: {from: Means, split: ";"}
          con_Consent: Agreed
          cas_Status: Outcome
          prs_Title: Job
        """

    private static func cover(
        _ rows: [[String]], header: [String], _ more: String..., encoded: Data? = nil
    ) throws -> RunResult {
        let folder = try Scratch()
        try folder.file("shelter.yaml", mapping)
        try folder.file("cases.csv", encoded ?? Data(CanaryTests.csv(rows, header: header).utf8))
        return try CommandLine.htcds(
            ["mapping", "coverage", "cases.csv", "--mapping", "shelter.yaml"] + more, in: folder)
    }

    private static func field(_ report: JSON, _ id: String) -> JSON {
        report["fields"].items.first { $0["field"].text == id } ?? .null
    }

    /// `value: count`, and how often a value was not told, over all columns of a field.
    private static func misfits(_ report: JSON, _ id: String) -> (shown: [String: Int], hidden: Int) {
        var shown: [String: Int] = [:]
        var hidden = 0
        for misfits in field(report, id)["misfits"].items {
            for value in misfits["shown"].items { shown[value["value"].text ?? ""] = value["count"].integer }
            hidden += misfits["hidden"].integer ?? 0
        }
        return (shown, hidden)
    }

    @Test("each core field is present, mapped or missing, with how much of it matches")
    func states() throws {
        let header = ["Name", "Sex", "Born", "Nation", "Means", "Job", "Hobby"]
        let rows = [
            ["A", "F", "2001-02-03", "MD", "DebtBondage;Familial;DebtBondage", "", "x"],
            ["B", "Feminine", "soon", "Moldova", "DebtBondage; other words; FalsePromises", "", "x"],
            ["C", "Familial", "", "nowhere", "", "", "x"], ["D", "woman", "2001", "", "", "", ""],
        ]
        let result = try Self.cover(rows, header: header, "--format", "json")
        #expect(result.status == 0, "\(result.errors)")
        let report = try result.json()
        #expect(report["records"].integer == 4)
        #expect(report["unusedColumns"].texts == ["Hobby"])
        func tells(_ id: String) -> [String] {
            let field = Self.field(report, id)
            return [
                field["state"].text ?? "", "\(field["filled"].integer ?? -1)", "\(field["matched"].integer ?? -1)",
                field["why"].text ?? "",
            ]
        }
        #expect(tells("prs_FirstName") == ["present", "4", "4", ""])
        #expect(tells("prs_Gender") == ["present", "4", "2", ""])
        #expect(tells("prs_Birthdate") == ["present", "3", "2", ""])
        #expect(tells("prs_Citizenship") == ["present", "3", "2", ""])
        #expect(tells("vic_MethodsOfControl") == ["present", "2", "0", ""])
        #expect(tells("prs_Title") == ["mapped", "0", "0", ""])
        #expect(tells("cas_Status") == ["missing", "0", "0", "the mapping's columns for it are not in the file"])
        #expect(tells("prs_HomePhone") == ["missing", "0", "0", "this kind of export has no place for it"])
        #expect(tells("prs_Email") == ["missing", "0", "0", "the mapping has nothing for it"])
        // A public code of another list is told even once, a word for a category only from ten on.
        #expect(Self.misfits(report, "prs_Gender").shown == ["Familial": 1])
        #expect(Self.misfits(report, "prs_Gender").hidden == 1)
        #expect(Self.misfits(report, "vic_MethodsOfControl").shown == ["Familial": 1])
        #expect(Self.misfits(report, "vic_MethodsOfControl").hidden == 1)
        let table = try Self.cover(rows, header: header).text
        #expect(table.contains("COLUMNS THAT NOTHING USES\n  Hobby\n"))
        #expect(table.split(separator: "\n").contains { $0.contains("prs_Gender") && $0.contains("50.0 %") })
    }

    /// Values that are somebody's, or might be.
    static let somebodys = [
        "Zylphora", "zylphora", "ZYLPHORA", "Zylphora Quorvane", "zylphora quorvane", "Maria", "maria lopez", "Georgia",
        "Jordan", "Chad", "Grace", "Will", "A B", "O.K.", "Woman Zylphora", "zylphora.quorvane@example.org",
        "+999 135 7001", "9991357", "1913-07-14", "14.07.1913", "July 1913", "ZQX-48151", "Flat 9", "woman 35",
        "she said that the other person is a partner of the woman", "Мария", "ماريا", "玛丽亚", "https://example.org/z",
    ]

    @Test("nothing that may be somebody's is told, however often it stands there", arguments: ["table", "json"])
    func canary(_ format: String) throws {
        let header = ["Name", "Sex", "Born", "Nation", "Language", "Means", "Agreed", "Outcome", "Job"]
        var rows: [[String]] = []
        for value in Self.somebodys {
            rows += Array(repeating: Array(repeating: value, count: header.count), count: 25)
            rows += Array(
                repeating: header.map { $0 == "Means" ? "DebtBondage;\(value);woman" : value }, count: 2)
        }
        let result = try Self.cover(rows, header: header, "--format", format)
        #expect(result.status == 0, "\(result.errors)")
        for value in Self.somebodys + ["quorvane", "lopez", "48151", "1913"] {
            // What stands in quotes is a value; headings and ids may hold the same letters.
            #expect(!result.everything.contains("\"\(value)\""), "\(value)")
            if value.count > 5 { #expect(!result.everything.lowercased().contains(value.lowercased()), "\(value)") }
        }
        // The same words where they are no one's name.
        #expect(result.text.contains("\"woman\""))
    }

    @Test("words for categories are told from ten on, and none of very many")
    func frequent() throws {
        let header = ["Sex", "Agreed", "Outcome"]
        var rows = Array(repeating: ["woman", "not stated", "in progress"], count: 10)
        rows += Array(repeating: ["girl", "Unbekannt", "On hold"], count: 9)
        rows += Array(repeating: ["#9", "Mixed group X", "Mixed group X"], count: 12)
        rows += Array(repeating: ["Mixed group X", "", ""], count: 12)
        let report = try Self.cover(rows, header: header, "--format", "json").json()
        #expect(Self.misfits(report, "prs_Gender").shown == ["woman": 10, "Mixed group X": 12])
        #expect(Self.misfits(report, "prs_Gender").hidden == 9 + 12)
        #expect(Self.misfits(report, "con_Consent").shown == ["not stated": 10])
        #expect(Self.misfits(report, "cas_Status").shown == ["in progress": 10])
        let many = rows + (0..<101).map { ["value\($0)", "", ""] }
        let crowded = try Self.cover(many, header: header, "--format", "json").json()
        #expect(Self.misfits(crowded, "prs_Gender").shown.isEmpty)
        #expect(Self.misfits(crowded, "prs_Gender").hidden == 10 + 9 + 12 + 12 + 101)
    }

    @Test("it does not depend on the number of threads, nor on starting again for an encoding")
    func threads() throws {
        let header = ["Sex", "Name"]
        let rows = (0..<40_000).map { [["F", "woman", "girl", "Maria", "Feminine"][$0 % 5], "A name, \($0)"] }
        let one = try Self.cover(rows, header: header, "--format", "json", "--threads", "1")
        let four = try Self.cover(rows, header: header, "--format", "json", "--threads", "4")
        #expect(one.status == 0)
        #expect(one.output == four.output)
        #expect(Self.misfits(try one.json(), "prs_Gender").shown == ["woman": 8000, "girl": 8000])
        // A letter of Windows-1252 far behind the first bytes.
        var bytes = Data(CanaryTests.csv(rows, header: header).utf8)
        bytes.append(Data("\"F\",\"Ren".utf8) + Data([0xE9]) + Data("\"\n".utf8))
        let again = try Self.cover([], header: header, "--format", "json", encoded: bytes)
        #expect(again.status == 0, "\(again.errors)")
        #expect(Self.field(try again.json(), "prs_Gender")["filled"].integer == 40_001)
        #expect(Self.misfits(try again.json(), "prs_Gender").shown == ["woman": 8000, "girl": 8000])
    }

    @Test("the published data set has the counts that Python finds")
    func published() throws {
        guard let file = Place.published("data/ctdc-victim-perpetrator-2022.csv"), Python.isThere else {
            print("skipped: the data set of CTDC is not at hand")
            return
        }
        let program = """
            import collections, csv, json, sys
            counts = collections.Counter()
            for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
                counts.update(part.strip() for part in row["IP_Relation"].split(";") if part.strip())
            json.dump(counts, sys.stdout)
            """
        let counted = try Python.run(["-c", program, file.path])
        let wanted = try counted.json()
        let report = try CommandLine.htcds("mapping", "coverage", file.path, "--format", "json").json()
        let (shown, hidden) = Self.misfits(report, "vic_RelationshipToTrafficker")
        #expect(!shown.isEmpty && hidden == 0)
        #expect(Set(shown.keys) == Set(wanted.keys))
        for (value, count) in shown { #expect(wanted[value].integer == count, "\(value)") }
    }

    @Test("wrong calls are refused, and an input is never overwritten")
    func refused() throws {
        #expect(try CommandLine.htcds("mapping", "coverage", "x.csv", "--format", "pdf").status == 64)
        #expect(try CommandLine.htcds("mapping", "coverage", "nowhere.csv").status == 66)
        let folder = try Scratch()
        try folder.file("cases.csv", "id,prs_Gender,cas_Status\n1,Feminine,Active\n")
        #expect(try CommandLine.htcds("mapping", "coverage", "cases.csv", "-o", "cases.csv", in: folder).status == 64)
    }
}
