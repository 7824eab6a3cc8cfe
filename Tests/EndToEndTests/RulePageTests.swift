import Foundation
import Testing

/// Documentation/rules.md is what the program says of its rules.
@Suite("Documentation/rules.md")
struct RulePageTests {
    @Test("The page is what htcds rules list --format markdown prints")
    func inStep() throws {
        let run = try CommandLine.htcds("rules", "list", "--format", "markdown")
        #expect(run.status == 0, "\(run.errors)")
        let page = try Data(contentsOf: Place.package.appendingPathComponent("Documentation/rules.md"))
        #expect(run.output == page, "write it again: htcds rules list --format markdown > Documentation/rules.md")
    }

    @Test("Every rule has a row, and every statement of the guidance names rules that there are, or says why not")
    func whole() throws {
        let run = try CommandLine.htcds("rules", "list")
        let ids = Set(run.text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(ids.count > 60)
        let page = try String(
            contentsOf: Place.package.appendingPathComponent("Documentation/rules.md"), encoding: .utf8)
        for id in ids { #expect(page.contains("\n| `\(id)` | "), "\(id)") }
        let rows = page.split(separator: "\n").filter { $0.wholeMatch(of: /\| G\d+ \|.*/) != nil }
        #expect(rows.map { $0.split(separator: " ")[1] } == (1...34).map { "G\($0)" })
        for row in rows {
            let named = row.matches(of: /`([a-z]+\.[a-z-]+)`/).map { String($0.1) }
            #expect(Set(named).subtracting(ids).isEmpty, "\(row)")
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            if cells[2] == "nothing" { #expect(cells.count > 3 && cells[3].hasSuffix("."), "\(row)") }
        }
    }
}
