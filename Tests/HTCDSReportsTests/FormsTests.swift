import HTCDSFindings
import HTCDSReports
import Testing

/// The forms as they are written down; that other programs read them is tested end to end.
struct FormsTests {
    private static var options: RenderingOptions {
        var options = RenderingOptions(titles: ["value.not-in-code-list": "Not a value of the list"])
        options.labels = ["prs_Gender": "Gender"]
        options.rationales = ["value.not-in-code-list": "Numbers cannot be compared otherwise."]
        return options
    }

    @Test func toDoList() throws {
        var report = Report.sample
        report.findings = [report.findings[0]]
        report.findings[0].value = "=1+1"
        let lines = try rendered(report, as: "csv", Self.options).split(separator: "\r\n").map(String.init)
        #expect(
            lines == [
                "\u{FEFF}file,sheet,cell,row,line,record,column,field,label,rule,severity,problem,what,how to repair,"
                    + "suggestion,looks like,value",
                "cases.xlsx,Case Sheet,H19,19,,17,Gender,prs_Gender,Gender,value.not-in-code-list,error,"
                    + "Not a value of the list,This is not one of the 5 values of the list Gender.,Choose one of them.,"
                    + "Feminine,5 letters, =1+1",
                ",,,,,,,,,quality.empty-column,info,quality.empty-column,1 more of this kind is not listed one by one.,"
                    + "With --max-findings 0 all are listed.,,,",
                ",,,,,,,cas_Date,,value.future-date,warning,value.future-date,1 more of this kind is not listed one by "
                    + "one.,With --max-findings 0 all are listed.,,,",
                ",,,,,,,prs_Gender,Gender,value.not-in-code-list,error,Not a value of the list,7 more of this kind are "
                    + "not listed one by one.,With --max-findings 0 all are listed.,,,",
            ])
    }

    @Test func workflowCommands() throws {
        let lines = try rendered(.sample, as: "github", Self.options).split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "::error file=cases.xlsx,title=Not a value of the list - prs_Gender::8 times: Case Sheet H19, H20, H21, "
                    + "H22, H23 and 3 more. This is not one of the 5 values of the list Gender. Choose one of them. "
                    + "Perhaps meant: Feminine. Looks like: 5 letters. [value.not-in-code-list]",
                "::warning file=cases.xlsx,line=41,title=value.future-date - cas_Date::Once: line 41, column Case date "
                    + "(cell C41). The date lies after today. Correct it, or give --as-of. "
                    + "Looks like: 10 characters, looks like yyyy-mm-dd. [value.future-date]",
                "::notice file=cases.xlsx,title=quality.empty-column::Once: the whole file. A column is empty. "
                    + "[quality.empty-column]",
                "::notice title=Findings passed over::value.not-an-email for org_Email, 2 times: agreed with the partner "
                    + "(Data desk)",
                "FAIL: 8 errors, 0 allowed",
            ])
    }

    @Test func atMostTenCommandsOfAKind() throws {
        var report = Report.sample
        report.rules = (1...30).map {
            .init(rule: "value.not-a-date", severity: .error, field: "field_\($0)", count: $0, records: 1)
        }
        report.findings = []
        let lines = try rendered(report, as: "github").split(separator: "\n")
        #expect(lines.count == 12)
        #expect(lines[0].contains("field_30"))
        #expect(lines[9].hasPrefix("::error title=21 more kinds of findings::"))
        report.rules.removeLast(20)
        #expect(try rendered(report, as: "github").split(separator: "\n").count == 12)
        // With what was passed over, ten notices.
        report.rules = (1...10).map {
            .init(rule: "value.not-a-date", severity: .info, field: "field_\($0)", count: $0, records: 1)
        }
        let notices = try rendered(report, as: "github").split(separator: "\n").filter { $0.hasPrefix("::notice") }
        #expect(notices.count == 10 && notices[8].hasPrefix("::notice title=2 more kinds of findings::"))
    }

    /// In a text file with a line break in a cell, rows and lines part.
    @Test func rowsOfCellsAndLinesOfTheFile() throws {
        var report = Report.sample
        report.findings[8].location.line = 45
        let lines = try rendered(report, as: "csv").split(separator: "\r\n")
        #expect(lines[9].hasPrefix("cases.xlsx,,C41,41,45,40,Case date,"))
        #expect(lines[10].hasPrefix("cases.xlsx,,,,,,,"))
    }

    @Test func testCases() throws {
        let text = try rendered(.sample, as: "junit", Self.options)
        #expect(text.contains("<testsuites name=\"htcds\" tests=\"5\" failures=\"2\" errors=\"0\" skipped=\"1\">"))
        #expect(
            text.contains("<failure message=\"Not a value of the list, 8 times\">cases.xlsx: sheet Case Sheet, row 19"))
        #expect(text.contains("<system-out>warning: cases.xlsx: line 41"))
        #expect(
            text.contains(
                "    <system-out>Passed over, because somebody decided so:\n- value.not-an-email for org_Email, 2 times: "
                    + "agreed with the partner (Data desk)</system-out>\n  </testsuite>"))
    }

    /// A failing verdict fails a test case even where no finding is an error.
    @Test func theVerdictIsATestCase() throws {
        var report = Report.sample
        report.rules = []
        report.findings = []
        report.because = "1 warning <0 allowed>"
        let text = try rendered(report, as: "junit")
        #expect(text.contains("failures=\"1\""))
        #expect(text.contains("<failure message=\"1 warning &lt;0 allowed&gt;\"/>"))
        report.verdict = .pass
        #expect(try rendered(report, as: "junit").contains("failures=\"0\""))
    }

    @Test func valuesStandOnlyWhereAFindingHasThem() throws {
        for name in RendererCatalogue.names {
            var report = Report.sample
            report.findings[0].value = "Zorblax"
            #expect(try rendered(report, as: name).contains("Zorblax"), "\(name)")
        }
    }
}
