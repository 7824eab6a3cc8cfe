import Foundation
import Testing

/// `validate --fix-mapping`: the mapping with the values that would repair what is in no code list.
@Suite("The mapping that repairs values")
struct FixMappingTests {
    private static let table = """
        id,prs_FirstName,prs_Gender,vic_MethodsOfControl,prs_Citizenship,cas_Status,prs_Email
        1,CANARYANA,Femenine,DebtBondage;FalsPromises,VN,Acitve,
        2,CANARYBO,Feminin,DebtBondage,Frannce,Fermee,
        3,CANARYCY,FEMENINE,,Vietnam,Active,
        4,CANARYDI,Feminine,,Vietnam,Closed,

        """

    private func errors(_ run: RunResult) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in try run.json()["rules"].items where row["severity"].text == "error" {
            counts["\(row["rule"].text ?? "") \(row["field"].text ?? "")"] = row["count"].integer
        }
        return counts
    }

    private func validate(_ folder: Scratch, _ more: String...) throws -> RunResult {
        try CommandLine.htcds(["validate", "d.csv", "--format", "json"] + more, in: folder)
    }

    @Test("With it the same data has no error left, and the mapping is otherwise the one it was")
    func repairs() throws {
        let folder = try Scratch()
        try folder.file("d.csv", Self.table)
        let first = try validate(folder, "--fix-mapping", "fix.yaml")
        #expect(first.status == 1)
        #expect(try errors(first).values.reduce(0, +) == 7)
        let second = try validate(folder, "--mapping", "fix.yaml")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try errors(second).isEmpty)
        #expect(first.errors.contains("fix.yaml holds words from the data, because you asked for them"))
        #expect(first.errors.contains("proposes codes for 6 words"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("fix.yaml"))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        // The text of the mapping stands in it, line for line.
        let original = try String(
            contentsOf: Place.package.appendingPathComponent("Mappings/htcds.yaml"), encoding: .utf8)
        let text = try folder.text("fix.yaml")
        #expect(text.contains(original.trimmingCharacters(in: .newlines)))
        #expect(text.contains("    \"FEMENINE\": \"Feminine\"  # 2 cells; not confirmed yet\n"))
        #expect(try CommandLine.htcds("mapping", "check", "fix.yaml", in: folder).status == 0)
        #expect(try folder.names() == ["d.csv", "fix.yaml"])
        // The report does not change by it.
        #expect(
            try validate(folder, "--as-of", "2026-01-31").output
                == validate(folder, "--as-of", "2026-01-31", "--fix-mapping", "g.yaml").output)
    }

    @Test(
        "A word of another language, with a slip, leads to its code",
        arguments: [
            ("cas_Status", "Clotture", "Closed"), ("cas_Status", "Actiff", "Active"),
            ("prs_Gender", "Femminin", "Feminine"),
        ])
    func translations(_ field: String, _ word: String, _ code: String) throws {
        let folder = try Scratch()
        try folder.file("d.csv", "id,prs_FirstName,\(field)\n1,X,\(word)\n")
        let run = try validate(folder)
        let found = try run.json()["findings"].items.first { $0["rule"].text == "value.not-in-code-list" }
        #expect(found?["suggestion"].text == code)
    }

    @Test("Words that may be a person's are not written, nor those that no code is near")
    func canaries() throws {
        let folder = try Scratch()
        let words = [
            "CANARYNAME", "+41 44 668 18 00", "canary@example.org", "12/03/1990", "8501121234567", "Canary Xu Wei",
        ]
        try folder.file(
            "d.csv", "id,prs_FirstName,prs_Gender\n" + words.map { "1,X,\($0)\n" }.joined() + "9,X,Femenine\n")
        let run = try validate(folder, "--fix-mapping", "fix.yaml")
        #expect(run.status == 1)
        let text = try folder.text("fix.yaml")
        for word in words { #expect(!text.contains(word), "\(word)") }
        #expect(text.contains("\"Femenine\": \"Feminine\""))
        #expect(text.contains("no code is near"))
    }

    @Test("Rows of before stay, in every way a document may be written")
    func again() throws {
        let folder = try Scratch()
        try folder.file("d.csv", Self.table)
        let head = "mapping: own\ntitle: Own\nstandard: \"2.0\"\n"
        let documents = [
            head + "values: {prs_Gender: {w: Feminine}}\nstandardFields: [ids]\n",
            head + "values:\n  prs_Gender:\n    w: Feminine\n  cas_Status: {zu: Closed}\nstandardFields: [ids]\n...\n",
            head + "fields:\n  prs_Gender: {from: prs_Gender, values: {w: Feminine}}\nstandardFields: [ids]\n",
            "{\"mapping\": \"own\", \"title\": \"Own\", \"standard\": \"2.0\", \"standardFields\": [\"ids\"], \"fields\": "
                + "{\"prs_Gender\": {\"from\": [\"Sex\", \"prs_Gender\"], \"values\": {\"w\": {\"value\": \"Feminine\", "
                + "\"note\": \"a \\\"note\\\"\"}}}}}",
        ]
        for document in documents {
            try folder.file("own.yaml", document)
            #expect(try validate(folder, "--mapping", "own.yaml", "--fix-mapping", "fix.yaml").status == 1)
            let run = try validate(folder, "--mapping", "fix.yaml")
            #expect(run.status == 0, "\(run.everything)")
            try folder.file("e.csv", "id,prs_FirstName,prs_Gender\n1,X,w\n2,X,Femenine\n")
            let old = try CommandLine.htcds("validate", "e.csv", "--mapping", "fix.yaml", in: folder)
            #expect(old.status == 0, "\(old.everything)")
        }
    }

    @Test(
        "A mapping as editors of Windows write it is repaired, in every way",
        arguments: ["", "\u{FEFF}"], ["\n", "\r\n"])
    func windows(_ mark: String, _ end: String) throws {
        let folder = try Scratch()
        try folder.file("d.csv", Self.table)
        for values in ["", "values:\n  prs_Gender: {w: Feminine}\n"] {
            let document = "mapping: own\ntitle: Own  # stays\nstandard: \"2.0\"\n\(values)standardFields: [ids]\n"
            try folder.file("own.yaml", mark + document.replacingOccurrences(of: "\n", with: end))
            #expect(try validate(folder, "--mapping", "own.yaml", "--fix-mapping", "fix.yaml").status == 1)
            let run = try validate(folder, "--mapping", "fix.yaml")
            #expect(run.status == 0, "\(run.everything)")
            let bytes = try folder.content("fix.yaml")
            #expect(!bytes.contains(0x0D) && bytes.range(of: Data([0xEF, 0xBB, 0xBF])) == nil)
            #expect(try folder.text("fix.yaml").contains("title: Own  # stays\n"))
        }
    }

    @Test("A second round keeps every line of the first, its marks and comments, and puts new rows in")
    func secondRound() throws {
        let folder = try Scratch()
        try folder.file("d.csv", "id,prs_FirstName,prs_Gender\n1,X,Femenine\n2,X,Quorble\n")
        #expect(try validate(folder, "--fix-mapping", "one.yaml").status == 1)
        let first = try folder.text("one.yaml")
            .replacingOccurrences(of: "values:\n", with: "values:  # ours\n  # the desk's list\n")
        try folder.file("one.yaml", first)
        try folder.file(
            "d.csv", "id,prs_FirstName,prs_Gender,cas_Status\n1,X,Femenine,Acitve\n2,X,Feminin,\n3,X,Quorble,\n")
        #expect(try validate(folder, "--mapping", "one.yaml", "--fix-mapping", "two.yaml").status == 1)
        let second = try folder.text("two.yaml")
        for line in first.split(separator: "\n") { #expect(second.contains(line + "\n"), "\(line)") }
        #expect(second.contains("    \"Feminin\": \"Feminine\"  # 1 cell; not confirmed yet\n"))
        #expect(second.contains("  cas_Status:\n    \"Acitve\": \"Active\"  # 1 cell; not confirmed yet\n"))
        #expect(second.components(separatedBy: "that no code is near").count == 2)
        #expect(try CommandLine.htcds("mapping", "check", "two.yaml", in: folder).status == 0)
    }

    @Test("A section in braces is written anew, or its field is, and nothing of it is lost")
    func braces() throws {
        let folder = try Scratch()
        try folder.file("d.csv", Self.table)
        let head = "mapping: own\ntitle: Own\nstandard: \"2.0\"\nstandardFields: [ids]\nvalues:"
        let sections = [
            "\n  # above\n  prs_Gender: {w: Feminine}  # behind\n  cas_Status:\n    zu: Closed  # 3 cells; not confirmed yet\n",
            "\n  prs_Gender: {w: Feminine,\n    v: Masculine}\n  cas_Status:\n    zu: Closed  # 3 cells; not confirmed yet\n",
        ]
        for section in sections {
            try folder.file("own.yaml", head + section)
            #expect(try validate(folder, "--mapping", "own.yaml", "--fix-mapping", "fix.yaml").status == 1)
            let text = try folder.text("fix.yaml")
            #expect(
                text.contains("Closed\"  # 3 cells; not confirmed yet\n")
                    || text.contains("zu: Closed  # 3 cells; not confirmed yet\n"))
            #expect(text.contains("\"w\": \"Feminine\""))
            if section.contains("behind") { #expect(text.contains("  # above\n  prs_Gender:  # behind\n")) }
            #expect(try validate(folder, "--mapping", "fix.yaml").status == 0)
        }
    }

    @Test("Nothing to repair: no file, and it is said")
    func nothing() throws {
        let folder = try Scratch()
        try folder.file("d.csv", "id,prs_FirstName,prs_Gender\n1,X,Feminine\n")
        let run = try validate(folder, "--fix-mapping", "fix.yaml")
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("Nothing to repair in the mapping"))
        #expect(try folder.names() == ["d.csv"])
    }

    @Test("More words than anybody reads: a bound, and what it left out")
    func bound() throws {
        let folder = try Scratch()
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        // Each is Feminine with two letters behind it.
        let words = letters.flatMap { first in
            letters.flatMap { second in ["", "x"].map { "Feminin\($0)\(first)\(second)" } }
        }
        try folder.file("d.csv", "id,prs_FirstName,prs_Gender\n" + words.map { "1,X,\($0)\n" }.joined())
        #expect(try validate(folder, "--fix-mapping", "fix.yaml").status == 1)
        let text = try folder.text("fix.yaml")
        #expect(text.components(separatedBy: "not confirmed yet").count - 1 == 1_000)
        #expect(text.contains("too many different words"))
    }

    @Test("64 and 73: no name for a file, a folder, the mapping itself")
    func refusals() throws {
        let folder = try Scratch()
        try folder.file("d.csv", Self.table)
        try folder.file("own.yaml", "mapping: own\ntitle: Own\nstandard: \"2.0\"\nstandardFields: [ids]\n")
        #expect(try validate(folder, "--fix-mapping", "-").status == 64)
        #expect(try validate(folder, "--fix-mapping", ".").status == 73)
        #expect(try validate(folder, "--mapping", "own.yaml", "--fix-mapping", "own.yaml").status == 64)
        #expect(try validate(folder, "--fix-mapping", "x", "--annotate", "x").status == 64)
        #expect(try folder.names() == ["d.csv", "own.yaml"])
    }

    @Test("What a mapping cannot say exactly is nothing to repair")
    func losses() throws {
        let folder = try Scratch()
        try folder.file("own.csv", "case,sex\n1,f\n2,other words\n")
        try folder.file(
            "own.yaml",
            """
            mapping: own
            title: For the test
            standard: "2.0"
            source: {formats: [csv]}
            id: case
            fields:
              prs_Gender: {from: sex, values: {f: Feminine, other words: {relation: none, note: no such code}}}
            """)
        let run = try CommandLine.htcds(
            "validate", "own.csv", "--mapping", "own.yaml", "--fix-mapping", "fix.yaml", "--fail-on", "never", "-o",
            "report.txt", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("Nothing to repair"), "\(run.errors)")
        #expect(try !folder.names().contains("fix.yaml"))
    }
}
