import Foundation
import Testing

/// How easily somebody could be known by what left, held against the synthesizer's own counts.
@Suite("The gate tells the risk")
struct GateRiskTests {
    static let canCount: Bool = {
        let there = Python.has("pacsynth")
        if !there { print("skipped: Python has no pac-synth to count with.") }
        return there
    }()

    @Test("Figures of the report are those of pac-synth", .enabled(if: canCount))
    func figures() throws {
        let folder = try Scratch()
        let made = try CommandLine.htcds(
            "generate", "--records", "2500", "--seed", "11", "--output", "cases.csv", in: folder)
        #expect(made.status == 0, "\(made.errors)")
        let gate = try GateTests.gate(folder, "cases.csv", "--policy", "ctdc-global-2024")
        #expect(gate.status == 0, "\(gate.errors)")
        let counted = try Python.run([Place.oracle("risk.py"), folder.path("out"), "10"])
        #expect(counted.status == 0, "\(counted.everything)")
    }

    @Test("Pages of a gate have no fault of accessibility or HTML", .enabled(if: HTMLReportTests.canBeJudged))
    func pages() throws {
        let folder = try Scratch()
        _ = try CommandLine.htcds("generate", "--records", "600", "--seed", "3", "--output", "cases.csv", in: folder)
        let gate = try GateTests.gate(folder, "cases.csv")
        #expect(gate.status == 0, "\(gate.errors)")
        var pages: [String] = []
        for language in ["en", "fr", "es"] {
            let page = "page-\(language).html"
            let run = try CommandLine.htcds(
                "report", "render", "out/report.json", "--format", "html", "--lang", language, "--output", page,
                in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try folder.text(page).contains("<svg class=\"bars\" role=\"img\""))
            pages.append(folder.path(page))
        }
        let judge = try Python.run([Place.oracle("html_page.py")] + pages)
        #expect(judge.status == 0 || judge.status == 2, "\(judge.everything)")
    }
}
