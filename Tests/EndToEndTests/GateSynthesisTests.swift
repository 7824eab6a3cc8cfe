import Foundation
import Testing

/// What leaves the gate is taken by the synthesizers as it was meant.
@Suite("From the gate to synthesis")
struct GateSynthesisTests {
    static let hasPacSynth = Python.has("pacsynth")

    private static func synthesize(_ folder: Scratch, _ arguments: String...) throws -> JSON {
        let run = try Python.run([Place.oracle("synthesize.py")] + arguments, in: folder)
        try #require(run.status == 0, "\(run.everything)")
        return try run.json()
    }

    @Test(
        "CTDC's victim-perpetrator data as records, through the gate, into pac-synth: every count is what it was",
        .enabled(if: hasPacSynth, "Python has no pac-synth."),
        .enabled(
            if: Place.published("data/ctdc-victim-perpetrator-2022.csv") != nil, "The published data is not at hand."))
    func victimPerpetrator() throws {
        let data = try #require(Place.published("data/ctdc-victim-perpetrator-2022.csv"))
        let folder = try Scratch()
        let converted = try CommandLine.htcds(
            "convert", data.path, "--to", "ndjson", "--output", "records.ndjson", "--quiet", in: folder)
        #expect(converted.status == 0, "\(converted.errors)")
        let run = try GateTests.gate(folder, "records.ndjson", "--policy", "victim-perpetrator")
        #expect(run.status == 0, "\(run.everything)")
        // The same lines, in an order that tells nothing of theirs.
        let published = String(decoding: try Data(contentsOf: data), as: UTF8.self).split(separator: "\n")
        let rows = try folder.text("out/synthesis.csv").split(separator: "\n")
        #expect(rows.first == published.first)
        #expect(rows.sorted() == published.sorted())
        #expect(rows != published)
        let made = try Self.synthesize(folder, "out", "2", data.path)
        #expect(made["rows"].integer == 21_195)
        #expect(made["aggregatesEqual"] == .bool(true))
        #expect(made["sameCounts"] == .bool(true))
        #expect((made["sampled"].integer ?? 0) > 15_000)
        #expect(try CommandLine.htcds("gate", "verify", "out", in: folder).status == 0)
    }

    /// The 27 columns of the codebook of 2024 and their values; `1` where there are none.
    private static let codebook: [(String, [String])] =
        [
            ("yearOfRegistration", (2002...2026).map(String.init)),
            ("gender", ["Man", "Woman", "Trans/Transgender/NonConforming"]),
            ("ageBroad", ["0--8", "9--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+"]),
            ("citizenship", []), ("CountryOfExploitation", []),
            ("traffickMonths", ["0--12 (0-1 yr)", "13--24 (1-2 yrs)", "25+ (2+ yrs)"]),
        ]
        + [
            "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises",
            "meansDrugsAlcohol",
            "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs", "isForcedLabour", "isSexualExploit",
            "isOtherExploit", "typeOfLabourAgriculture", "typeOfLabourConstruction", "typeOfLabourDomesticWork",
            "typeOfLabourHospitality", "typeOfSexProstitution", "typeOfSexPornography",
            "recruiterRelationIntimatePartner", "recruiterRelationFriend", "recruiterRelationFamily",
            "recruiterRelationOther",
        ].map { ($0, ["1"]) }

    @Test(
        "20,000 generated records by CTDC's codebook: its columns, its values, and pac-synth takes them",
        .enabled(if: hasPacSynth, "Python has no pac-synth."))
    func codebook() throws {
        let folder = try Scratch()
        let generated = try CommandLine.htcds(
            "generate", "--records", "20000", "--seed", "11", "--as-of", "2026-01-31", "--output", "cases.csv",
            in: folder)
        #expect(generated.status == 0, "\(generated.errors)")
        let run = try GateTests.gate(folder, "cases.csv", "--policy", "ctdc-global-2024", "--for", "ctdc")
        #expect(run.status == 0, "\(run.everything)")
        let made = try Self.synthesize(folder, "out", "2")
        #expect(made["columns"].texts == Self.codebook.map(\.0))
        #expect(made["aggregatesEqual"] == .bool(true))
        #expect((made["fewest"].integer ?? 0) >= 10)
        #expect((made["sampled"].integer ?? 0) > 10_000)
        for (name, known) in Self.codebook {
            let values = made["values"][name].texts
            if known.isEmpty {
                #expect(!values.isEmpty && values.allSatisfy { $0.wholeMatch(of: /[A-Z]{3}/) != nil }, "\(name)")
            } else {
                #expect(values.allSatisfy(known.contains), "\(name)")
            }
        }
    }

