import Foundation
import Testing

/// `htcds mapping draft`: what it proposes, what it leaves alone, and what it never writes.
@Suite("Drafts of mappings")
struct DraftTests {
    /// Examples whose records stand in one file with columns of a partner's own.
    static let drafted = Sample.all.filter { !$0.mapping.hasPrefix("htcds-records") }

    @Test("A draft of each example is a sound document and converts it", arguments: drafted)
    func sound(_ sample: Sample) throws {
        let folder = try Scratch()
        let draft = try CommandLine.htcds(["mapping", "draft", sample.paths[0], "-o", "draft.yaml"], in: folder)
        #expect(draft.status == 0, "\(draft.errors)")
        let check = try CommandLine.htcds("mapping", "check", "draft.yaml", in: folder)
        #expect(check.status == 0, "\(check.errors)")
        let run = try CommandLine.htcds(
            [
                "convert", sample.paths[0], "--mapping", "draft.yaml", "--to", "ndjson", "-o", "records.ndjson",
                "--quiet",
            ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try !JSON.lines(folder.content("records.ndjson")).isEmpty)
    }

    /// 90 % of the columns that have a field are proposed right and at most 2 % of the lines that stand are wrong: on
    /// every sample without knowledge of it, on headers in five other languages, and with a typing error in each.
    @Test(
        "Drafts are as good as they are said to be", arguments: ["shipped", "translated headers and", "in each header"])
    func quality(_ group: String) throws {
        guard Python.isThere else { return print("Skipped: no Python.") }
        let folder = try Scratch()
        let binary = try #require(Place.binary)
        let script = Place.package.appendingPathComponent("Benchmarks/draft/quality.py").path
        let run = try Python.run([script, binary, "--quick", "--only", group, "--json", "quality.json"], in: folder)
        #expect(run.status == 0, "\(run.everything)")
        let result = try JSON(folder.content("quality.json"))
        #expect(result.keys.count == 1)
        for key in result.keys {
            guard case .number(let right) = result[key]["rightShare"],
                case .number(let wrong) = result[key]["wrongShare"]
            else {
                Issue.record("no shares of \(key)")
                continue
            }
            #expect(right >= 0.90, "\(run.text)")
            #expect(wrong <= 0.02, "\(run.text)")
        }
    }

    @Test("Words of six languages, values and columns of yes and no are found, and what is vague is a comment")
    func proposals() throws {
        let folder = try Scratch()
        try folder.file(
            "liste.csv",
            """
            N° de dossier;Prénom;Sexe;Nationalité;Né le;Consentement;Moyens: Fausses promesses;Moyens: Servitude pour dettes;Type;Pointure
            A-1;Zoé;Femme;Allemagne;31/05/1999;oui;x;;q;38
            A-2;Ana;Homme;France;14/02/1988;non;x;x;q;41
            A-3;Ida;Femme;Suisse;01/12/1990;oui;;x;r;39

            """)
        let run = try CommandLine.htcds("mapping", "draft", "liste.csv", "--name", "liste", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n").map(String.init)
        func stands(_ start: String) -> Bool { lines.contains { $0.hasPrefix(start) } }
        #expect(stands("mapping: \"liste\""))
        #expect(stands("id: \"N° de dossier\""))
        #expect(stands("  prs_FirstName: \"Prénom\""))
        #expect(stands("      \"Femme\": Feminine"))
        #expect(stands("  prs_Citizenship: \"Nationalité\""))
        #expect(stands("    dates: [\"dd/MM/yyyy\"]"))
        #expect(stands("    values: {\"non\": false, \"oui\": true}"))
        #expect(stands("      \"Moyens: Fausses promesses\": FalsePromises"))
        #expect(stands("      \"Moyens: Servitude pour dettes\": DebtBondage"))
        #expect(!stands("  org_Type") && !stands("  hte_Type") && !stands("  spl_Type"))
        #expect(!run.text.contains("Pointure"))
        try folder.file("liste.yaml", run.output)
        let convert = try CommandLine.htcds(
            "convert", "liste.csv", "--mapping", "liste.yaml", "--to", "ndjson", "-o", "-", "--quiet", in: folder)
        let first = try #require(JSON.lines(convert.output).first)
        #expect(first["id"].text == "A-1")
        let person = first["persons"][0]
        #expect(person["prs_Gender"].text == "Feminine")
        #expect(person["prs_Citizenship"].texts == ["DE"])
        #expect(person["prs_Birthdate"].text == "1999-05-31")
        #expect(person["consent"]["con_Consent"] == .bool(true))
        #expect(person["victim"]["vic_MethodsOfControl"].texts == ["FalsePromises"])
    }

    @Test("No value of a person is in a draft, however often it stands there")
    func canary() throws {
        let folder = try Scratch()
        // A surname in every row, in columns that look like names, codes, categories and flags.
        let header = [
            "case id", "surname", "gender", "type of exploitation", "status", "citizenship", "means of control",
        ]
        let rows = (1...60).map { number in
            [
                "ZQX-48151-\(number)", "Quorvane", "Zylphora", number % 2 == 0 ? "Umbrelph" : "ForcedLabour",
                "+9991357001", "zylphora.quorvane@example.org", "Blankverse, 14.07.1913",
            ]
        }
        try folder.file("cases.csv", CanaryTests.csv(rows, header: header))
        let run = try CommandLine.htcds("mapping", "draft", "cases.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        // Half of that column are codes of the list, and the other half one word: a category that somebody has to map.
        // It may as well be a name: that there is one is all that is said.
        #expect(run.text.contains("# and 1 frequent word of the partner's: which codes?"))
        #expect(!run.text.contains("Umbrelph"))
        try CanaryTests.expectSilence(run, folder, "draft")
        // A row of a person in place of the header.
        let names = (1...3).map { _ in ["Zylphora", "Quorvane", "Feminine", "Vexillon"] }
        try folder.file("headless.csv", CanaryTests.csv(names, header: nil))
        let headless = try CommandLine.htcds("mapping", "draft", "headless.csv", in: folder)
        try CanaryTests.expectSilence(headless, folder, "a file without a header")
        // Data among headers: only what is a name of the standard is shown.
        try folder.file(
            "mixed.csv",
            CanaryTests.csv([["a", "b", "c"]], header: ["prs_FirstName", "prs_Gender", "Zylphora 14.07.1913"]))
        let mixed = try CommandLine.htcds("mapping", "draft", "mixed.csv", in: folder)
        #expect(mixed.status == 0)
        try CanaryTests.expectSilence(mixed, folder, "a header with data in it")
    }

    @Test("What is no table is refused with what to do: 65, and 66 for what is not there")
    func refusals() throws {
        let folder = try Scratch()
        try folder.file("empty.csv", "")
        try folder.file("headless.csv", "2019-03-04,Amina,+254700000001\n2019-03-05,Grace,+254700000002\n")
        try folder.file("foreign.csv", "xqz,wvu\n1,2\n")
        try folder.file("noise.csv", Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7_919 &>> 3) }))
        try folder.file("picture.csv", Data([0x89, 0x50, 0x4E, 0x47, 0x0D]))
        for name in ["empty.csv", "headless.csv", "foreign.csv", "noise.csv", "picture.csv"] {
            let run = try CommandLine.htcds("mapping", "draft", name, "-o", "draft.yaml", in: folder)
            #expect(run.status == 65, "\(name): \(run.errors)")
            #expect(try !folder.names().contains("draft.yaml"))
        }
        #expect(try CommandLine.htcds("mapping", "draft", "headless.csv", in: folder).errors.contains("--header-row"))
        #expect(try CommandLine.htcds("mapping", "draft", "nowhere.csv", in: folder).status == 66)
        #expect(try CommandLine.htcds("mapping", "draft", "empty.csv", "--name", "a b", in: folder).status == 64)
    }

