import HTCDSFindings
import HTCDSReports
import Testing

struct TextRendererTests {
    private static let options = RenderingOptions(titles: ["value.not-in-code-list": "Not a value of the list"])

    private static func lines(_ report: Report, _ options: RenderingOptions = options) throws -> [String] {
        try rendered(report, as: "text", options).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// Snapshot: the page as a caseworker sees it.
    @Test func isAsWrittenDown() throws {
        let text = try rendered(.sample, as: "text", Self.options)
        #expect(
            text == """
                FAIL - the data does not conform yet: 8 errors, 0 allowed.

                Records
                  read      1000
                  accepted   112
                  rejected     8  see the errors below
                  ignored    880  blank but numbered row

                What was read, and how it was judged
                  File        cases.xlsx: xlsx, 18579 bytes
                  Encoding    UTF-8 (declared by the format)
                  Recognised  as htcds-excel-2.0: 38 of 38 header labels match
                  Judged by   HTCDS 2.0, profile core, acceptance default
                  Today is    2026-01-31 (as given)

                What was found, the worst first
                  ERROR    Not a value of the list - field prs_Gender
                    How often   8 times, in 8 records
                    Where       Case Sheet H19
                                Case Sheet H20
                                Case Sheet H21
                                Case Sheet H22
                                Case Sheet H23
                                and 3 more
                    What        This is not one of the 5 values of the list Gender. Choose one
                                of them.
                    Meant?      perhaps Feminine
                    Looks like  5 letters
                    Rule        value.not-in-code-list

                  WARNING  value.future-date - field cas_Date
                    How often   once, in 1 record
                    Where       line 41, column Case date (cell C41)
                    What        The date lies after today. Correct it, or give --as-of.
                    Looks like  10 characters, looks like yyyy-mm-dd
                    Rule        value.future-date

                  HINT     quality.empty-column
                    How often   once
                    Where       the whole file
                    What        A column is empty.
                    Rule        quality.empty-column

                Checks
                  2 rules were applied.
                  Not checked, and why:
                    - no column for hte_Date: consistency.event-before-birth
                  Passed over, because somebody decided so:
                    - value.not-an-email for org_Email, 2 times: agreed with the partner (Data
                      desk)

                Columns
                  Read          2
                  Kept as is    Local ref
                  Left out      Photo
                  Not used      Série

                Core fields
                  field       column  filled  valid
                  prs_Gender  Gender     118    110
                  No column for hte_Date

                What to do next
                  Repair the errors in the file, or in the system it comes from, from the top of
                  the list down. Then run the same command again. Warnings and hints do not stop
                  the data.
                  Up to 5 places are shown of each kind; --format json lists more, and all with
                  --max-findings 0.
                  Values are left out of this report on purpose: they may say something about a
                  person. With --show-values they are shown; then guard the report like the data
                  itself.

                """)
    }

    @Test(arguments: [40, 60, 80, 120])
    func linesKeepToTheWidth(width: Int) throws {
        var options = Self.options
        options.width = width
        for line in try Self.lines(.sample, options) { #expect(line.count <= width, "\(line)") }
    }

    @Test func theWorstComeFirst() throws {
        var report = Report.sample
        report.rules.append(.init(rule: "value.not-a-date", severity: .error, field: "cas_Date", count: 9, records: 2))
        let heads = try Self.lines(report).filter { line in
            ["ERROR", "WARNING", "HINT"].contains { line.contains("  \($0)  ") }
        }
        #expect(
            heads == [
                "  ERROR    value.not-a-date - field cas_Date", "  ERROR    Not a value of the list - field prs_Gender",
                "  WARNING  value.future-date - field cas_Date", "  HINT     quality.empty-column",
            ])
        #expect(try Self.lines(report).contains("    Where       not listed one by one"))
    }

