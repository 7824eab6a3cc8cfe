import Foundation
import Testing

@Suite("Explaining mappings")
struct MappingExplainTests {
    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(
            atPath: Place.package.appendingPathComponent("Mappings").path)
        return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    private static let decided = """
        mapping: decided
        title: Who decided what
        standard: "2.0"
        author: The working group
        date: 2025-11-30
        reviewed: {by: "A | B", on: 2026-01-31}
        fields:
          prs_Gender:
            from: [Sex, Gender]
            author: One person
            values:
              =F: Feminine
              w: {value: Feminine, relation: narrower, author: Another, date: 2026-01-02}
              x: {oneOf: [NonConforming, TransgenderFeminine], note: "says \\"x\\"\\tonly"}
              y: {value: Masculine, relation: close, apply: true, note: "nearly\\nso"}
              z: ~
        keep: {Room: {note: "no field for it"}}
        """

    private static func explain(_ yaml: String, _ format: String) throws -> RunResult {
        try CommandLine.htcds("mapping", "explain", "-", "--format", format, input: Data(yaml.utf8))
    }

    @Test("the CSV of every shipped mapping says what its YAML says", arguments: names)
    func faithful(_ name: String) throws {
        guard Python.has("ruamel.yaml") else {
            print("skipped: Python has no ruamel.yaml; `make test` brings it")
            return
        }
        let folder = try Scratch()
        let result = try CommandLine.htcds("mapping", "explain", name, "--format", "csv", "-o", "table.csv", in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let yaml = Place.package.appendingPathComponent("Mappings/\(name).yaml").path
        let compared = try Python.run([Place.oracle("explain.py"), yaml, folder.path("table.csv")])
        #expect(compared.status == 0, "\(compared.everything)")
    }

    @Test("the SSSOM of every shipped mapping is one for the reference implementation")
    func sssom() throws {
        guard Python.has("sssom") else {
            print("skipped: Python has no sssom (pip install sssom)")
            return
        }
        let folder = try Scratch()
        for name in Self.names {
            let result = try CommandLine.htcds(
                "mapping", "explain", name, "--format", "sssom", "--output", "\(name).sssom.tsv", in: folder)
            #expect(result.status == 0, "\(result.errors)")
        }
        let program = """
            import sys
            from sssom.parsers import parse_sssom_table
            from sssom.validators import validate
            for path in sys.argv[1:]:
                validate(parse_sssom_table(path))
            """
        let checked = try Python.run(["-c", program] + folder.names().map { folder.path($0) })
        #expect(checked.status == 0, "\(checked.everything)")
    }

    @Test("the table fits the paper, says the direction in words and ends with a place to sign", arguments: names)
    func table(_ name: String) throws {
        let text = try CommandLine.htcds("mapping", "explain", name).text
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(text.contains("Reviewed by: ____"))
    }

    @Test("relation, note, author and date stand at each row, and come from the nearest place that gives them")
    func decisions() throws {
        let result = try Self.explain(Self.decided, "csv")
        #expect(result.status == 0, "\(result.errors)")
        let rows = result.text.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
        func row(_ value: String) -> [String] { rows.first { $0.contains(value) } ?? [] }
        #expect(row("\" =F\"").suffix(2) == ["One person", "2025-11-30"])
        #expect(row("w").suffix(2) == ["Another", "2026-01-02"])
        #expect(row("w").contains("the partner's value is narrower than ours"))
        #expect(row("z").contains("none"))
        #expect(rows.first { $0.first == "kept" }?.suffix(2) == ["The working group", "2025-11-30"])
        let table = try Self.explain(Self.decided, "table").text
        #expect(table.contains("Reviewed by A | B on 2026-01-31."))
        #expect(table.contains("Decided by Another on"))
    }

    @Test("SSSOM tells the direction from the object, who decided, and what has no match")
    func directions() throws {
        let text = try Self.explain(Self.decided, "sssom").text
        let lines = text.split(separator: "\n").map(String.init)
        let metadata = lines.prefix { $0.hasPrefix("#") }
        #expect(metadata.contains("#license: \"https://w3id.org/sssom/license/unspecified\""))
        #expect(metadata.contains("#mapping_set_id: \"urn:htcds-toolkit:mapping:decided\""))
        let table = lines.dropFirst(metadata.count).map { $0.components(separatedBy: "\t") }
        let header = try #require(table.first)
        func cell(_ row: [String], _ column: String) -> String? {
            header.firstIndex(of: column).flatMap { $0 < row.count ? row[$0] : nil }
        }
        func predicates(_ subject: String) -> [String] {
            table.filter { $0[0] == subject }.compactMap { row in
                guard let predicate = cell(row, "predicate_id"), let object = cell(row, "object_id") else { return nil }
                return "\(predicate) \(object)"
            }
        }
        #expect(predicates("partner:Sex") == ["skos:exactMatch htcds:prs_Gender"])
        #expect(predicates("partner:Sex/%3DF") == ["skos:exactMatch htcds:prs_Gender/Feminine"])
        // Theirs is narrower, so ours is the broader one.
        #expect(predicates("partner:Gender/w") == ["skos:broadMatch htcds:prs_Gender/Feminine"])
        #expect(
            predicates("partner:Sex/x") == [
                "skos:narrowMatch htcds:prs_Gender/NonConforming",
                "skos:narrowMatch htcds:prs_Gender/TransgenderFeminine",
            ])
        #expect(predicates("partner:Sex/y") == ["skos:closeMatch htcds:prs_Gender/Masculine"])
        #expect(predicates("partner:Sex/z") == ["skos:exactMatch sssom:NoTermFound"])
        #expect(predicates("partner:Room") == ["skos:exactMatch sssom:NoTermFound"])
        let another = table.filter { cell($0, "author_label") == "Another" }
        #expect(another.count == 2 && another.allSatisfy { cell($0, "mapping_date") == "2026-01-02" })
        #expect(table.dropFirst().allSatisfy { cell($0, "reviewer_label") == "A \\| B" || $0.count != header.count })
        #expect(text.contains("\"says \"\"x\"\"\tonly\""))
    }

    @Test(
        "a date is a day",
        arguments: ["2026", "2026-02", "2026-02-30", "30.01.2026", "2026/01/30", "soon"])
    func days(_ day: String) throws {
        for line in ["date: \(day)", "reviewed: {by: Someone, on: \(day)}"] {
            let yaml = "mapping: m\ntitle: T\nstandard: \"2.0\"\n\(line)\nkeep: all\n"
            let result = try Self.explain(yaml, "table")
            #expect(result.status == 78)
            #expect(result.errors.contains("line 4") && result.errors.contains("such as 2026-01-31"))
        }
    }

    @Test("an unknown name, an unknown format and an output that is the document are refused")
    func refused() throws {
        #expect(try CommandLine.htcds("mapping", "explain", "no-such").status == 64)
        #expect(try CommandLine.htcds("mapping", "explain", "htcds", "--format", "pdf").status == 64)
        let folder = try Scratch()
        try folder.file("m.yaml", Self.decided)
        #expect(try CommandLine.htcds("mapping", "explain", "m.yaml", "-o", "m.yaml", in: folder).status == 64)
        #expect(try folder.text("m.yaml") == Self.decided)
    }
}