    @Test("A table of 20,000 columns is drafted in time")
    func wide() throws {
        let folder = try Scratch()
        let header = (0..<20_000).map { $0 == 7 ? "prs_Gender" : "means of control \($0)" }.joined(separator: ",")
        let row = (0..<20_000).map { $0 == 7 ? "Feminine" : "\($0 % 2)" }.joined(separator: ",")
        try folder.file("wide.csv", ([header] + Array(repeating: row, count: 5)).joined(separator: "\n") + "\n")
        let begin = Date()
        let run = try CommandLine.htcds("mapping", "draft", "wide.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("  prs_Gender: \"prs_Gender\""))
        // Generous: a slow machine without optimisation. What grew with the square would take hours.
        #expect(Date().timeIntervalSince(begin) < 180)
    }

    @Test("XML, JSON and workbooks are drafted as well")
    func otherFormats() throws {
        let folder = try Scratch()
        try folder.file(
            "cases.xml",
            """
            <cases><case id="1"><prenom>Zoe</prenom><sexe>Femme</sexe></case><case id="2"><prenom>Ana</prenom>\
            <sexe>Homme</sexe></case></cases>
            """)
        try folder.file(
            "cases.json", #"[{"person":{"first_name":"Zoe","sex":"F"}},{"person":{"first_name":"Ana","sex":"M"}}]"#)
        for name in ["cases.xml", "cases.json"] {
            #expect(try CommandLine.htcds("mapping", "draft", name, "-o", "draft.yaml", in: folder).status == 0)
            let run = try CommandLine.htcds(
                "convert", name, "--mapping", "draft.yaml", "--to", "ndjson", "-o", "-", "--quiet", in: folder)
            let records = try JSON.lines(run.output)
            #expect(records.map { $0["persons"][0]["prs_Gender"].text } == ["Feminine", "Masculine"], "\(name)")
            #expect(records.map { $0["persons"][0]["prs_FirstName"].text } == ["Zoe", "Ana"], "\(name)")
        }
    }

    @Test("A file that nobody knows is told how to be drafted")
    func unknown() throws {
        let folder = try Scratch()
        try folder.file("mine.csv", "colour,shape\nred,round\n")
        let run = try CommandLine.htcds("validate", "mine.csv", in: folder)
        #expect(run.status == 64)
        #expect(run.errors.contains("htcds mapping draft"))
    }
}
