import Foundation
import Testing

/// The ways in which KoBoToolbox and ODK write the same submissions, made from the examples, which have one of each.
@Suite("Variants of survey exports")
struct KoboVariantsTests {
    /// A table by its cells, as far as the examples need it: every cell in quotes.
    struct Cells {
        var header: [String]
        var rows: [[String]]

        init(_ path: String, delimiter: Character) throws {
            var (all, row, cell, quoted): ([[String]], [String], String, Bool) = ([], [], "", false)
            let text = try String(contentsOfFile: path, encoding: .utf8).replacingOccurrences(of: "\r\n", with: "\n")
            var rest = text[...]
            while let next = rest.popFirst() {
                if quoted, next == "\"" {
                    if rest.first == "\"" { cell.append(rest.removeFirst()) } else { quoted = false }
                } else if quoted {
                    cell.append(next)
                } else if next == "\"" {
                    quoted = true
                } else if next == delimiter || next == "\n" {
                    row.append(cell)
                    cell = ""
                    if next == "\n" { (all, row) = (all + [row], []) }
                } else {
                    cell.append(next)
                }
            }
            header = all.removeFirst()
            rows = all
        }

        func text(_ delimiter: String, _ end: String) -> String {
            ([header] + rows).map { row in
                row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: delimiter) + end
            }.joined()
        }

        /// Only some of the columns.
        func keeping(_ isWanted: (String) -> Bool) -> Cells {
            let places = header.indices.filter { isWanted(header[$0]) }
            var less = self
            less.header = places.map { header[$0] }
            less.rows = rows.map { row in places.map { row[$0] } }
            return less
        }

