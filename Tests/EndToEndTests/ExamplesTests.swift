import Foundation
import Testing

/// An example, the mapping that it is for, and the name of its golden result.
struct Sample: Sendable, CustomTestStringConvertible {
    let mapping: String
    let golden: String
    let files: [String]
    var testDescription: String { golden }

    var paths: [String] { files.map { Place.example(mapping + "/" + $0) } }

    static let all = [
        Sample(mapping: "commcare-forms", golden: "commcare-forms", files: ["forms.csv"]),
        Sample(mapping: "ctdc-global-k-anonymised", golden: "ctdc-global-k-anonymised", files: ["sample.csv"]),
        Sample(mapping: "ctdc-global-synthetic-2021", golden: "ctdc-global-synthetic-2021", files: ["sample.csv"]),
        Sample(mapping: "ctdc-global-synthetic-2024", golden: "ctdc-global-synthetic-2024", files: ["sample.csv"]),
        Sample(
            mapping: "ctdc-victim-perpetrator-2022", golden: "ctdc-victim-perpetrator-2022", files: ["sample.csv"]),
        Sample(mapping: "htcds", golden: "htcds", files: ["cases.csv"]),
        Sample(mapping: "htcds-excel-2.0", golden: "htcds-excel-2.0", files: ["cases.xlsx"]),
        Sample(mapping: "htcds-excel-2.0", golden: "htcds-excel-2.0-saved-as", files: ["saved-as.csv"]),
        Sample(mapping: "htcds-0.1", golden: "htcds-0.1", files: ["cases.csv"]),
        Sample(mapping: "htcds-0.2", golden: "htcds-0.2", files: ["cases.csv"]),
        Sample(mapping: "htcds-1.0", golden: "htcds-1.0", files: ["cases.csv"]),
        Sample(mapping: "htcds-dart", golden: "htcds-dart", files: ["people.json"]),
        Sample(mapping: "htcds-dart-cases", golden: "htcds-dart-cases", files: ["cases.json"]),
        Sample(mapping: "htcds-excel-0.2", golden: "htcds-excel-0.2", files: ["cases.xlsx"]),
        Sample(mapping: "htcds-excel-1.0", golden: "htcds-excel-1.0", files: ["cases.xlsx"]),
        Sample(mapping: "htcds-records", golden: "htcds-records", files: ["cases.ndjson"]),
        Sample(mapping: "htcds-records-xml", golden: "htcds-records-xml", files: ["cases.xml"]),
        Sample(mapping: "htcds-kobo", golden: "htcds-kobo-labels", files: ["labels.csv"]),
        Sample(mapping: "htcds-kobo", golden: "htcds-kobo-xml-values", files: ["xml-values.csv"]),
        Sample(mapping: "htcds-odk-central", golden: "htcds-odk-central-joined", files: ["joined.csv"]),
        Sample(mapping: "htcds-odk-central", golden: "htcds-odk-central-split", files: ["split.csv"]),
        Sample(mapping: "htcds-odk-briefcase", golden: "htcds-odk-briefcase", files: ["export.csv"]),
        Sample(
            mapping: "htcds-salesforce", golden: "htcds-salesforce",
            files: [
                "Case.csv", "Contact.csv", "Connected_Person_or_Organisation__c.csv", "Account.csv",
                "Support_Plan__c.csv", "Task.csv", "Event.csv", "CaseComment.csv",
            ]),
        Sample(
            mapping: "htcds-salesforce-report", golden: "htcds-salesforce-report", files: ["report1740819000000.csv"]),
        Sample(
            mapping: "htcds-xform", golden: "htcds-xform", files: (1...6).map { "submission-\($0).xml" }),
        Sample(mapping: "primero-csv", golden: "primero-csv", files: ["cases.csv"]),
    ]
}

@Suite("Examples")
struct ExamplesTests {
    static let day = "2026-01-31"

    /// Members that say which build made a report, and words that may be put better without a change of meaning.
    private static let volatile: Set<String> = [
        "version", "rulesSha256", "codeListsSha256", "profileSha256", "parameters", "message", "because", "title",
        "meaning",
    ]

