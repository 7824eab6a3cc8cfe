import Foundation
import Testing

/// `validate --annotate`: the partner's own workbook back, judged by programs of others.
@Suite("The partner's own workbook back")
struct AnnotateTests {
    private static let noOpenpyxl: Comment = "Python has no openpyxl: name one that has in HTCDS_TEST_PYTHON."
    private static let noOffice: Comment = "There is no LibreOffice to open the workbook with."
    private static let office = "/usr/bin/soffice"
    private static let hazardBooks = [
        "rich.xlsx", "no-styles.xlsx", "prefixed.xlsx", "no-addresses.xlsx", "strict.xlsx", "macros.xlsm",
        "empty-styles.xlsx", "views.xlsx",
    ]
    private static let templateBooks = [
        "HTCDS Excel Spreadsheet v2.0.xlsx", "HTCDS Excel Spreadsheet single select with validation v2.0.xlsx",
        "HTCDS Excel Spreadsheet multi select with validation v2.0.xlsm",
    ]

    private func annotate(_ paths: [String], _ folder: Scratch, _ more: String...) throws -> RunResult {
        try CommandLine.htcds(
            ["validate"] + paths + [
                "--annotate", Self.copy(of: paths), "--max-findings", "0", "--format", "json", "-o", "r.json",
            ]
                + more, in: folder)
    }

    private static func copy(of paths: [String]) -> String {
        paths.allSatisfy { $0.hasSuffix(".xlsm") } ? "copy.xlsm" : "copy.xlsx"
    }

    private func judge(_ original: String, _ folder: Scratch, _ more: String...) throws {
        let run = try Python.run(
            [Place.oracle("annotated.py"), original, Self.copy(of: [original]), "r.json"] + more, in: folder)
        #expect(run.status == 0, "\(run.everything.suffix(2_000))")
    }

