import HTCDSFindings
import HTCDSReports
import Testing

struct HTMLRendererTests {
    @Test func showsAPieceOfTheSheet() throws {
        let page = try rendered(.sample, as: "html").replacing("\n", with: "")
        #expect(page.contains("Sheet Case Sheet, column H</caption>"))
        #expect(page.contains("<th scope=\"col\">H: Gender</th>"))
        #expect(page.contains("<th scope=\"row\">for example</th><td class=\"good\">Feminine</td>"))
        #expect(page.contains("<th scope=\"row\">21</th><td class=\"bad\">(5 letters)</td>"))
        #expect(!page.contains("<th scope=\"row\">22</th>"))
    }

    @Test func anEmptyReportIsAPage() throws {
        var report = Report.sample
        report.rules = []
        report.findings = []
        report.fields = []
        report.checks = .init()
        report.suppressed = []
        report.verdict = .pass
        let page = try rendered(report, as: "html")
        #expect(page.contains("<p>Nothing.</p>"))
        #expect(page.contains("Yes, the data conforms."))
        #expect(page.contains("No core field is counted in this report."))
        #expect(!page.contains("{{"))
    }

    /// A report may come from a file, so its numbers may be anything.
    @Test(arguments: RendererCatalogue.names)
    func numbersOfAnySize(name: String) throws {
        for number in [Int.min, -1, Int.max] {
            var report = Report.sample
            report.records = .init(
                read: number, accepted: number, rejected: number, ignored: [.init(why: "x", count: number)])
            for index in report.rules.indices {
                report.rules[index].count = number
                report.rules[index].records = number
            }
            report.rules.append(
                .init(rule: "quality.empty-column", severity: .info, field: "x", count: number, records: 0))
            for index in report.fields.indices {
                report.fields[index].filled = number
                report.fields[index].valid = number
            }
            for index in report.findings.indices {
                report.findings[index].location.source = number
                report.findings[index].location.line = number
                report.findings[index].location.cell = "\u{202E}"
            }
            report.cells.filled = number
            report.findingsTotal = number
            report.findingsShown = number
            #expect(!(try rendered(report, as: name)).isEmpty)
        }
    }
}
