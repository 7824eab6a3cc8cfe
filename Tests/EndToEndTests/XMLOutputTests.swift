import Foundation
import Testing

/// Records as XML: by the generated schema, and the same as in JSON.
@Suite("Records written as XML")
struct XMLOutputTests {
    private static let noPython: Comment = "There is no Python to read the XML with."
    private static let noXmllint: Comment = "There is no xmllint to hold the XML against the schema with."
    private static let hasXmllint =
        (try? CommandLine.run("/usr/bin/env", ["xmllint", "--version"]).status) == 0

    private static let schema = Place.package.appendingPathComponent("Schemas/generated/htcds-2.0.xsd").path

    /// Converts twice, and holds the XML against the schema and the NDJSON.
    private func expectSound(_ paths: [String], _ folder: Scratch, _ more: [String] = []) throws {
        for (format, name) in [("ndjson", "out.ndjson"), ("xml", "out.xml")] {
            let run = try CommandLine.htcds(
                ["convert"] + paths + more + ["--to", format, "-o", name, "--quiet"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
        }
        if Self.hasXmllint {
            let lint = try CommandLine.run(
                "/usr/bin/env", ["xmllint", "--huge", "--noout", "--nonet", "--schema", Self.schema, "out.xml"],
                in: folder)
            #expect(lint.status == 0, "\(lint.errors.prefix(2_000))")
        }
        let comparison = try Python.run([Place.oracle("compare_xml.py"), "out.ndjson", "out.xml"], in: folder)
        #expect(comparison.status == 0, "\(comparison.everything.prefix(2_000))")
    }

    @Test(
        "Every example is valid by the schema and says what NDJSON says", .enabled(if: Python.isThere, noPython),
        .enabled(if: hasXmllint, noXmllint), arguments: Sample.all)
    func examples(_ sample: Sample) throws { try expectSound(sample.paths, try Scratch()) }

    @Test(
        "So are 2,000 records with every field of the standard", .enabled(if: Python.isThere, noPython),
        .enabled(if: hasXmllint, noXmllint))
    func everyField() throws {
        let folder = try Scratch()
        let fiction = try CommandLine.htcds(
            [
                "generate", "--records", "2000", "--seed", "3", "--as-of", "2026-01-31", "--fields", "all", "-o",
                "f.csv",
            ],
            in: folder)
        #expect(fiction.status == 0)
        try expectSound([folder.path("f.csv")], folder)
        let written = try folder.text("out.xml")
        let header = try folder.text("f.csv").prefix { $0 != "\n" }.split(separator: ",")
        #expect(header.count == 85)
        for field in header.dropFirst() { #expect(written.contains("<\(field)>"), "\(field) is nowhere") }
    }

    @Test(
        "Characters that XML cannot hold, white space and what looks like markup come back",
        .enabled(if: Python.isThere, noPython))
    func characters() throws {
        let folder = try Scratch()
        let odd = [
            "a\u{1}b\u{1F}", "\u{8}", "tab\tin", "line\r\nend\rhere\n", "<b>&amp;]]>", "_x0041_ and _x00_",
            "\u{FFFE}\u{FFFF}", "\u{85}\u{2028}é\u{1F600}", "  blanks  ", "\"quotes\" 'here'", "_x005F_x0001_",
        ]
        var csv = "id,prs_FirstName,prs_Gender,Own \u{2} \"column\"\n"
        for (number, text) in odd.enumerated() {
            let cell = "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
            csv += "\(number)\(text.contains("\u{1}") ? "\u{1}" : ""),\(cell),Feminine,\(cell)\n"
        }
        csv = csv.replacingOccurrences(of: "Own \u{2} \"column\"", with: "\"Own \u{2} \"\"column\"\"\"")
        try expectSound([try folder.file("odd.csv", csv)], folder)
        // What Python's own reader gives for a kept cell is the partner's text, to the letter.
        let bytes = try folder.content("out.xml")
        #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 })
        #expect(try folder.text("out.xml").contains("_x0001_"))
    }

    @Test("What the schema has no element for is kept as an extension under the field's id")
    func leftOver() throws {
        let folder = try Scratch()
        try folder.file("a.csv", "id,prs_Gender,hte_Type,hte_Country\n1,Feminine,Transit,\"MD;RO\"\n")
        let run = try CommandLine.htcds("convert", "a.csv", "--to", "xml", "-o", "-", "--quiet", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("<extensions><entry name=\"hte_Country\">MD;RO</entry></extensions></event>"))
        #expect(!run.text.contains("<hte_Country>"))
    }

    @Test("Several files are one document; no record at all is none")
    func documents() throws {
        let folder = try Scratch()
        let one = try folder.file("one.csv", "id,prs_Gender,cas_Status\nA,Feminine,Active\n")
        let two = try folder.file("two.csv", "id,prs_Gender,cas_Status\nB,Masculine,Closed\n")
        let run = try CommandLine.htcds(["convert", one, two, "--to", "xml", "-o", "-", "--quiet"])
        #expect(run.status == 0)
        #expect(run.text.components(separatedBy: "<cases ").count == 2)
        #expect(run.text.components(separatedBy: "<case id=").count == 3)
        #expect(run.text.hasSuffix("</cases>\n"))
        let empty = try folder.file("empty.csv", "id,prs_Gender,cas_Status\n")
        #expect(try CommandLine.htcds(["convert", empty, "--to", "xml", "-o", "e.xml"], in: folder).status == 1)
        #expect(try folder.names() == ["empty.csv", "one.csv", "two.csv"])
    }
}
