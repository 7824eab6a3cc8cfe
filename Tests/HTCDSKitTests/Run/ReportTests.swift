import HTCDSKit
import Testing

@Suite("What the report accounts for")
struct ReportTests {
    private func validate(
        _ name: String, _ bytes: some Sequence<UInt8>, _ change: (inout RunOptions) -> Void = { _ in }
    ) throws -> Report {
        let scratch = try Scratch()
        let file = try scratch.file(name, Array(bytes))
        return try Validation.run(files: [file], options: .test(threads: 2, change))
    }

    @Test("every named column is mapped, kept, dropped or not used")
    func columns() throws {
        let scratch = try Scratch()
        let mapping = try scratch.file(
            "m.yaml",
            """
            mapping: m
            title: M
            standard: "2.0"
            id: Case
            fields: {prs_Gender: Sex}
            keep: {Note*: {}, Ref: {as: local reference}}
            drop: {Room: private}
            """)
        let file = try scratch.file("a.csv", "Case,Sex,Note 1,Note 2,Ref,Room,Rest,,Rest\n1,Feminine,a,b,c,d,e,f,g\n")
        let report = try Validation.run(files: [file], options: .test { $0.mapping = mapping })
        #expect(report.columns.mapped == ["Case", "Sex"])
        #expect(report.columns.kept == ["Note 1", "Note 2", "local reference"])
        #expect(report.columns.dropped == ["Room"])
        #expect(report.columns.unused == ["Rest", "Rest[2]"])
        #expect(report.fields.first { $0.field == "prs_Gender" }.map { [$0.filled, $0.valid] } == [1, 1])
        #expect(report.fields.first { $0.field == "prs_Gender" }?.column == "Sex")
    }

    @Test("rules about the file as a whole are listed whether they fired or not")
    func fileRules() throws {
        let sound = try validate("a.csv", "prs_Gender,cas_Status\nFeminine,Active\n".utf8)
        for rule in ["structure.no-header", "structure.no-records", "structure.broken-encoding"] as [RuleID] {
            #expect(sound.checks.run.contains(rule))
            #expect(sound.count(rule) == 0)
        }
        #expect(!sound.checks.run.contains("structure.sheet-not-read"))
        #expect(Set(sound.checks.run).isDisjoint(with: sound.checks.skipped.map(\.rule)))
    }

    @Test(
        "a file without a record is an error",
        arguments: ["prs_Gender,cas_Status\n", "prs_Gender,cas_Status\n\n,\n", "", "\n\n"])
    func noRecords(_ text: String) throws {
        let report = try validate("a.csv", text.utf8)
        #expect(report.verdict == .fail)
        #expect(report.count("structure.no-records") == 1)
        #expect(report.checks.run.contains("structure.no-header"))
    }

    static let looksLikeData =
        "Zorblax,zorblax@example.org,2001-05-03,+31612345678\nQuimby,q@example.org,2002-01-01,+31687654321\n"

    @Test("a file whose first row is data has no header, and nothing of it is told")
    func noHeader() throws {
        let report = try validate("zorblax@example.org.csv", Self.looksLikeData.utf8)
        #expect(report.verdict == .fail)
        #expect(report.count("structure.no-header") == 1)
        let told = "\(report)"
        for secret in ["Zorblax", "zorblax", "2001-05-03", "31612345678", "Quimby"] { #expect(!told.contains(secret)) }
    }

    @Test("of a header row that looks like data only recognised names are told")
    func unsafeHeader() throws {
        let text = "prs_Gender,cas_Status,zorblax@example.org,Quimby\nFeminine,Active,x,y\nx,Active,x,y\n"
        let report = try validate("a.csv", text.utf8)
        let told = "\(report)"
        #expect(!told.contains("zorblax") && !told.contains("Quimby"))
        #expect(report.columns.mapped == ["prs_Gender", "cas_Status"])
        #expect(report.columns.kept.count == 2)
        #expect(report.columns.kept.allSatisfy { $0.hasPrefix("column ") })
        #expect(report.findings.contains { $0.location.column == "prs_Gender" && $0.location.cell == "A3" })
    }

    @Test("no value is told unless it was asked for")
    func values() throws {
        let text = "prs_Gender,prs_Birthdate\nZorblax Quimby,2001-13-45\n"
        let silent = try validate("a.csv", text.utf8)
        #expect(!"\(silent)".contains("Zorblax") && !"\(silent)".contains("2001-13-45"))
        let open = try validate("a.csv", text.utf8) { $0.showValues = true }
        #expect(open.findings.compactMap(\.value) == ["Zorblax Quimby", "2001-13-45"])
    }

    @Test("a quotation mark that is never closed is told with its line, in a small file too")
    func unclosed() throws {
        for text in [
            "prs_Gender,cas_Status\nFeminine,Active\nFeminine,\"Active\n", "\"prs_Gender,cas_Status\nFeminine,Active\n",
        ] {
            let scratch = try Scratch()
            let file = try scratch.file("a.csv", text)
            let error = toolError { _ = try Validation.run(files: [file], options: .test()) }
            #expect(error?.code == .unreadableInput)
            #expect(
                error?.message.contains(text.hasPrefix("\"") ? "line 1" : "line 3") == true, "\(error?.message ?? "")")
        }
    }

    @Test("a quotation mark in the header that only a record closes is told with its column")
    func strayQuoteInTheHeader() throws {
        let scratch = try Scratch()
        for (text, column) in [
            ("id,prs_Gender,cas_Status,\"prs_FirstName\nA,Feminine,Active,\"Ann\"\nB,Masculine,Active,Bo\n", "D"),
            // What is left of the header is none that a mapping knows.
            ("prs_Gender,\"cas_Status\nFeminine,\"Active\"\nMasculine,Active\n", "B"),
        ] {
            let file = try scratch.file("a.csv", text)
            let error = toolError { _ = try Validation.run(files: [file], options: .test()) }
            #expect(error?.code == .unreadableInput)
            #expect(error?.message.contains("column \(column),") == true, "\(error?.message ?? "")")
        }
        // Headers of several lines are none of that.
        let report = try validate("b.csv", "\"prs_Gender\" ,cas_Status,\"Note\n(none)\" \nFeminine,Active,x\n".utf8)
        #expect(report.records.read == 1)
    }

    @Test("a cell longer than what is looked at beforehand is no reason to overlook a file")
    func longCell() throws {
        let long = String(repeating: "one more line of a long note\n", count: 6_000)
        let report = try validate(
            "a.csv", "prs_Gender,cas_Status,Note\nFeminine,Active,\"\(long)\"\nMasculine,Active,x\n".utf8)
        #expect(report.records.read == 2)
        #expect(report.judgedBy.mapping.name == "htcds")
        // The same in the header itself: more is looked at.
        let header = try validate("b.csv", "prs_Gender,cas_Status,\"\(long)\"\nFeminine,Active,x\n".utf8)
        #expect(header.records.read == 1)
        #expect(header.judgedBy.mapping.name == "htcds")
    }
}
