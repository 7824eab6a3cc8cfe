import Foundation
import Testing

/// Who passes the gate, who does not, and what is said of it.
@Suite("The gate decides")
struct GateTests {
    static let day = ["--as-of", "2026-01-31", "--quiet"]

    /// A policy by which nothing is rare, so that a few rows can be looked at.
    static let small = """
        consent: required
        policy: small
        status: {admitted: [ActualVictimOfTrafficking, PossibleVictimOfTrafficking], notStated: pass}
        judgedBy:
          profile: synthesis
          rules:
            privacy.identifier-present: info
            privacy.free-text-present: info
            privacy.contact-in-text: info
            privacy.name-in-text: info
            consent.not-given: warning
            consent.missing: warning
            value.missing: warning
        quarantined: any
        k: 1
        attributes:
          gender: {from: prs_Gender}
          exploitation: {from: vic_TypeOfExploitation, several: columns}
        """

    static func gate(
        _ folder: Scratch, _ input: String, _ more: String..., to output: String = "out"
    ) throws -> RunResult {
        try CommandLine.htcds(["gate", input, "--output", output] + more + day, in: folder)
    }

    static func rows(_ folder: Scratch, _ output: String = "out") throws -> [String] {
        try folder.text("\(output)/synthesis.csv").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    static func receipt(_ folder: Scratch, _ output: String = "out") throws -> JSON {
        try JSON(try folder.content("\(output)/receipt.json"))
    }

    private static func person(_ consent: String, gender: String = "Feminine", status: String? = nil) -> String {
        let victim = status.map { "\"vic_TraffickingStatus\": \"\($0)\"" } ?? ""
        return "{\"prs_Gender\": \"\(gender)\", \(consent)\"victim\": {\(victim)}}"
    }

    private static func record(_ id: Int, _ persons: String...) -> String {
        "{\"htcds\": \"2.0\", \"id\": \"R-\(id)\", \"persons\": [\(persons.joined(separator: ", "))]}\n"
    }

    private static let yes = "\"consent\": {\"con_Consent\": true}, "
    private static let no = "\"consent\": {\"con_Consent\": false}, "

    @Test("two victims in one case, one consenting: one row, and the record is accepted")
    func twoVictims() throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", Self.small)
        let input = try folder.file(
            "cases.ndjson", Self.record(1, Self.person(Self.yes), Self.person(Self.no, gender: "Masculine")))
        let run = try Self.gate(folder, input, "--policy", "policy.yaml")
        #expect(run.status == 0, "\(run.everything)")
        #expect(try Self.rows(folder).count == 2)
        #expect(try Self.rows(folder)[1].hasPrefix("Feminine,"))
        let receipt = try Self.receipt(folder)
        #expect(receipt["counts"]["accepted"].integer == 1 && receipt["counts"]["quarantined"].integer == 0)
        #expect(receipt["counts"]["byRule"]["consent.not-given"].integer == 1)
        let victims = try JSON(try folder.content("out/report.json"))["gate"]["victims"]
        #expect(victims["read"].integer == 2 && victims["passed"].integer == 1 && victims["withheld"].integer == 1)
    }