    @Test("Each example becomes its golden records and report", arguments: Sample.all)
    func golden(_ sample: Sample) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            ["convert"] + sample.paths
                + [
                    "--to", "ndjson", "-o", "records.ndjson", "--report", "report.json", "--as-of", Self.day, "--quiet",
                ],
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
        if ProcessInfo.processInfo.environment["HTCDS_WRITE_GOLDEN"] != nil {
            return try Self.writeGolden(sample, folder)
        }
        let expected = try JSON.lines(Data(contentsOf: Place.golden(sample.golden + ".ndjson")))
        let got = try JSON.lines(folder.content("records.ndjson"))
        #expect(got.count == expected.count)
        for (number, (record, wanted)) in zip(got, expected).enumerated() {
            #expect(
                record.isIdentical(to: wanted),
                "record \(number + 1) of \(sample.golden)\nexpected \(wanted)\n     got \(record)")
        }
        #expect(
            Self.lasting(try JSON(folder.content("report.json")))
                == Self.lasting(try JSON(contentsOf: Place.golden(sample.golden + ".report.json"))),
            "report of \(sample.golden)")
    }

    /// Makes what came out the golden result. Only a person can say that it is right: the oracle below, and a look at the
    /// difference, are what makes it so.
    private static func writeGolden(_ sample: Sample, _ folder: Scratch) throws {
        try folder.content("records.ndjson").write(to: Place.golden(sample.golden + ".ndjson"))
        let report = lasting(try JSON(folder.content("report.json")))
        try JSONSerialization.data(
            withJSONObject: report.foundation, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        ).write(to: Place.golden(sample.golden + ".report.json"))
    }

    /// A report without what changes from build to build.
    private static func lasting(_ report: JSON) -> JSON {
        guard case .object(var members) = report.withoutAnywhere(volatile) else { return report }
        if case .object(var judged) = members["judgedBy"] {
            judged["mapping"] = judged["mapping"]?.without("sha256", "why")
            // The profile core changes nothing, and has no codes of its own.
            for key in ["severities", "localRules"] where judged[key] == .array([]) { judged[key] = nil }
            members["judgedBy"] = .object(judged)
        }
        // Which rules there are is no matter of the examples.
        members["checks"] = nil
        if members["part"] == .null { members["part"] = nil }
        if members["localCodes"] == .array([]) { members["localCodes"] = nil }
        return .object(members)
    }

    @Test("Each golden file agrees with a reading of its example that is not ours", arguments: Sample.all)
    func oracle(_ sample: Sample) throws {
        guard Python.isThere else { return print("Skipped: no Python.") }
        if sample.files[0].hasSuffix(".xlsx"), !Python.hasOpenpyxl { return print("Skipped: Python has no openpyxl.") }
        let run = try Python.run([Place.oracle("golden.py"), sample.golden])
        #expect(run.status == 0, "\(run.everything)")
        let expected = try JSON.lines(run.output)
        let golden = try JSON.lines(Data(contentsOf: Place.golden(sample.golden + ".ndjson")))
        #expect(golden.count == expected.count)
        for (number, (record, wanted)) in zip(golden, expected).enumerated() {
            #expect(
                record.isIdentical(to: wanted),
                "record \(number + 1) of \(sample.golden)\nexpected \(wanted)\n     got \(record)")
        }
    }

    @Test("Each example is recognised by itself, and the report says why", arguments: Sample.all)
    func recognised(_ sample: Sample) throws {
        let run = try CommandLine.htcds(
            ["validate"] + sample.paths + ["--format", "json", "--as-of", Self.day, "--fail-on", "never"])
        #expect(run.status == 0, "\(run.errors)")
        let mapping = try run.json()["judgedBy"]["mapping"]
        #expect(mapping["name"].text == sample.mapping)
        #expect((mapping["why"].text ?? "").isEmpty == false)
        #expect(mapping["why"].text?.contains("--mapping") == false, "It was not given.")
        #expect(mapping["sha256"].text?.count == 64)
    }

    // The Dart package knows only a part of 0.2, whose fields its mappings take whole: what of them never comes cannot be
    // told from what has not come yet.
    @Test(
        "Each example fills every field that its mapping can fill",
        arguments: Sample.all.filter { !$0.mapping.hasPrefix("htcds-dart") })
    func fills(_ sample: Sample) throws {
        let run = try CommandLine.htcds(
            ["validate"] + sample.paths + ["--format", "json", "--as-of", Self.day, "--fail-on", "never"])
        for field in try run.json()["fields"].items where field["column"] != .null {
            #expect((field["filled"].integer ?? 0) > 0, "\(field["field"]) is never filled")
        }
    }

    @Test("No column of an example is left over", arguments: Sample.all)
    func accounted(_ sample: Sample) throws {
        let run = try CommandLine.htcds(
            ["validate"] + sample.paths + ["--format", "json", "--as-of", Self.day, "--fail-on", "never"])
        #expect(try run.json()["columns"]["unused"] == .array([]))
    }

    @Test("The survey gives the same HTCDS values through every system that exports it")
    func surveys() throws {
        let surveys = Sample.all.filter {
            ["htcds-xform", "htcds-kobo", "htcds-odk-central", "htcds-odk-briefcase"].contains($0.mapping)
        }
        let all = try surveys.map { try Self.standardValues($0.paths) }
        for (sample, records) in zip(surveys, all).dropFirst() {
            #expect(records.count == all[0].count)
            for (number, (record, first)) in zip(records, all[0]).enumerated() {
                #expect(record == first, "record \(number + 1) of \(sample.golden)")
            }
        }
    }

    /// The records of some files without what belongs to the partner or to the run.
    static func standardValues(_ paths: [String]) throws -> [JSON] {
        let folder = try Scratch()
        let run = try CommandLine.htcds(["convert"] + paths + ["--to", "ndjson", "-o", "records.ndjson"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON.lines(folder.content("records.ndjson")).map {
            $0.without("id", "provenance").withoutAnywhere(["extensions"])
        }
    }

    @Test("Every shipped mapping has an example and can be shown and checked")
    func mappings() throws {
        let folder = Place.package.appendingPathComponent("Mappings")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        #expect(Set(names) == Set(Sample.all.map(\.mapping)))
        let list = try CommandLine.htcds("mapping", "list")
        #expect(list.status == 0)
        for name in names {
            #expect(list.text.contains(name))
            let shown = try CommandLine.htcds("mapping", "show", name)
            #expect(shown.status == 0, "\(shown.errors)")
            let check = try CommandLine.htcds("mapping", "check", folder.appendingPathComponent(name + ".yaml").path)
            #expect(check.status == 0, "\(check.everything)")
        }
    }
}
