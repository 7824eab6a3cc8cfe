import Foundation
import HTCDSFindings
import HTCDSReports
import Testing

@Suite("What a gate did, in reports for people")
struct GateReportTests {
    private var report: Report {
        var report = Report.sample
        report.gate = .sample
        return report
    }

    @Test(
        "Every form tells who passed, what left, and how easily somebody could be known",
        arguments: ["text", "markdown", "html"])
    func told(name: String) throws {
        let text = try rendered(report, as: name, RenderingOptions(width: 400))
        for part in [
            "Victims read: 5000; passed: 4880; withheld: 120.", "citizenship",
            "which synthesis will have to count: 6367.",
            "Rows with a combination that no other row has: fewer than 10.", "Rows with a rare combination: 25",
            "a rare value",
            "31 %", "Columns that stand in only one of the releases", "region",
        ] {
            #expect(text.contains(part), "\(name): \(part)")
        }
        #expect(!(try rendered(.sample, as: name)).contains("Victims read"))
    }

    /// The figures are too small to be told, and are not.
    @Test(arguments: RendererCatalogue.names)
    func nothingBelowKIsTold(name: String) throws {
        var report = self.report
        report.gate?.risk?.byLength = []
        let text = try rendered(report, as: name)
        #expect(
            !text.contains("3 rows") && !text.contains("\"count\": 2,")
                && !text.contains("Rows of the smallest class: 2"))
    }

    @Test("Pictures have a title, a description, a table beside them, and no program")
    func pictures() throws {
        let page = try rendered(report, as: "html")
        #expect(page.components(separatedBy: "<svg class=\"bars\" role=\"img\"").count == 4)
        #expect(
            page.contains(
                "<title id=\"b3\">Attributes that make combinations rare, and their share of the rare ones</title>"))
        #expect(
            page.contains(
                "<caption id=\"t3\">Attributes that make combinations rare, and their share of the rare ones</caption>")
        )
        #expect(page.contains("citizenship: Melanesia &lt;&amp;&gt;"))
        #expect(!page.contains("<script") && !page.contains("{{"))
        #expect(page.contains("<a href=\"#gate\">What left the gate</a>"))
    }

    @Test("A report is read back as it was written, figures and all")
    func backAgain() throws {
        let text = try rendered(report, as: "json")
        let read = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
        #expect(read.gate == report.gate)
    }

    @Test("Numbers of any size are only numbers", arguments: RendererCatalogue.names)
    func anyNumbers(name: String) throws {
        for number in [Int.min, -1, Int.max] {
            var report = self.report
            report.gate?.rows = number
            report.gate?.k = number
            report.gate?.risk?.combinations = number
            report.gate?.risk?.rare.share = Double(number) * 1e290
            report.gate?.risk?.gains[0].dropped.share = -1e300
            report.gate?.risk?.attributes[0].share = .infinity
            report.gate?.risk?.pairs[0].columns = []
            #expect(!(try rendered(report, as: name)).isEmpty)
        }
    }
}