    @Test(
        "without consent nobody passes, by any policy that asks for it",
        arguments: ["showcase-default", "ctdc-global-2024", "strict"])
    func consent(_ policy: String) throws {
        let folder = try Scratch()
        let actual = "ActualVictimOfTrafficking"
        // Men consented, women refused, others were not asked or gave no answer that can be read.
        var lines = ""
        for number in 0..<60 {
            lines += Self.record(number * 3, Self.person(Self.yes, gender: "Masculine", status: actual))
            lines += Self.record(number * 3 + 1, Self.person(Self.no, status: actual))
            let unclear = number % 2 == 0 ? "" : "\"consent\": {\"con_Consent\": \"perhaps\"}, "
            lines += Self.record(number * 3 + 2, Self.person(unclear, gender: "NonConforming", status: actual))
        }
        let input = try folder.file("cases.ndjson", lines)
        try folder.file("accept.yaml", "acceptance: all\nallow: [{rule: value.not-a-boolean, percent: 100}]\n")
        let run = try Self.gate(folder, input, "--policy", policy, "--acceptance", "accept.yaml")
        let receipt = try Self.receipt(folder)
        #expect(receipt["counts"]["read"].integer == 180)
        #expect(receipt["counts"]["accepted"].integer == 60, "\(run.everything)")
        #expect(receipt["counts"]["byRule"]["consent.not-given"].integer == 60)
        if FileManager.default.fileExists(atPath: folder.path("out/synthesis.csv")) {
            let table = try folder.text("out/synthesis.csv")
            #expect(try Self.rows(folder).count == 61)
            for word in ["Feminine", "Woman", "NonConforming", "Transgender"] { #expect(!table.contains(word)) }
        }
    }

    @Test("refused and not stated are different, and who lets them pass says so in the first line")
    func differentAnswers() throws {
        let folder = try Scratch()
        let input = try folder.file(
            "cases.ndjson",
            Self.record(1, Self.person(Self.yes, gender: "Masculine"))
                + Self.record(2, Self.person(Self.no)) + Self.record(3, Self.person("", gender: "NonConforming")))
        let lenient = Self.small.replacingOccurrences(
            of: "consent: required\n",
            with: "consent: {refused: withhold, notStated: pass}\nreason: asked on paper, which lies in the office\n")
        try folder.file("policy.yaml", lenient)
        #expect(try Self.gate(folder, input, "--policy", "policy.yaml").status == 0)
        #expect(try Self.rows(folder).map { $0.prefix(4) }.sorted() == ["Masc", "NonC", "gend"])
        let gate = try JSON(try folder.content("out/report.json"))["gate"]
        #expect(gate["withoutConsent"].text == "asked on paper, which lies in the office")
        // A comment before it hides it.
        try folder.file("hidden.yaml", "# A policy\n" + lenient)
        let hidden = try Self.gate(folder, input, "--policy", "hidden.yaml", to: "other")
        #expect(hidden.status == 78)
        #expect(hidden.errors.contains("line 1"), "\(hidden.errors)")
        #expect(try !folder.names().contains("other"))
    }

    @Test("a record with an error is quarantined whole, and too many of them fail the gate")
    func errors() throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", Self.small)
        try folder.file(
            "narrow.yaml", Self.small.replacingOccurrences(of: "quarantined: any", with: "quarantined: 10 %"))
        let wrong = Self.person(Self.yes, gender: "Zylphora")
        let input = try folder.file(
            "cases.ndjson",
            (1...7).map { Self.record($0, Self.person(Self.yes)) }.joined()
                + Self.record(8, Self.person(Self.yes), wrong)
                + "{\"htcds\": \"2.0\", broken\n")
        let passed = try Self.gate(folder, input, "--policy", "policy.yaml")
        #expect(passed.status == 0, "\(passed.everything)")
        #expect(try Self.rows(folder).count == 8)
        let lines = try folder.text("out/quarantine.ndjson").split(separator: "\n").map { try JSON(Data($0.utf8)) }
        #expect(lines.count == 2)
        #expect(lines[0]["record"].integer == 8)
        #expect(lines[0]["rules"].texts == ["value.not-in-code-list"])
        #expect(lines[0]["location"]["line"].integer == 8)
        #expect(lines[1]["rules"].texts == ["structure.unreadable-record"])
        let failed = try Self.gate(folder, input, "--policy", "narrow.yaml", to: "narrow")
        #expect(failed.status == 1)
        let receipt = try Self.receipt(folder, "narrow")
        #expect(receipt["verdict"].text == "fail")
        #expect(receipt["because"].text == "0 errors of 0 allowed; 2 of 9 records quarantined, 10 % allowed")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("narrow")).sorted() == [
                "quarantine.ndjson", "receipt.json", "report.json",
            ])
        #expect(try CommandLine.htcds("gate", "verify", "narrow", in: folder).status == 1)
    }

    @Test("a file without a column for consent does not pass")
    func noColumn() throws {
        let folder = try Scratch()
        let input = try folder.file(
            "cases.csv", "prs_Gender,vic_TraffickingStatus\nFeminine,ActualVictimOfTrafficking\n")
        let run = try Self.gate(folder, input)
        #expect(run.status == 1)
        #expect(try Self.receipt(folder)["because"].text?.hasPrefix("1 error of 0 allowed") == true)
    }

    @Test("withdrawn consents: of a whole record and of one person, by pseudonyms alone")
    func withdrawn() throws {
        let folder = try Scratch()
        try folder.file("secret", "a secret of more than sixteen bytes\n")
        try folder.file(
            "policy.yaml", Self.small + "\nkey: {file: \(folder.path("secret"))}\n")
        let input = try folder.file(
            "cases.ndjson",
            (1...4).map { Self.record($0, Self.person(Self.yes), Self.person(Self.yes, gender: "Masculine")) }.joined())
        try folder.file("ids", "R-2\nR-3/p2\nR-99\n")
        let list = try CommandLine.htcds("gate", "pseudonyms", "ids", "--policy", "policy.yaml", in: folder)
        #expect(list.status == 0, "\(list.errors)")
        #expect(list.text.split(separator: "\n").allSatisfy { $0.utf8.count == 32 && !$0.contains("R-") })
        try folder.file("withdrawn.txt", "# made by us\n" + list.text)
        let run = try CommandLine.htcds(
            ["gate", input, "--output", "out", "--policy", "policy.yaml", "--withdrawn", "withdrawn.txt"]
                + ["--as-of", "2026-01-31"], in: folder)
        #expect(run.status == 0, "\(run.everything)")
        #expect(run.errors.contains("1 of 3 entries"))
        #expect(try Self.rows(folder).count == 1 + 5)
        let receipt = try Self.receipt(folder)
        #expect(receipt["counts"]["byRule"]["consent.withdrawn"].integer == 2)
        #expect(receipt["counts"]["quarantined"].integer == 1)
        let section = try JSON(try folder.content("out/report.json"))["gate"]["withdrawn"]
        #expect(section["listed"].integer == 3 && section["met"].integer == 2)
        // The mark that editors put in front is no part of an id, and a line of a table is none.
        let marked = try CommandLine.htcds(
            "gate", "pseudonyms", "--policy", "policy.yaml", in: folder, input: Data("\u{FEFF}R-2\r\n".utf8))
        #expect(marked.text == list.text.split(separator: "\n")[0] + "\n")
        for wrong in ["R-2;Zylphora\n", "R\0-\02\0\n"] {
            let refused = try CommandLine.htcds(
                "gate", "pseudonyms", "--policy", "policy.yaml", in: folder, input: Data(wrong.utf8))
            #expect(refused.status == 78 && refused.text.isEmpty)
        }
        // Made with another secret, the list is about nobody: then nobody may leave.
        try folder.file("secret", "another secret of more than sixteen bytes\n")
        let other = try Self.gate(
            folder, input, "--policy", "policy.yaml", "--withdrawn", "withdrawn.txt", to: "secret-changed")
        #expect(other.status == 1, "\(other.everything)")
        #expect(
            try !FileManager.default.contentsOfDirectory(atPath: folder.path("secret-changed")).contains(
                "synthesis.csv"))
        // An id as it is in the list is refused: it would lie around.
        try folder.file("plain.txt", "R-2\n")
        let plain = try Self.gate(folder, input, "--policy", "policy.yaml", "--withdrawn", "plain.txt", to: "other")
        #expect(plain.status == 78)
        #expect(!plain.errors.contains("R-2"))
    }

    @Test("whole records go where the user says, never into the folder")
    func quarantine() throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", Self.small)
        let input = try folder.file(
            "cases.ndjson", Self.record(1, Self.person(Self.yes)) + Self.record(2, Self.person(Self.no)))
        let run = try Self.gate(folder, input, "--policy", "policy.yaml", "--quarantine", "aside.ndjson")
        #expect(run.status == 0, "\(run.everything)")
        let aside = try folder.text("aside.ndjson").split(separator: "\n")
        #expect(aside.count == 1)
        #expect(try JSON(Data(aside[0].utf8))["id"].text == "R-2")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("aside.ndjson"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let inside = try Self.gate(
            folder, input, "--policy", "policy.yaml", "--quarantine", "next/aside.ndjson", to: "next")
        #expect(inside.status == 64)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("out"))
        let linked = try Self.gate(
            folder, input, "--policy", "policy.yaml", "--earlier", "out", "--quarantine", "link/aside.ndjson",
            to: "next")
        #expect(linked.status == 64)
        #expect(try Self.gate(folder, input, "--policy", "policy.yaml", "--quarantine", "-", to: "next").status == 64)
        #expect(try !folder.names().contains("next"))
    }

    @Test("values that few share: taken out and counted, or the output is refused")
    func rare() throws {
        let folder = try Scratch()
        let input = try folder.file(
            "cases.ndjson",
            (1...12).map { Self.record($0, Self.person(Self.yes)) }.joined()
                + Self.record(13, Self.person(Self.yes, gender: "NonConforming")))
        func policy(_ rare: String) -> String {
            Self.small.replacingOccurrences(of: "k: 1\n", with: "k: 10\nrareValues: \(rare)\n")
        }
        try folder.file("suppress.yaml", policy("suppress"))
        try folder.file("refuse.yaml", policy("refuse"))
        #expect(try Self.gate(folder, input, "--policy", "suppress.yaml").status == 0)
        #expect(try !folder.text("out/synthesis.csv").contains("NonConforming"))
        #expect(try Self.rows(folder).count == 14)
        let attributes = try JSON(try folder.content("out/report.json"))["gate"]["attributes"].items
        #expect(attributes.first { $0["name"].text == "gender" }?["rareValues"].integer == 1)
        let refused = try Self.gate(folder, input, "--policy", "refuse.yaml", to: "refused")
        #expect(refused.status == 1)
        #expect(try Self.receipt(folder, "refused")["because"].text?.contains("gender") == true)
        #expect(try !folder.text("refused/report.json").contains("NonConforming"))
    }

    @Test("a kept column that names somebody of its record refuses the output")
    func nameInKeptColumn() throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", Self.small + "\n  note: {kept: note}\n")
        let input = try folder.file(
            "cases.ndjson",
            (1...3).map {
                "{\"htcds\": \"2.0\", \"id\": \"\($0)\", \"persons\": [{\"prs_FirstName\": \"Zylphora\", "
                    + "\(Self.yes)\"victim\": {}}], \"extensions\": {\"note\": \"zylphora\"}}\n"
            }.joined())
        let run = try Self.gate(folder, input, "--policy", "policy.yaml")
        #expect(run.status == 1, "\(run.everything)")
        #expect(try Self.receipt(folder)["because"].text?.contains("kept column") == true)
    }

    @Test(
        "a value never gets into the header, nor by a failed gate into a report",
        arguments: ["showwhy", "intelligence-toolkit"])
    func valuesInNames(_ target: String) throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", Self.small + "\n  note: {kept: note, split: \",\", several: {join: \";\"}}\n")
        for (name, note) in [("mail", "zylphora@example.org"), ("letter", "Zylphorä=")] {
            let input = try folder.file(
                "\(name).ndjson",
                (1...12).map {
                    "{\"htcds\": \"2.0\", \"id\": \"\($0)\", \"persons\": [{\(Self.yes)\"victim\": {}}], "
                        + "\"extensions\": {\"note\": \"plain,\(note)\"}}\n"
                }.joined())
            let run = try Self.gate(folder, input, "--policy", "policy.yaml", "--for", target, to: name)
            if name == "mail" || target == "intelligence-toolkit" { #expect(run.status == 1, "\(run.everything)") }
            for file in ["report.json", "receipt.json", "quarantine.ndjson"] where run.status == 1 {
                #expect(try !folder.text("\(name)/\(file)").lowercased().contains("zylphor"), "\(file)")
            }
            #expect(!run.everything.lowercased().contains("zylphor"))
        }
    }

    @Test("a column of pseudonyms: the same for the same person, and nobody's id")
    func subject() throws {
        let folder = try Scratch()
        try folder.file("secret", "a secret of more than sixteen bytes")
        try folder.file(
            "policy.yaml", Self.small + "\nsubject: {column: person, key: {file: \(folder.path("secret"))}}\n")
        let input = try folder.file(
            "cases.ndjson",
            (1...4).map { Self.record($0, Self.person(Self.yes), Self.person(Self.yes, gender: "Masculine")) }.joined())
        #expect(try Self.gate(folder, input, "--policy", "policy.yaml").status == 0)
        let ids = try Self.rows(folder).dropFirst().map { String($0.prefix { $0 != "," }) }
        #expect(Set(ids).count == 8)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
        let expected = try CommandLine.htcds(
            "gate", "pseudonyms", "--policy", "policy.yaml", in: folder, input: Data("R-3/p2\n".utf8))
        #expect(ids.contains(expected.text.trimmingCharacters(in: .newlines)))
        let columns = try JSON(try folder.content("out/synthesis.json"))
        #expect(columns["subjectId"].text == "person")
        #expect(!columns["useColumns"].texts.contains("person"))
        // Without ids there are no pseudonyms.
        try folder.file(
            "plain.csv", "prs_Gender,vic_TraffickingStatus,con_Consent\nFeminine,ActualVictimOfTrafficking,true\n")
        #expect(try Self.gate(folder, "plain.csv", "--policy", "policy.yaml", to: "plain").status == 1)
    }

    @Test("a record that comes twice is counted once")
    func twice() throws {
        let folder = try Scratch()
        try folder.file("policy.yaml", Self.small)
        let input = try folder.file("cases.ndjson", (1...5).map { Self.record($0, Self.person(Self.yes)) }.joined())
        try FileManager.default.copyItem(atPath: input, toPath: folder.path("again.ndjson"))
        let run = try CommandLine.htcds(
            ["gate", input, "again.ndjson", "--output", "out", "--policy", "policy.yaml"] + Self.day, in: folder)
        #expect(run.status == 0, "\(run.everything)")
        #expect(try Self.rows(folder).count == 1 + 5)
        #expect(try Self.receipt(folder)["counts"]["byRule"]["reference.duplicate-id"].integer == 5)
    }

    @Test("what was stated and does not leave is counted, and told of nobody below k")
    func left() throws {
        let folder = try Scratch()
        try folder.file(
            "policy.yaml",
            Self.small.replacingOccurrences(of: "k: 1\n", with: "k: 3\nrareValues: suppress\n")
                .replacingOccurrences(of: "{from: prs_Gender}", with: "{from: prs_Gender, values: {Masculine: Man}}"))
        let input = try folder.file(
            "cases.ndjson",
            (1...9).map {
                Self.record($0, Self.person(Self.yes, gender: $0 < 6 ? "Feminine" : "Masculine"))
            }.joined())
        let run = try Self.gate(folder, input, "--policy", "policy.yaml")
        #expect(run.status == 0, "\(run.everything)")
        let attributes = try JSON(try folder.content("out/report.json"))["gate"]["attributes"].items
        let left = try #require(attributes.first { $0["name"].text == "gender" }?["left"])
        #expect(left["unlisted"]["count"].integer == 5 && left["several"]["count"].integer == 0)
    }

    @Test("any number of threads gives the same folder")
    func deterministic() throws {
        let folder = try Scratch()
        let made = try CommandLine.htcds(
            "generate", "--records", "3000", "--seed", "3", "--as-of", "2026-01-31", "--to", "ndjson", "--output",
            "a.ndjson", in: folder)
        #expect(made.status == 0, "\(made.errors)")
        for threads in ["1", "2", "8"] {
            let run = try Self.gate(folder, "a.ndjson", "--threads", threads, to: "t\(threads)")
            #expect(run.status == 0, "\(run.everything)")
        }
        for name in ["synthesis.csv", "synthesis.json", "report.json", "quarantine.ndjson", "receipt.json"] {
            let one = try folder.content("t1/\(name)")
            #expect(try one == folder.content("t2/\(name)") && one == folder.content("t8/\(name)"), "\(name)")
        }
    }

    @Test("an earlier release: what comparing both would give away, if it is still as its receipt says")
    func earlier() throws {
        let folder = try Scratch()
        try folder.file(
            "policy.yaml", Self.small.replacingOccurrences(of: "k: 1\n", with: "k: 10\nrareValues: suppress\n"))
        func cases(_ count: Int) -> String { (1...count).map { Self.record($0, Self.person(Self.yes)) }.joined() }
        try folder.file("first.ndjson", cases(20))
        try folder.file("second.ndjson", cases(23))
        #expect(try Self.gate(folder, "first.ndjson", "--policy", "policy.yaml", to: "first").status == 0)
        let second = try Self.gate(
            folder, "second.ndjson", "--policy", "policy.yaml", "--earlier", "first", to: "second")
        #expect(second.status == 0, "\(second.everything)")
        let risk = try JSON(try folder.content("second/report.json"))["gate"]["risk"]["differencing"]
        // Three people more with one attribute: a difference that tells of few.
        #expect(risk["combinations"]["count"] == .null && risk["combinations"]["below"].integer == 10, "\(risk)")
        try folder.file("first/synthesis.csv", "gender\nFeminine\n")
        let changed = try Self.gate(
            folder, "second.ndjson", "--policy", "policy.yaml", "--earlier", "first", to: "third")
        #expect(changed.status == 65)
        #expect(try !folder.names().contains("third"))
    }

    @Test("wrong use: each ends with its code, and nothing is written")
    func wrongUse() throws {
        let folder = try Scratch()
        try folder.file("cases.ndjson", Self.record(1, Self.person(Self.yes)))
        try folder.file("policy.yaml", Self.small)
        try folder.file("wrong.yaml", Self.small + "\n  name: {from: prs_FirstName}\n")
        try FileManager.default.createDirectory(atPath: folder.path("full"), withIntermediateDirectories: true)
        try folder.file("full/there", "x")
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "nobody").status == 64)
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "nobody.yaml").status == 66)
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "wrong.yaml").status == 78)
        #expect(try Self.gate(folder, "cases.ndjson", "--for", "everybody").status == 64)
        #expect(try Self.gate(folder, "none.ndjson", "--policy", "policy.yaml").status == 66)
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "policy.yaml", to: "full").status == 73)
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "policy.yaml", to: "no/where").status == 73)
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "policy.yaml", "--sign", "none.key").status == 66)
        #expect(try Self.gate(folder, "cases.ndjson", "--policy", "policy.yaml", "--withdrawn", "none").status == 66)
        #expect(try CommandLine.htcds("gate", "cases.ndjson", in: folder).status == 64)
        #expect(try CommandLine.htcds("gate", "verify", "none", in: folder).status == 66)
        let names = try folder.names()
        #expect(names == ["cases.ndjson", "full", "policy.yaml", "wrong.yaml"], "\(names)")
        let plan = try CommandLine.htcds(
            "gate", "cases.ndjson", "--output", "out", "--policy", "policy.yaml", "--dry-run", in: folder)
        #expect(plan.status == 0 && plan.text.contains("gender (category)"), "\(plan.everything)")
        #expect(try !folder.names().contains("out"))
    }
}
