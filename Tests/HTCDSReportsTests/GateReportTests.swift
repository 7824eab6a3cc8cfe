import Foundation
import HTCDSFindings
import HTCDSReports
import Testing

@Suite("What a gate did, in reports for people")
struct GateReportTests {
    private var report: Report {
        var report = Report.sample
        report.verdict = .pass
        report.because = "0 errors of 0 allowed; 3 of 90 records quarantined, 5 % allowed"
        report.gate = .sample
        return report
    }

    private var stopped: Report {
        var report = report
        report.verdict = .fail
        report.because = "no row is left: 0 errors of 0 allowed; 90 of 90 records quarantined, 5 % allowed"
        report.gate?.risk = nil
        return report
    }

    @Test("Of a gate that failed nothing left, and each form says why", arguments: ["text", "markdown", "html"])
    func nothingLeft(name: String) throws {
        let text = try rendered(stopped, as: name, RenderingOptions(width: 400))
        #expect(
            text.contains(
                "Nothing left, because the gate failed: no row is left: 0 errors of 0 allowed; 90 of 90 records quarantined, 5 % allowed."
            ))
        #expect(text.contains("What the gate stopped") && text.contains("Rows that were stopped: 4880."))
        for lie in ["What left", "Rows that left", "Taken out", "that left", "conform yet", "the data conforms"] {
            #expect(!text.contains(lie), "\(name): \(lie)")
        }
    }

    @Test("The heading asks what a gate is asked")
    func heading() throws {
        #expect(
            try rendered(report, as: "text", RenderingOptions(width: 400)).hasPrefix("PASS - the data may leave: 0 e"))
        #expect(
            try rendered(stopped, as: "text", RenderingOptions(width: 400)).hasPrefix("FAIL - nothing leaves: no row"))
        let page = try rendered(report, as: "html")
        #expect(page.contains("<h1>May this data leave?</h1>") && page.contains("Yes, it may leave."))
        #expect(try rendered(stopped, as: "html").contains("No, nothing leaves."))
        #expect(try rendered(stopped, as: "markdown").contains("Nothing leaves: no row is left"))
        #expect(try rendered(stopped, as: "junit").contains("name=\"the data may leave\""))
        #expect(try rendered(.sample, as: "html").contains("<h1>Is this data fit for HTCDS 2.0?</h1>"))
    }

    @Test("Records that did not pass are withheld, with or without an error", arguments: ["text", "markdown", "html"])
    func withheld(name: String) throws {
        var report = report
        report.records.rejected = 53
        report.counts = .init(error: 0, warning: 0, info: 0)
        let text = try rendered(report, as: name, RenderingOptions(width: 400))
        #expect(text.contains("withheld by the policy or for errors"))
        #expect(!text.contains("see the errors below"))
        #expect(name == "markdown" || text.contains("The 53 withheld records are no part of it"))
    }

    @Test("On GitHub a gate that failed is an error, which says why")
    func github() throws {
        let text = try rendered(stopped, as: "github")
        #expect(
            text.hasPrefix("::error title=The gate let nothing leave::no row is left: 0 errors of 0 allowed; 90 of 90"))
        #expect(!(try rendered(report, as: "github")).contains("The gate let"))
    }

    /// Whatever may decide, in the language asked for, and back.
    @Test(
        "The reason of a gate is told whole in every language",
        arguments: [
            ("0 errors of 0 allowed; 3 of 90 records quarantined, 5 % allowed", ""),
            ("1 error of 0 allowed; 12 of 500 records quarantined, 2 of them for errors, 2.5 % allowed", ""),
            ("7 errors of 0 allowed; 0 of 500 records quarantined, any number allowed", ""),
            (
                "no row is left: 0 errors of 0 allowed; 9 of 9 records quarantined, 0 of them for errors, 5 % allowed",
                ""
            ),
            ("the output was refused: A column, or two; has 5 % allowed", "A column, or two; has 5 % allowed"),
            ("the output was refused for 3 reasons, the first of them: Some column. Mend it", "Some column. Mend it"),
        ])
    func languages(because: String, kept: String) {
        var report = report
        report.because = because
        for language in ReportLanguage.translated {
            let told = report.told(in: language)
            let own = told.because.dropLast(kept.count)
            #expect(told.because.hasSuffix(kept))
            for word in ["error ", "errors", "allowed", "records", "them", "row", "output", "reason", "number"]
            where !(language == .spanish && word == "error ") {
                #expect(!own.contains(word), "\(told.because)")
            }
            #expect(told.told(in: .english).because == because)
            for other in ReportLanguage.translated {
                #expect(told.told(in: other).because == report.told(in: other).because)
            }
        }
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
