import Foundation
import Testing

/// Records as a workbook: the tables of the flat CSV as sheets, as other programs read them.
@Suite("Records written as XLSX")
struct WorkbookOutputTests {
    private static let noOpenpyxl: Comment = "There is no openpyxl to read the workbook with."
    private static let noOffice: Comment = "There is no LibreOffice to read the workbook with."
    private static let office = "/usr/bin/soffice"

    /// What looks like a formula, a number or an escape, and what is hard to hold.
    private static let odd =
        "id,prs_FirstName,prs_Gender,vic_MethodsOfControl,hte_Type,hte_Country,Own\n"
        + "0017,=1+1,Feminine,DebtBondage;FalsePromises,Transit,MD,\"=HYPERLINK(\"\"http://example.org\"\")\"\n"
        + "+49,\"two\nlines, \"\"quoted\"\"\",Masculine,,,,\"@SUM(A1)\"\n"
        + "1e5,_x0041_,Feminine,,Transit,,\"  blanks  \"\n"
        + "TRUE,2019-03-04,Femail,,,,\u{1F600}é\u{85}\n"

    private func convert(_ paths: [String], _ folder: Scratch) throws {
        for name in ["out.csv", "out.xlsx"] {
            let format = String(name.suffix(name.count - 4))
            let run = try CommandLine.htcds(
                ["convert"] + paths + ["--to", format, "-o", name, "--quiet"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    private func compare(_ folder: Scratch, _ program: String...) throws {
        let run = try Python.run([Place.oracle("compare_xlsx.py"), "out.csv", "out.xlsx"] + program, in: folder)
        #expect(run.status == 0, "\(run.everything.prefix(2_000))")
    }

    @Test("openpyxl reads the cells of the CSV", .enabled(if: Python.hasOpenpyxl, noOpenpyxl), arguments: Sample.all)
    func examples(_ sample: Sample) throws {
        let folder = try Scratch()
        try convert(sample.paths, folder)
        try compare(folder)
    }

    @Test("All cells are texts, whatever they look like", .enabled(if: Python.hasOpenpyxl, noOpenpyxl))
    func texts() throws {
        let folder = try Scratch()
        try convert([try folder.file("odd.csv", Self.odd + "\u{1},a\rb\r\nc,Feminine,,,,\u{FFFE}\u{1F}\n")], folder)
        try compare(folder)
    }

    @Test(
        "LibreOffice reads the same cells", .enabled(if: Python.isThere),
        .enabled(if: FileManager.default.isExecutableFile(atPath: office), noOffice))
    func libreOffice() throws {
        let folder = try Scratch()
        try convert(
            [try folder.file("odd.csv", Self.odd), Place.example("htcds/cases.csv")], folder)
        try compare(folder, Self.office)
    }

    @Test("The workbook is read back as the same records")
    func readBack() throws {
        let folder = try Scratch()
        let fiction = try CommandLine.htcds(
            ["generate", "--records", "300", "--seed", "5", "--as-of", "2026-01-31", "-o", "f.csv"], in: folder)
        #expect(fiction.status == 0)
        let first = try CommandLine.htcds("convert", "f.csv", "--to", "ndjson", "-o", "-", "--quiet", in: folder)
        // A fictional case has an event, comment, plan and organisation at most, each on a sheet of its own.
        let run = try CommandLine.htcds("convert", "f.csv", "--to", "xlsx", "-o", "f.xlsx", "--quiet", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let again = try CommandLine.htcds(
            "convert", "f.xlsx", "--sheet", "cases", "--to", "ndjson", "-o", "-", "--quiet", in: folder)
        #expect(again.status == 0, "\(again.errors)")
        let lists: Set<String> = ["events", "comments", "organizations", "supportPlans", "provenance"]
        #expect(
            try JSON.lines(first.output).map { $0.withoutAnywhere(lists) }
                == JSON.lines(again.output).map { $0.withoutAnywhere(lists) })
    }

    @Test("The file is its owner's alone, the same bytes every time, and leaves nothing beside it")
    func file() throws {
        let folder = try Scratch()
        try folder.file("odd.csv", Self.odd)
        for name in ["a.xlsx", "b.xlsx"] {
            let run = try CommandLine.htcds("convert", "odd.csv", "--to", "xlsx", "-o", name, "--quiet", in: folder)
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try folder.names() == ["a.xlsx", "b.xlsx", "odd.csv"])
        #expect(try folder.content("a.xlsx") == folder.content("b.xlsx"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("a.xlsx"))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        let piped = try CommandLine.htcds("convert", "odd.csv", "--to", "xlsx", "-o", "-", "--quiet", in: folder)
        #expect(try piped.output == folder.content("a.xlsx"))
    }

    @Test("73: a text that no cell holds, in words; no file is left")
    func longText() throws {
        let folder = try Scratch()
        let long = String(repeating: "é", count: 32_768)
        try folder.file("long.csv", "id,prs_Gender,prs_FirstName\n1,Feminine,\(long)\n")
        let run = try CommandLine.htcds("convert", "long.csv", "--to", "xlsx", "-o", "l.xlsx", in: folder)
        #expect(run.status == 73)
        #expect(run.errors.contains("32767"))
        #expect(!run.errors.contains("éé"))
        #expect(try folder.names() == ["long.csv"])
        // One character less is held.
        try folder.file("long.csv", "id,prs_Gender,prs_FirstName\n1,Feminine,\(long.dropLast())\n")
        #expect(try CommandLine.htcds("convert", "long.csv", "--to", "xlsx", "-o", "l.xlsx", in: folder).status == 0)
    }

    @Test("73 and 74: no folder, and a reader that went away")
    func refusals() throws {
        let folder = try Scratch()
        try folder.file("odd.csv", Self.odd)
        #expect(
            try CommandLine.htcds("convert", "odd.csv", "--to", "xlsx", "-o", "no/f.xlsx", in: folder).status == 73)
        #expect(
            try CommandLine.htcds(
                ["convert", "odd.csv", "--to", "xlsx", "-o", "-", "--quiet"], in: folder, to: .closedPipe
            ).status == 74)
    }
}
