import Foundation
import Testing

/// `htcds spec`: what it exports is what is checked in, and the workbook can be filled in and read.
@Suite(.enabled(if: Tool.htcds != nil, "HTCDS_BINARY names no htcds")) struct ExportTests {
    private func htcds(_ arguments: String..., in folder: Folder) throws -> (status: Int32, text: String) {
        try Tool.run([try #require(Tool.htcds)] + arguments, in: folder.url)
    }

    @Test(arguments: [
        ("xsd", "xsd"), ("json-schema", "record.schema.json"), ("table-schema", "table-schema.json"),
        ("csvw", "csvw.json"), ("postgres", "postgres.sql"), ("sqlite", "sqlite.sql"),
    ])
    func schemasAreThoseThatAreCheckedIn(name: String, file: String) throws {
        let folder = try Folder()
        let result = try htcds("spec", "export", "--as", name, "-o", "schema", in: folder)
        #expect(result.status == 0, "\(result.text)")
        let written = try Data(contentsOf: folder.url.appending(path: "schema"))
        #expect(try written == Data(contentsOf: URL(filePath: Tool.schema("htcds-2.0.\(file)"))))
        let printed = try htcds("spec", "export", "--as", name, in: folder)
        #expect(Data(printed.text.utf8) == written)
    }

    @Test func wrongUsageIsToldApart() throws {
        let folder = try Folder()
        #expect(try htcds("spec", "export", "--as", "pdf", in: folder).status == 64)
        #expect(try htcds("spec", "export", "--as", "xlsx", in: folder).status == 64)
        #expect(try htcds("spec", "export", "--as", "xlsx", "-o", "no/such/folder", in: folder).status == 73)
        #expect(try htcds("spec", "diff", "1.0", "3.0", in: folder).status == 64)
    }

    @Test func versionsAndDifferences() throws {
        let folder = try Folder()
        let versions = try htcds("spec", "versions", in: folder).text.split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(versions.dropFirst().map { $0[0] } == ["0.1", "0.2", "1.0", "2.0"])
        #expect(versions.dropFirst().map { Int($0[1]) } == [66, 74, 86, 84])
        let diff = try htcds("spec", "diff", "1.0", "2.0", in: folder).text.split(separator: "\n")
        #expect(diff.count { $0.hasPrefix("removed  con_") && $0.contains("[impossible]") } == 4)
        #expect(diff.count { $0.hasPrefix("added") } == 2)
        #expect(diff.contains { $0.hasPrefix("changed  con_Consent") && $0.contains("[conditional]") })
        let older = try htcds("spec", "diff", "0.2", "2.0", in: folder).text
        #expect(older.contains("renamed  prs_Nationality -> prs_Citizenship"))
        #expect(older.contains("renamed  prs_Gender \"Female\" -> Feminine [exact]"))
    }

    @Test(.enabled(if: Tool.openpyxl, Tool.whyNot("openpyxl")))
    func theWorkbookIsFilledInAndRead() throws {
        let folder = try Folder()
        for name in ["blank.xlsx", "again.xlsx"] {
            let result = try htcds("spec", "export", "--as", "xlsx", "-o", name, in: folder)
            #expect(result.status == 0, "\(result.text)")
        }
        let first = try Data(contentsOf: folder.url.appending(path: "blank.xlsx"))
        #expect(try first == Data(contentsOf: folder.url.appending(path: "again.xlsx")), "the same bytes each time")

        let filled = try Tool.python(Self.program, in: folder.url)
        #expect(filled.status == 0, "\(filled.text)")
        let report = try htcds("validate", "filled.xlsx", "--format", "json", "--as-of", "2026-01-31", in: folder)
        #expect(report.status == 0, "\(report.text)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(report.text.utf8)) as? [String: Any])
        let mapping = (object["judgedBy"] as? [String: Any])?["mapping"] as? [String: Any]
        #expect(mapping?["name"] as? String == "htcds")
        #expect((object["records"] as? [String: Any])?["read"] as? Int == 2)
        #expect((object["counts"] as? [String: Any])?["error"] as? Int == 0)
        let rules = (object["rules"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
        #expect(!rules.contains("structure.missing-core-column") && !rules.contains("structure.unknown-column"))
    }

    /// Looks at the blank workbook as a spreadsheet program would, and fills two rows in.
    private static let program = """
        import datetime, openpyxl
        from openpyxl.utils import get_column_letter
        book = openpyxl.load_workbook("blank.xlsx")
        sheet = book["Cases"]
        assert book.sheetnames == ["Cases", "About", "Lists"], book.sheetnames
        assert sheet.freeze_panes == "A2" and sheet.max_row == 1
        names = [cell.value for cell in sheet[1]]
        assert names[0] == "id" and len(set(names)) == 39, names
        assert all(cell.comment for cell in sheet[1])
        rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
        def rule(name):
            letter = get_column_letter(names.index(name) + 1)
            return rules["%s2:%s10001" % (letter, letter)]
        for name, count in [("prs_Gender", 6), ("prs_Citizenship", 249), ("vic_ForcedLabourIndustry", 21), ("con_Consent", 2)]:
            page, cells = rule(name).formula1.lstrip("=").split("!")
            codes = [row[0].value for row in book[page][cells.replace("$", "")]]
            assert len(codes) == count and all(codes), (name, codes)
        assert rule("prs_Gender").showErrorMessage and not rule("prs_Citizenship").showErrorMessage
        assert rule("prs_Birthdate").type == "date"
        form = lambda name: sheet.column_dimensions[get_column_letter(names.index(name) + 1)].number_format
        assert form("prs_MobilePhone") == "@" and form("prs_Birthdate") == "yyyy-mm-dd", form("prs_Birthdate")
        def fill(row, **cells):
            for name, value in cells.items():
                sheet.cell(row, names.index(name) + 1).value = value
        fill(2, id="A1", prs_FirstName="Mirabel", prs_Gender="Feminine", prs_Citizenship="MD;RO",
             prs_Birthdate=datetime.date(1991, 2, 17), prs_MobilePhone="+37360000001", con_Consent="true", cas_Status="Active",
             vic_MethodsOfControl="DebtBondage;FalsePromises", cas_IncomingReferralDate="2019-03")
        fill(3, id="A2", con_Consent=True, prs_Gender="Masculine")
        book.save("filled.xlsx")
        """
}