    @Test func fiveKindsAreToldInFull() throws {
        var report = Report.sample
        report.rules = (1...9).map {
            .init(
                rule: "value.not-a-date", severity: $0 < 7 ? .error : .info, field: "field_\($0)", count: $0, records: 1
            )
        }
        let lines = try Self.lines(report)
        #expect(lines.count { $0.hasPrefix("  ERROR ") } == 5)
        #expect(lines.contains("  ... and 4 more kinds, 1 of errors, 3 of hints: see them with --format html or"))
        report.rules.removeLast(4)
        #expect(!(try Self.lines(report)).contains { $0.contains("more kind") })
    }

    @Test func placesAreToldInTheTermsOfTheFile() throws {
        var report = Report.sample
        report.sources.append(report.sources[0])
        report.sources[1].name = "b.xml"
        report.rules = [.init(rule: "value.not-a-date", severity: .error, field: nil, count: 5, records: 4)]
        let places: [HTCDSFindings.SourceLocation] = [
            .init(record: 1, row: 2, sheet: "S", cell: "A2"), .init(record: 2, row: 3, sheet: "S", cell: "A3"),
            .init(source: 1, record: 3, line: 7, path: "/c/case[1]"), .init(record: 4),
            .init(record: 5, row: 9, sheet: "T"),
        ]
        report.findings = places.map {
            Finding(rule: "value.not-a-date", severity: .error, location: $0, message: "No.")
        }
        let text = try rendered(report, as: "text", RenderingOptions(width: 200))
        #expect(
            text.contains(
                """
                    Where       cases.xlsx: S A2
                                cases.xlsx: S A3
                                b.xml: line 7, /c/case[1]
                                cases.xlsx: record 4
                                cases.xlsx: sheet T, row 9

                """))
    }

    @Test func valuesAreShownOnlyWhereAFindingHasThem() throws {
        var report = Report.sample
        #expect(try rendered(report, as: "text").contains("Values are left out of this report on purpose"))
        report.findings[0].value = "Zorblax"
        let text = try rendered(report, as: "text")
        #expect(text.contains("    Value       Zorblax\n"))
        #expect(text.contains("This report shows values from the data"))
        #expect(!text.contains("left out of this report on purpose"))
    }

    /// A header or a value from a file must not act on the terminal.
    @Test func nothingFromAFileActsOnTheTerminal() throws {
        var report = Report.sample
        let evil = "A\u{1B}[2J\u{7}\u{202E}B\r\nC\u{9B}31m"
        report.columns.unused = [evil]
        report.sources[0].name = evil
        report.fields[0].column = evil
        report.findings[0].location.sheet = evil
        report.findings[8].location.column = evil
        report.findings[0].value = evil
        report.findings[0].message = evil
        report.checks.skipped[0].why = evil
        let text = try rendered(report, as: "text")
        #expect(
            text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
        #expect(!text.contains("\u{202E}"))
        #expect(text.contains("A?[2J??B  C?31m"))
    }

    @Test func coloursOnlyIfAskedFor() throws {
        var options = Self.options
        options.colour = true
        let coloured = try rendered(.sample, as: "text", options)
        #expect(coloured.hasPrefix("\u{1B}[1;31mFAIL - \u{1B}[0m"))
        let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(try plain == rendered(.sample, as: "text", Self.options))
    }

    @Test func theNextStepFitsTheVerdict() throws {
        var report = Report.sample
        report.rules = []
        report.findings = []
        report.findingsTotal = 0
        report.findingsShown = 0
        report.verdict = .pass
        report.counts = .init()
        #expect(try rendered(report, as: "text").contains("Nothing needs to be repaired."))
        report.counts.warning = 1
        #expect(try rendered(report, as: "text").contains("Look at the warnings"))
        report.counts.error = 1
        #expect(try rendered(report, as: "text").contains("within what was allowed"))
        report.records.read = 0
        #expect(try rendered(report, as: "text").contains("Nothing was read."))
        report.records.read = 1
        report.verdict = .fail
        #expect(try rendered(report, as: "text").contains("Repair the errors"))
        report.counts.error = 0
        #expect(try rendered(report, as: "text").contains("The first line says what was not met."))
    }

    @Test func whatWasNotKeptIsSaid() throws {
        var report = Report.sample
        report.findingsTotal = 500
        #expect(try rendered(report, as: "text").contains("10 of 500 findings were kept one by one"))
    }
}
