import Foundation
import Testing

/// What is found is one thing, what is accepted another.
@Suite("Acceptance")
struct AcceptanceTests {
    /// Ten records: three dates that are none, one gender that is none; nine people without consent stated.
    private static let rows =
        "cas_Status,prs_Birthdate,prs_Gender,con_Consent\n"
        + (0..<10).map {
            "Active,\($0 < 3 ? "soon" : "2001-02-03"),\($0 == 5 ? "Fem" : "Feminine"),\($0 == 0 ? "TRUE" : "")\n"
        }
        .joined()

    private static func judge(
        _ acceptance: String?, _ options: String...
    ) throws -> (status: Int32?, because: String, JSON) {
        let folder = try Scratch()
        try folder.file("cases.csv", rows)
        var arguments = ["validate", "cases.csv", "--format", "json"] + options
        if let acceptance {
            try folder.file("a.yaml", "acceptance: house-rules\n" + acceptance)
            arguments += ["--acceptance", "a.yaml"]
        }
        let run = try CommandLine.htcds(arguments, in: folder)
        let report = try run.json()
        return (run.status, report["because"].text ?? "", report)
    }

    @Test("Without a document nothing of severity error is allowed, as ever")
    func none() throws {
        let (status, because, _) = try Self.judge(nil)
        #expect(status == 1 && because == "4 errors, 0 allowed")
        let warned = try Self.judge(nil, "--fail-on", "warning")
        #expect(warned.status == 1 && warned.because.hasSuffix(", 0 allowed"))
        #expect(try Self.judge(nil, "--fail-on", "never").status == 0)
    }

    @Test("A clause allows so many, by rule and field, and the clause that decided is told")
    func counts() throws {
        let allowed =
            "allow:\n  - {rule: value.not-a-date, field: prs_Birthdate, count: 3}\n  - {rule: value.not-in-code-list, percent: 10}\n"
        let pass = try Self.judge(allowed)
        #expect(pass.status == 0)
        #expect(pass.because == "4 errors, all that there are allowed by house-rules")
        // What is allowed is counted and rejected all the same.
        #expect(pass.2["counts"]["error"].integer == 4 && pass.2["records"]["rejected"].integer == 4)
        #expect(pass.2["judgedBy"]["acceptance"].text == "house-rules")
        let fail = try Self.judge(
            "allow: [{rule: value.not-a-date, field: prs_Birthdate, count: 2}, {severity: error, count: 9}]\n")
        #expect(fail.status == 1)
        #expect(fail.because == "3 findings of value.not-a-date in prs_Birthdate, 2 allowed by house-rules")
        let rest = try Self.judge("allow: [{rule: value.not-a-date, count: 3}]\n")
        #expect(rest.status == 1 && rest.because == "1 error, 0 allowed")
    }

    @Test("Hundredths are those of the records, for each rule and field by itself")
    func percent() throws {
        let fail = try Self.judge("allow: [{severity: error, percent: 29.5}]\n")
        #expect(fail.status == 1)
        #expect(fail.because == "value.not-a-date in prs_Birthdate in 3 of 10 records, 29.5 % allowed by house-rules")
        #expect(try Self.judge("allow: [{severity: error, percent: 30}]\n").status == 0)
        let warnings = try Self.judge(
            "allow: [{severity: error, percent: 30}, {rule: consent.missing, percent: 50}]\n")
        #expect(warnings.status == 1)
        #expect(warnings.because == "consent.missing in con_Consent in 9 of 10 records, 50 % allowed by house-rules")
    }

    @Test("What is wrong with clauses is said at once")
    func wrong() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.rows)
        try folder.file(
            "a.yaml",
            """
            acceptance: mine
            allow:
              - {rule: value.not-a-dat, count: 1}
              - {field: prs_Gendr, percent: 101}
              - {severity: bad, count: -1}
              - {count: 1}
              - {severity: error}
              - {severity: error, cuont: 1}
            """)
        let run = try CommandLine.htcds("validate", "cases.csv", "--acceptance", "a.yaml", in: folder)
        #expect(run.status == 78)
        for (line, words) in [
            (3, "Did you mean value.not-a-date?"), (4, "no field prs_Gendr"), (4, "from 0 to 100"), (5, "severity is"),
            (5, "whole number"), (6, "names a rule"), (7, "says how much"), (8, "Did you mean count?"),
        ] {
            #expect(
                run.errors.split(separator: "\n").contains { $0.contains("line \(line),") && $0.contains(words) },
                "\(line) \(words): \(run.errors)")
        }
    }
}