        /// With other headers.
        func called(_ name: (String) -> String) -> Cells {
            var other = self
            other.header = header.map(name)
            return other
        }
    }

    static let multiple: Set = [
        "vic_MethodOfRecruitment", "vic_Methods_of_Control", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry",
        "vic_TypeOfSexExploitation", "Method of Recruitment", "Methods of Control", "Type of Exploitation",
        "Forced Labour Industry", "Type of Sex Exploitation",
    ]
    static func isChoice(_ header: String) -> Bool {
        multiple.contains { header.hasPrefix($0 + "/") }
    }
    static func isOwn(_ header: String) -> Bool {
        header.hasPrefix("_") || header.hasPrefix("meta") || ["start", "end"].contains(header)
    }

    private static func submissions() throws -> [JSON] {
        try ExamplesTests.standardValues((1...6).map { Place.example("htcds-xform/submission-\($0).xml") })
    }

    private static func expectSubmissions(_ path: String, _ mapping: String = "htcds-kobo") throws {
        let expected = try submissions()
        let run = try CommandLine.htcds("validate", path, "--format", "json", "--fail-on", "never")
        let report = try run.json()
        #expect(report["judgedBy"]["mapping"]["name"].text == mapping)
        #expect(report["columns"]["unused"] == .array([]))
        let records = try ExamplesTests.standardValues([path])
        #expect(records.count == 6)
        for (number, (record, wanted)) in zip(records, expected).enumerated() {
            #expect(record.isIdentical(to: wanted), "record \(number + 1)\nexpected \(wanted)\n     got \(record)")
        }
    }

    enum Choices: String, CaseIterable, Sendable { case both, summary, details }

    @Test(
        "Value names and labels, with choices in one column, in columns of their own, or both, with and without groups",
        arguments: ["xml-values.csv", "labels.csv"], Choices.allCases)
    func tables(_ example: String, _ choices: Choices) throws {
        let folder = try Scratch()
        let cells = try Cells(Place.example("htcds-kobo/" + example), delimiter: ";").keeping { header in
            switch choices {
            case .both: true
            case .summary: !Self.isChoice(header)
            case .details: !Self.multiple.contains(header)
            }
        }
        try Self.expectSubmissions(folder.file("plain.csv", cells.text(";", "\r\n")))
        for (group, name) in [("about_case/person/", "names.csv"), ("About the case/The person/", "labels.csv")] {
            let grouped = cells.called { Self.isOwn($0) ? $0 : group + $0 }
            try Self.expectSubmissions(folder.file(name, grouped.text(";", "\r\n")))
        }
        // Not all in the same group.
        var number = 0
        let several = cells.called { header in
            if Self.isOwn(header) { return header }
            if !Self.isChoice(header) { number += 1 }
            return number % 3 == 0 ? header : number % 3 == 1 ? "first/" + header : "second/deeper/" + header
        }
        try Self.expectSubmissions(folder.file("several.csv", several.text(";", "\r\n")))
    }

    @Test(
        "Exports of the older kind: commas, n/a for nothing, True and False",
        arguments: ["xml-values.csv", "labels.csv"])
    func older(_ example: String) throws {
        let folder = try Scratch()
        for details in [false, true] {
            var cells = try Cells(Place.example("htcds-kobo/" + example), delimiter: ";").keeping {
                $0 != "__version__" && $0 != "meta/rootUuid" && !(details && Self.multiple.contains($0))
            }
            let header = cells.header
            cells.rows = cells.rows.map { row in
                zip(header, row).map { header, cell in
                    if cell.isEmpty { return "n/a" }
                    return Self.isChoice(header) ? cell == "1" ? "True" : "False" : cell
                }
            }
            try Self.expectSubmissions(folder.file("older.csv", cells.text(",", "\n")))
        }
    }

    @Test("The same tables as workbooks", arguments: ["xml-values.csv", "labels.csv"])
    func workbooks(_ example: String) throws {
        guard Python.hasOpenpyxl else { return print("Skipped: Python has no openpyxl.") }
        let folder = try Scratch()
        let script = """
            import csv, openpyxl, sys
            book = openpyxl.Workbook()
            for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), delimiter=";"):
                book.active.append([None if cell == "" else int(cell) if cell in "01" else cell for cell in row])
            book.save(sys.argv[2])
            """
        let run = try Python.run(["-c", script, Place.example("htcds-kobo/" + example), folder.path("export.xlsx")])
        #expect(run.status == 0, "\(run.errors)")
        try Self.expectSubmissions(folder.path("export.xlsx"))
    }

    @Test(
        "The API's JSON: what was not answered is absent, also from the first records",
        arguments: ["", "about/", "a/b/"])
    func interface(_ group: String) throws {
        let folder = try Scratch()
        let cells = try Cells(Place.example("htcds-kobo/xml-values.csv"), delimiter: ";").keeping {
            !Self.isChoice($0) && $0 != "_index"
        }
        let results = cells.rows.map { row in
            Dictionary(
                uniqueKeysWithValues: zip(cells.header, row).filter { !$0.1.isEmpty }.map { header, cell in
                    (Self.isOwn(header) ? header : group + header, cell)
                })
        }
        let page: [String: Any] = ["count": 6, "next": NSNull(), "previous": NSNull(), "results": results]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let wrapped = try JSONSerialization.data(withJSONObject: page, options: options)
        try Self.expectSubmissions(folder.file("page.json", String(decoding: wrapped, as: UTF8.self)))
        let bare = try JSONSerialization.data(withJSONObject: results, options: options)
        try Self.expectSubmissions(folder.file("array.json", String(decoding: bare, as: UTF8.self)))
    }

    @Test("Central's and Briefcase's groups, with - between")
    func central() throws {
        let folder = try Scratch()
        let examples = [
            ("htcds-odk-central", "joined.csv"), ("htcds-odk-central", "split.csv"),
            ("htcds-odk-briefcase", "export.csv"),
        ]
        for (mapping, file) in examples {
            let cells = try Cells(Place.example("\(mapping)/\(file)"), delimiter: ",")
            let questions = cells.header.filter { $0.dropFirst(3).first == "_" }
            #expect(questions.count > 25)
            let grouped = cells.called { questions.contains($0) ? "about_case-person-" + $0 : $0 }
            try Self.expectSubmissions(folder.file(file, grouped.text(",", "\n")), mapping)
        }
    }

    @Test("Groups within the XML of a submission")
    func nested() throws {
        let folder = try Scratch()
        let paths = try (1...6).map { number in
            let text = try String(
                contentsOfFile: Place.example("htcds-xform/submission-\(number).xml"), encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let first = try #require(lines.firstIndex { $0.contains("<prs_") || $0.contains("<con_") })
            let last = try #require(lines.lastIndex { $0.contains("cas_") })
            var nested = lines.map(String.init)
            nested.insert("</person></about>", at: last + 1)
            nested.insert("<about><person>", at: first)
            return try folder.file("submission-\(number).xml", nested.joined(separator: "\n"))
        }
        let records = try ExamplesTests.standardValues(paths)
        #expect(records.count == 6)
        for (record, wanted) in zip(records, try Self.submissions()) {
            #expect(record.isIdentical(to: wanted), "expected \(wanted)\n     got \(record)")
        }
    }
}