    @Test(
        "for each reader the form that it takes",
        arguments: ["showcase", "pac-synth", "intelligence-toolkit", "showwhy"])
    func targets(_ target: String) throws {
        let folder = try Scratch()
        _ = try CommandLine.htcds(
            "generate", "--records", "3000", "--seed", "4", "--as-of", "2026-01-31", "--output", "cases.csv", in: folder
        )
        let run = try GateTests.gate(folder, "cases.csv", "--for", target)
        #expect(run.status == 0, "\(run.everything)")
        let bytes = try folder.content("out/synthesis.csv")
        #expect(!bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.last == 0x0A)
        let columns = try JSON(try folder.content("out/synthesis.json"))["columns"]
        let lines = try GateTests.rows(folder).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines.allSatisfy { $0.count == lines[0].count })
        let binaries = lines[0].indices.filter { columns[String(lines[0][$0])]["kind"].text == "binary" }
        let values = Set(lines.dropFirst().flatMap { line in binaries.map { String(line[$0]) } })
        #expect(values == (target == "showwhy" ? ["", "0", "1"] : ["", "1"]))
        if target == "intelligence-toolkit" { #expect(bytes.allSatisfy { $0 < 0x80 }) }
        #expect(try CommandLine.htcds("gate", "verify", "out", in: folder).status == 0)
    }

    @Test("what synthesizers swallow without a word is refused or repaired here")
    func badInput() throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", GateTests.small)
        func gate(_ name: String, _ text: String) throws -> (run: RunResult, report: JSON?) {
            let output = "out-\(name)"
            let run = try GateTests.gate(
                folder, try folder.file("\(name).csv", text), "--policy", "policy.yaml", to: output)
            return (run, try? JSON(try folder.content("\(output)/report.json")))
        }
        func rules(_ report: JSON?) -> [String] { report?["rules"].items.compactMap { $0["rule"].text } ?? [] }
        let head = "id,prs_Gender,vic_TraffickingStatus,con_Consent\n"
        let good = "1,Feminine,ActualVictimOfTrafficking,true\n"
        // Nothing at all, and a header alone.
        #expect(try gate("empty", "").run.status == 1)
        let alone = try gate("header", head)
        #expect(alone.run.status == 1)
        #expect(rules(alone.report).contains("structure.no-records"))
        // A row too long or too short.
        #expect(
            try rules(gate("ragged", head + good + "2,Feminine\n3,Feminine,,true,more\n").report).contains(
                "structure.ragged-row"))
        // Two columns of one name: never merged.
        let twice = try gate(
            "twice",
            "prs_Gender,PRS_GENDER,con_Consent,vic_TraffickingStatus\nFeminine,Masculine,true,ActualVictimOfTrafficking\n"
        )
        #expect(rules(twice.report).contains("structure.duplicate-column"))
        // A byte order mark is no part of the first name.
        let mark = try gate("mark", "\u{FEFF}" + head + good)
        #expect(mark.run.status == 0, "\(mark.run.everything)")
        // The same id twice.
        #expect(try rules(gate("ids", head + good + good).report).contains("reference.duplicate-id"))
        // Words for nothing and floats of pandas are no values.
        let floats = try gate(
            "floats", head + "1,NA,ActualVictimOfTrafficking,1.0\n" + "2,Feminine,ActualVictimOfTrafficking,true\n")
        #expect(floats.run.status == 0, "\(floats.run.everything)")
        #expect(try !folder.text("out-floats/synthesis.csv").contains("NA"))
        // Half a surrogate pair.
        let broken =
            Data(head.utf8) + Data("1,Feminine,ActualVictimOfTrafficking,true\n2,Fem".utf8) + Data([0xED, 0xA0, 0x80])
            + Data("inine,ActualVictimOfTrafficking,true\n".utf8)
        let half = try GateTests.gate(
            folder, try folder.file("half.csv", broken), "--policy", "policy.yaml", "--encoding", "utf-8", to: "half")
        #expect(half.status == 0 || half.status == 1)
        let halfReport = try JSON(try folder.content("half/report.json"))
        #expect(halfReport["rules"].items.contains { $0["rule"].text == "structure.broken-encoding" })
    }
}
