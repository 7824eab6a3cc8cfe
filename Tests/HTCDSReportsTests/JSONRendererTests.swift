import Foundation
import HTCDSFindings
import HTCDSReports
import Testing

struct JSONRendererTests {
    @Test func decodesBackToTheSameReport() throws {
        let text = try rendered(.sample, as: "json")
        #expect(try JSONDecoder().decode(Report.self, from: Data(text.utf8)) == .sample)
    }

    @Test func columnNumbersStayInside() throws {
        var report = Report.sample
        report.findings[0].location.columnNumber = 7
        let text = try rendered(report, as: "json")
        #expect(!text.contains("columnNumber"))
        #expect(try JSONDecoder().decode(Report.self, from: Data(text.utf8)) == .sample)
    }

    @Test func isAsWrittenDown() throws {
        var report = Report.sample
        report.findings = [report.findings[0]]
        report.findingsShown = 1
        report.fields.removeLast()
        report.rules.removeFirst(2)
        let hash = report.judgedBy.rulesSha256
        #expect(
            try rendered(report, as: "json") == """
                {
                  "report": 1,
                  "tool": {
                    "name": "htcds",
                    "version": "0.1.0"
                  },
                  "judgedBy": {
                    "standard": "2.0",
                    "profile": "core",
                    "profileSha256": "\(hash)",
                    "severities": [
                      {
                        "rule": "value.future-date",
                        "field": null,
                        "from": "warning",
                        "to": "error"
                      }
                    ],
                    "localRules": [
                      {
                        "rule": "local.adult",
                        "about": "We help adults only."
                      }
                    ],
                    "asOf": "2026-01-31",
                    "asOfFrom": "option",
                    "mapping": {
                      "name": "htcds-excel-2.0",
                      "why": "38 of 38 header labels match",
                      "sha256": "\(hash)"
                    },
                    "acceptance": "default",
                    "rulesSha256": "\(hash)",
                    "codeListsSha256": "\(hash)"
                  },
                  "sources": [
                    {
                      "name": "cases.xlsx",
                      "format": "xlsx",
                      "bytes": 18579,
                      "sha256": "\(hash)",
                      "encoding": {
                        "name": "UTF-8",
                        "why": "declared by the format"
                      }
                    }
                  ],
                  "verdict": "fail",
                  "because": "8 errors, 0 allowed",
                  "records": {
                    "read": 1000,
                    "accepted": 112,
                    "rejected": 8,
                    "ignored": [
                      {
                        "why": "blank but numbered row",
                        "count": 880
                      }
                    ]
                  },
                  "part": null,
                  "counts": {
                    "error": 8,
                    "warning": 1,
                    "info": 1
                  },
                  "rules": [
                    {
                      "rule": "value.not-in-code-list",
                      "severity": "error",
                      "field": "prs_Gender",
                      "count": 8,
                      "records": 8,
                      "firstRecord": null,
                      "lastRecord": null,
                      "pattern": null
                    }
                  ],
                  "fields": [
                    {
                      "field": "prs_Gender",
                      "core": true,
                      "column": "Gender",
                      "filled": 118,
                      "valid": 110
                    },
                    {
                      "field": "hte_Date",
                      "core": true,
                      "column": null,
                      "filled": 0,
                      "valid": 0
                    }
                  ],
                  "columns": {
                    "mapped": [
                      "Gender",
                      "Case date"
                    ],
                    "kept": [
                      "Local ref"
                    ],
                    "dropped": [
                      "Photo"
                    ],
                    "unused": [
                      "Série"
                    ]
                  },
                  "cells": {
                    "filled": 0,
                    "mapped": 0,
                    "kept": 0,
                    "dropped": 0,
                    "unused": 0,
                    "missing": 0
                  },
                  "losses": [],
                  "checks": {
                    "run": [
                      "value.future-date",
                      "value.not-in-code-list"
                    ],
                    "skipped": [
                      {
                        "rule": "consistency.event-before-birth",
                        "why": "no column for hte_Date"
                      }
                    ]
                  },
                  "suppressed": [
                    {
                      "rule": "value.not-an-email",
                      "scope": "org_Email",
                      "reason": "agreed with the partner",
                      "who": "Data desk",
                      "until": null,
                      "count": 2
                    }
                  ],
                  "localCodes": [
                    {
                      "field": "vic_TypeOfExploitation",
                      "code": "x-OnlineScam",
                      "broader": "ForcedCriminality",
                      "records": 3
                    }
                  ],
                  "findings": [
                    {
                      "rule": "value.not-in-code-list",
                      "severity": "error",
                      "field": "prs_Gender",
                      "location": {
                        "source": 0,
                        "record": 17,
                        "line": null,
                        "row": 19,
                        "sheet": "Case Sheet",
                        "cell": "H19",
                        "column": "Gender",
                        "path": null
                      },
                      "message": "This is not one of the 5 values of the list Gender. Choose one of them.",
                      "shape": "5 letters",
                      "suggestion": "Feminine",
                      "value": null
                    }
                  ],
                  "findingsTotal": 10,
                  "findingsShown": 1
                }

                """)
    }

    @Test func emptyListsStayOnOneLine() throws {
        var report = Report.sample
        report.findings = []
        report.sources = []
        let text = try rendered(report, as: "json")
        #expect(text.contains("\n  \"findings\": [],\n"))
        #expect(text.contains("\n  \"sources\": [],\n"))
    }

    /// Enough findings to be handed on in several blocks, with everything in their texts that JSON has to escape.
    @Test func manyFindingsWithOddTexts() throws {
        var report = Report.sample
        let odd = "{\"a\":[1,\\2]},\u{1}\u{7F}\t\n \u{2028} \u{202E}é 😀"
        report.findings = (1...3000).map {
            Finding(
                rule: "value.not-a-date", severity: .error, location: .init(record: $0, path: odd), message: odd,
                value: odd)
        }
        report.findingsShown = 3000
        let text = try rendered(report, as: "json")
        #expect(try JSONDecoder().decode(Report.self, from: Data(text.utf8)) == report)
        #expect(text.split(separator: "\n").allSatisfy { $0.prefix { $0 == " " }.count % 2 == 0 })
    }
}

struct NDJSONRendererTests {
    @Test func oneFindingALineAndTheReportLast() throws {
        let text = try rendered(.sample, as: "ndjson")
        #expect(text.hasSuffix("}\n"))
        let lines = text.split(separator: "\n").map { Data($0.utf8) }
        #expect(lines.count == Report.sample.findings.count + 1)
        let findings = try lines.dropLast().map { try JSONDecoder().decode(Finding.self, from: $0) }
        #expect(findings == Report.sample.findings)

        let line = try #require(lines.last)
        let last = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
        #expect(last["findings"] == nil)
        #expect(last["verdict"] as? String == "fail")
        #expect(last["findingsTotal"] as? Int == 10)
        #expect(last["suppressed"] != nil)
    }

    @Test func withoutFindingsTheReportStandsAlone() throws {
        var report = Report.sample
        report.findings = []
        #expect(try rendered(report, as: "ndjson").split(separator: "\n").count == 1)
    }
}