    @Test(
        "Workbooks that are hard to patch: colours, list, and every other part byte for byte",
        .enabled(if: Python.hasOpenpyxl, noOpenpyxl), arguments: hazardBooks)
    func hazards(_ name: String) throws {
        let folder = try Scratch()
        let made = try Python.run([Place.oracle("hazard_workbooks.py"), folder.url.path])
        #expect(made.status == 0, "\(made.errors)")
        let run = try annotate([name], folder)
        #expect(run.status == 1, "\(run.errors)")
        try judge(name, folder)
        // The copy is a workbook with the same records.
        let again = try CommandLine.htcds(
            "convert", Self.copy(of: [name]), "--sheet", name == "rich.xlsx" ? "To do" : "Data", "--to", "ndjson", "-o",
            "-",
            "--quiet", in: folder)
        let first = try CommandLine.htcds(
            "convert", name, "--sheet", name == "rich.xlsx" ? "To do" : "Data", "--to", "ndjson", "-o", "-", "--quiet",
            in: folder)
        #expect(again.status == 0 && first.status == 0, "\(again.errors)")
        #expect(
            try JSON.lines(first.output).map { $0.withoutAnywhere(["provenance"]) }
                == JSON.lines(again.output).map { $0.withoutAnywhere(["provenance"]) })
    }

    @Test("The examples' workbooks", .enabled(if: Python.hasOpenpyxl, noOpenpyxl), arguments: ["0.2", "1.0", "2.0"])
    func examples(_ version: String) throws {
        let folder = try Scratch()
        let original = Place.example("htcds-excel-\(version)/cases.xlsx")
        let run = try annotate([original], folder)
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        try judge(original, folder)
    }

    @Test(
        "The published templates", .enabled(if: Python.hasOpenpyxl, noOpenpyxl),
        .enabled(if: Place.shared != nil, "The published files are not at hand."), arguments: templateBooks)
    func published(_ name: String) throws {
        let original = try #require(Place.published("toolkit/\(name)")).path
        let folder = try Scratch()
        #expect(try annotate([original], folder).status == 1)
        try judge(original, folder)
    }

    @Test("A workbook of our own writer", .enabled(if: Python.hasOpenpyxl, noOpenpyxl))
    func own() throws {
        let folder = try Scratch()
        let made = try CommandLine.htcds(
            "convert", Place.example("htcds/cases.csv"), "--to", "xlsx", "-o", "own.xlsx", "--quiet", in: folder)
        #expect(made.status == 0, "\(made.errors)")
        #expect(try annotate(["own.xlsx"], folder).status != nil)
        try judge("own.xlsx", folder)
    }

    private static let table =
        "# a comment\n\nid;prs_FirstName;prs_Gender;Own\n0017;CANARY;Femail;\"=1+1\"\n\n"
        + "2;CANARY;Feminine;a;too many\n3;CANARY;unknwon;\"two\nlines\"\n"

    @Test("CSV files become the sheets of a workbook, cell by cell", .enabled(if: Python.hasOpenpyxl, noOpenpyxl))
    func texts() throws {
        let folder = try Scratch()
        try folder.file("cases one.csv", Self.table)
        try folder.file("more.csv", Self.table.replacingOccurrences(of: "Femail", with: "Mail"))
        let run = try annotate(["cases one.csv", "more.csv"], folder)
        #expect(run.status == 1, "\(run.errors)")
        try judge("-", folder, "loose")
        let read = try Python.run(
            [
                "-c",
                """
                import csv, openpyxl
                book = openpyxl.load_workbook("copy.xlsx")
                assert book.sheetnames == ["To do", "cases one", "more"], book.sheetnames
                for name in book.sheetnames[1:]:
                    rows = list(csv.reader(open(name + ".csv", newline=""), delimiter=";"))
                    sheet = book[name]
                    for number, row in enumerate(rows, 1):
                        for column, text in enumerate(row, 1):
                            cell = sheet.cell(number, column)
                            assert (cell.value or "") == text, (name, number, column, cell.value)
                            assert not text or cell.data_type == "s"
                    assert sheet.max_row == len(rows)
                    # The row with a cell too many: a link to it, and its first cell in colour.
                    assert sheet["A6"].fill.fgColor.rgb == "FFFFC7CE", sheet["A6"].fill.fgColor.rgb
                    ragged = [row for row in book["To do"].iter_rows(min_row=2)
                              if row[6].value == "structure.ragged-row" and row[0].value == name and row[1].value == "6:6"]
                    assert len(ragged) == 1 and ragged[0][1].hyperlink.location == "'%s'!A6" % name
                """,
            ], in: folder)
        #expect(read.status == 0, "\(read.errors)")
    }

    @Test("The order is by severity and place, the same every time", .enabled(if: Python.hasOpenpyxl, noOpenpyxl))
    func order() throws {
        let folder = try Scratch()
        try folder.file("a.csv", Self.table)
        try folder.file("b.csv", Self.table)
        var copies: Set<Data> = []
        for _ in 0..<4 {
            #expect(try annotate(["a.csv", "b.csv"], folder).status == 1)
            copies.insert(try folder.content("copy.xlsx"))
        }
        #expect(copies.count == 1)
        let read = try Python.run(
            [
                "-c",
                """
                import openpyxl, re
                book = openpyxl.load_workbook("copy.xlsx")
                keys, withoutCell = [], 0
                for row in book.worksheets[0].iter_rows(min_row=2, values_only=True):
                    severity = ["error", "warning", "hint"].index(row[2])
                    if row[1]:
                        letters, digits = re.match("([A-Z]*)([0-9]+)", row[1]).groups()
                        keys.append((severity, 0, book.sheetnames.index(row[0]), int(digits), len(letters), letters))
                    else:
                        withoutCell += 1
                        keys.append((severity, 1, 0, 0, 0, ""))
                assert keys == sorted(keys), keys
                assert withoutCell > 1 and len({key[0] for key in keys}) > 1, keys
                """,
            ], in: folder)
        #expect(read.status == 0, "\(read.errors)")
    }

    @Test("What does not fit into a cell or is in another encoding is told or read")
    func limits() throws {
        let folder = try Scratch()
        let long = String(repeating: "é", count: 32_768)
        try folder.file(
            "long.csv", Data("id,prs_Gender,prs_FirstName\n1,Femail,\(long)\n2,Femail,".utf8) + Data([0xE9, 0x0A]))
        let run = try annotate(["long.csv"], folder)
        #expect(run.status == 1)
        #expect(run.errors.contains("32767 characters"))
        #expect(!run.errors.contains("éé"))
    }

    @Test(
        "LibreOffice opens the copy and draws it", .enabled(if: Python.hasOpenpyxl, noOpenpyxl),
        .enabled(if: FileManager.default.isExecutableFile(atPath: office), noOffice),
        arguments: ["rich.xlsx", "strict.xlsx", "views.xlsx"])
    func libreOffice(_ name: String) throws {
        let folder = try Scratch()
        _ = try Python.run([Place.oracle("hazard_workbooks.py"), folder.url.path])
        #expect(try annotate([name], folder).status == 1)
        let drawn = try CommandLine.run(
            Self.office,
            [
                "--headless", "-env:UserInstallation=file://\(folder.path("profile"))", "--convert-to", "pdf",
                "copy.xlsx",
            ], in: folder)
        #expect(drawn.status == 0, "\(drawn.everything)")
        #expect(try folder.content("copy.pdf").starts(with: Data("%PDF".utf8)))
    }

    @Test("The report is the same with and without it, and the copy the same every time")
    func same() throws {
        let folder = try Scratch()
        let original = Place.example("htcds-excel-2.0/cases.xlsx")
        for (name, more) in [("a", []), ("b", ["--annotate", "b.xlsx"]), ("c", ["--annotate", "c.xlsx"])] {
            let run = try CommandLine.htcds(
                ["validate", original, "--format", "json", "--as-of", "2026-01-31", "--max-findings", "1", "-o", name]
                    + more, in: folder)
            #expect(run.status == 1, "\(run.errors)")
        }
        #expect(try folder.content("a") == folder.content("b"))
        #expect(try folder.content("b.xlsx") == folder.content("c.xlsx"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("b.xlsx"))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        #expect(try folder.names() == ["a", "b", "b.xlsx", "c", "c.xlsx"])
    }

    @Test(
        "A workbook without room for formats, and a signed one: what cannot be done is said",
        .enabled(if: Python.isThere))
    func limitsOfWorkbooks() throws {
        guard Python.hasOpenpyxl else { return print("Skipped: \(Self.noOpenpyxl)") }
        let folder = try Scratch()
        _ = try Python.run([Place.oracle("hazard_workbooks.py"), folder.url.path])
        let full = try annotate(["full.xlsx"], folder)
        #expect(full.status == 1)
        #expect(full.errors.contains("as many cell formats as Excel opens"))
        let signed = try annotate(["signed.xlsx"], folder)
        #expect(signed.status == 1)
        #expect(signed.errors.contains("the signature does not hold for the copy"))
        try judge("signed.xlsx", folder)
    }

    @Test("Report and list are told in the language asked for", .enabled(if: Python.hasOpenpyxl, noOpenpyxl))
    func languages() throws {
        let folder = try Scratch()
        let run = try annotate([Place.example("htcds-excel-2.0/cases.xlsx")], folder, "--lang", "fr")
        #expect(run.status == 1, "\(run.errors)")
        #expect(try JSON(folder.content("r.json"))["judgedBy"]["lang"].text == "fr")
        let read = try Python.run(
            [
                "-c",
                """
                import json, openpyxl
                sheet = openpyxl.load_workbook("copy.xlsx").worksheets[0]
                print([cell.value for cell in sheet[1]])
                messages = {f["message"] for f in json.load(open("r.json"))["findings"]}
                for row in sheet.iter_rows(min_row=2):
                    told = " ".join(cell.value for cell in row[3:5] if cell.value)
                    assert told in messages, told
                    assert row[2].value in ("erreur", "avertissement", "conseil", "indication", "remarque"), row[2].value
                """,
            ], in: folder)
        #expect(read.status == 0, "\(read.errors)")
        #expect(read.text.contains("'Feuille', 'Cellule', 'Gravité'"), "\(read.text)")
    }

    @Test("Nothing to do is said, and what was passed over is not coloured")
    func nothing() throws {
        let folder = try Scratch()
        try folder.file("a.csv", "id,prs_FirstName,prs_Gender\n1,X,Femail\n")
        try folder.file(
            "s.yaml",
            "suppress:\n  - {rule: value.not-in-code-list, field: prs_Gender, reason: a test, who: the desk}\n"
                + "  - {rule: structure.missing-core-column, reason: a test, who: the desk}\n"
                + "  - {rule: privacy.identifier-present, reason: a test, who: the desk}\n")
        let run = try annotate(["a.csv"], folder, "--suppress", "s.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON(folder.content("r.json"))["findingsTotal"].integer == 0)
        guard Python.hasOpenpyxl else { return print("Skipped: \(Self.noOpenpyxl)") }
        let read = try Python.run(
            [
                "-c",
                """
                import openpyxl
                book = openpyxl.load_workbook("copy.xlsx")
                assert book.worksheets[0]["D2"].value == "Nothing needs to be repaired."
                assert book.worksheets[1]["C2"].fill.fill_type is None
                """,
            ], in: folder)
        #expect(read.status == 0, "\(read.errors)")
    }

    @Test("It is said that the copy holds the data")
    func said() throws {
        let folder = try Scratch()
        let run = try annotate([Place.example("htcds-excel-2.0/cases.xlsx")], folder)
        #expect(
            run.errors == "copy.xlsx is a copy of the data itself, with what is to be repaired; only you can read it.\n"
        )
    }

    @Test("64 before any work: what cannot be given back")
    func refusals() throws {
        let folder = try Scratch()
        try folder.file("a.csv", Self.table)
        let book = Place.example("htcds-excel-2.0/cases.xlsx")
        try FileManager.default.copyItem(atPath: book, toPath: folder.path("b.xlsx"))
        try FileManager.default.copyItem(atPath: book, toPath: folder.path("g.xlsm"))
        try folder.file("c.json", "[{\"prs_Gender\": \"Femail\"}]")
        try folder.file("d.xml", "<a><b/></a>")
        try folder.file(
            "e.fods",
            "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                + "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"/>")
        // A container with one stored table.
        let zip = try Python.run(
            ["-c", "import zipfile; zipfile.ZipFile('f.zip', 'w').write('a.csv')"], in: folder)
        try #require(zip.status == 0)
        let commands: [([String], String)] = [
            (["c.json", "--annotate", "o.xlsx"], "cannot give back json"),
            (["d.xml", "--annotate", "o.xlsx"], "cannot give back xml"),
            (["e.fods", "--annotate", "o.xlsx"], "cannot give back ods"),
            (["f.zip", "--annotate", "o.xlsx"], "a ZIP file of tables"),
            (["b.xlsx", book, "--annotate", "o.xlsx"], "one at a time"),
            (["a.csv", "b.xlsx", "--annotate", "o.xlsx"], "not both"),
            (["-", "--annotate", "o.xlsx"], "standard input"),
            (["a.csv", "--annotate", "-"], "Name a file"),
            (["a.csv", "--annotate", "o.csv"], "name it o.csv.xlsx"),
            (["a.csv", "--annotate", "o"], "name it o.xlsx"),
            (["a.csv", "--annotate", "o.xlsm"], "name it o.xlsx"),
            (["b.xlsx", "--annotate", "o.xlsm"], "name it o.xlsx"),
            (["g.xlsm", "--annotate", "o.xlsx"], "name it o.xlsm"),
            (["b.xlsx", "--annotate", "b.xlsx"], "one of the files to read"),
            (["a.csv", "--annotate", "o.xlsx", "-o", "o.xlsx"], "the same file,"),
        ]
        for (arguments, words) in commands {
            let run = try CommandLine.htcds(["validate"] + arguments, in: folder)
            #expect(run.status == 64, "\(arguments) \(run.errors)")
            #expect(run.errors.contains(words), "\(arguments) \(run.errors)")
        }
        #expect(try CommandLine.htcds("validate", "a.csv", "--annotate", "no/o.xlsx", in: folder).status == 73)
        #expect(try CommandLine.htcds("validate", "a.csv", "--annotate", ".", in: folder).status == 73)
        #expect(try folder.content("b.xlsx") == Data(contentsOf: URL(fileURLWithPath: book)))
        #expect(try folder.names() == ["a.csv", "b.xlsx", "c.json", "d.xml", "e.fods", "f.zip", "g.xlsm"])
    }
}
