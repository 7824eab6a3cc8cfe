import Foundation
import HTCDSFindings
import HTCDSReports

/// Paths in the checkout these tests are part of.
enum Repository {
    static func path(_ relative: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: relative).path
    }
}

extension Report {
    /// A fictional report with something in every place.
    static var sample: Report {
        let hash = String(repeating: "0123456789abcdef", count: 4)
        return Report(
            tool: .init(name: "htcds", version: "0.1.0"),
            judgedBy: .init(
                standard: "2.0", profile: "core", profileSha256: hash,
                severities: [.init(rule: "value.future-date", field: nil, from: "warning", to: "error")],
                localRules: [.init(rule: "local.adult", about: "We help adults only.")],
                asOf: "2026-01-31", asOfFrom: "option",
                mapping: .init(name: "htcds-excel-2.0", why: "38 of 38 header labels match", sha256: hash),
                acceptance: "default", rulesSha256: hash, codeListsSha256: hash),
            sources: [
                .init(
                    name: "cases.xlsx", format: "xlsx", bytes: 18579, sha256: hash,
                    encoding: .init(name: "UTF-8", why: "declared by the format"))
            ],
            verdict: .fail, because: "8 errors, 0 allowed",
            records: .init(
                read: 1000, accepted: 112, rejected: 8, ignored: [.init(why: "blank but numbered row", count: 880)]),
            counts: .init(error: 8, warning: 1, info: 1),
            rules: [
                .init(rule: "quality.empty-column", severity: .info, field: nil, count: 1, records: 0),
                .init(rule: "value.future-date", severity: .warning, field: "cas_Date", count: 1, records: 1),
                .init(rule: "value.not-in-code-list", severity: .error, field: "prs_Gender", count: 8, records: 8),
            ],
            fields: [
                .init(field: "prs_Gender", core: true, column: "Gender", filled: 118, valid: 110),
                .init(field: "hte_Date", core: true, column: nil, filled: 0, valid: 0),
                .init(field: "cas_Date", core: false, column: "Case \"date\"\n", filled: 4, valid: 3),
            ],
            columns: .init(
                mapped: ["Gender", "Case date"], kept: ["Local ref"], dropped: ["Photo"], unused: ["Série"]),
            checks: .init(
                run: ["value.future-date", "value.not-in-code-list"],
                skipped: [.init(rule: "consistency.event-before-birth", why: "no column for hte_Date")]),
            suppressed: [
                .init(
                    rule: "value.not-an-email", scope: "org_Email", reason: "agreed with the partner", who: "Data desk",
                    until: nil, count: 2)
            ],
            localCodes: [
                .init(field: "vic_TypeOfExploitation", code: "x-OnlineScam", broader: "ForcedCriminality", records: 3)
            ],
            findings: genderFindings + [
                Finding(
                    rule: "value.future-date", severity: .warning, field: "cas_Date",
                    location: .init(record: 40, line: 41, cell: "C41", column: "Case date"),
                    message: "The date lies after today. Correct it, or give --as-of.",
                    shape: "10 characters, looks like yyyy-mm-dd"),
                Finding(
                    rule: "quality.empty-column", severity: .info, location: .init(), message: "A column is empty."),
            ],
            findingsTotal: 10)
    }

    private static var genderFindings: [Finding] {
        (17..<25).map { record in
            Finding(
                rule: "value.not-in-code-list", severity: .error, field: "prs_Gender",
                location: .init(
                    record: record, row: record + 2, sheet: "Case Sheet", cell: "H\(record + 2)", column: "Gender"),
                message: "This is not one of the 5 values of the list Gender. Choose one of them.", shape: "5 letters",
                suggestion: "Feminine")
        }
    }
}

/// What the renderer called `name` makes of `report`.
func rendered(_ report: Report, as name: String, _ options: RenderingOptions = RenderingOptions()) throws -> String {
    let output = MemoryOutput()
    var renderer = RendererCatalogue.renderer(named: name, output: output, options: options)
    try renderer?.render(report)
    return output.text
}
