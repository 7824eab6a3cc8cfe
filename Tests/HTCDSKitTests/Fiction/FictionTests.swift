import Foundation
import HTCDSKit
import Testing

@Suite("Fictional records")
struct FictionTests {
    private func write(
        _ scratch: Scratch, _ records: Int, _ format: Fiction.Format, seed: UInt64 = 7,
        fields: Fiction.Fields = .all, asOf: String = "2026-01-31"
    ) throws -> [UInt8] {
        try Fiction.write(
            records: records, seed: seed, format: format, fields: fields, asOf: asOf, to: scratch.path("out"))
        return try scratch.bytes("out")
    }

    private func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 0x0A).map(Array.init) }

    @Test(
        "the same seed and day give the same bytes, another seed or day gives others",
        arguments: Fiction.Format.allCases)
    func deterministic(_ format: Fiction.Format) throws {
        let scratch = try Scratch()
        let first = try write(scratch, 500, format)
        #expect(try write(scratch, 500, format) == first)
        #expect(try write(scratch, 500, format, seed: 8) != first)
        #expect(try write(scratch, 500, format, asOf: "2026-02-01") != first)
    }

    @Test("the bytes are those of every machine")
    func portable() throws {
        // FNV-1a, 64 bits: what the words of this version give. Changed on purpose only.
        func digest(_ bytes: [UInt8]) -> UInt64 {
            bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        let scratch = try Scratch()
        #expect(digest(try write(scratch, 1_000, .csv)) == 0xB4DC_04D3_494C_C2B7)
        #expect(digest(try write(scratch, 1_000, .ndjson)) == 0xD0A8_35E3_C09E_7312)
    }

    @Test("record k does not depend on how many there are", arguments: Fiction.Format.allCases)
    func prefix(_ format: Fiction.Format) throws {
        let scratch = try Scratch()
        let many = try write(scratch, 3_000, format)
        for count in [1, 2, 999] {
            let few = try write(scratch, count, format)
            #expect(few.count < many.count)
            #expect(many.starts(with: few))
        }
    }

    @Test("every record is canonical NDJSON", arguments: Fiction.Fields.allCases)
    func canonical(_ fields: Fiction.Fields) throws {
        let scratch = try Scratch()
        let lines = lines(try write(scratch, fields == .all ? 10_000 : 500, .ndjson, fields: fields))
        var victims: Set<Int> = []
        var seen: Set<String> = []
        var ids: Set<String> = []
        for line in lines {
            let (record, normalisations) = try CaseRecord.decode(json: line)
            #expect(normalisations.isEmpty)
            #expect(try record.encodedJSON() == line)
            ids.insert(record.id)
            victims.insert(record.persons.count { $0.victim != nil })
            if record.persons.contains(where: { $0.perpetrator != nil }) { seen.insert("perpetrator") }
            if record.persons.contains(where: { $0.perpetrator?.group == true }) { seen.insert("group") }
            if record.case.referringOrganisation?.reference == "o1" { seen.insert("reference") }
            if record.events.count == 3 { seen.insert("events") }
            if record.supportPlans.count == 2 { seen.insert("plans") }
            if record.organizations.count == 2 { seen.insert("organizations") }
            if record.comments.count == 3 { seen.insert("comments") }
        }
        #expect(ids.count == lines.count)
        #expect(victims == [1, 2])
        let further: Set = ["reference", "events", "plans", "organizations", "comments"]
        #expect(seen == (fields == .core ? ["perpetrator", "group"] : further.union(["perpetrator", "group"])))
    }

    @Test("dates stand in their order, and what depends on a type of exploitation comes with it only")
    func sense() throws {
        let scratch = try Scratch()
        let today = try #require(PartialDate("2026-01-31"))
        var vague = 0
        for line in lines(try write(scratch, 2_000, .ndjson)) {
            let record = try CaseRecord.decode(json: line).record
            let incoming = record.case.incomingReferralDate
            let days = record.events.compactMap(\.date)
            vague += days.count { $0.precision < .day }
            for (earlier, later) in zip(days, days.dropFirst()) { #expect(!later.isDefinitelyBefore(earlier)) }
            for person in record.persons {
                for day in days { if let birth = person.birthdate { #expect(birth.isDefinitelyBefore(day)) } }
                guard let victim = person.victim else { continue }
                let types = Set(victim.typeOfExploitation.map(\.code))
                if !victim.typeOfSexExploitation.isEmpty { #expect(types.contains("SexualExploitation")) }
                if victim.forcedLabourIndustry != nil {
                    #expect(!types.isDisjoint(with: ["ForcedLabour", "ChildLabour", "Servitude"]))
                }
            }
            if let incoming {
                for day in days { #expect(!incoming.isDefinitelyBefore(day)) }
                #expect(!today.isDefinitelyBefore(incoming))
                if let outgoing = record.case.outgoingReferralDate {
                    #expect(!outgoing.isDefinitelyBefore(incoming))
                    #expect(!today.isDefinitelyBefore(outgoing))
                }
            }
            let isClosed = [.closed, .closedReferred].contains(record.case.status)
            #expect(isClosed == (record.case.reasonForCaseClosure != nil))
        }
        #expect(vague > 300)
    }

    @Test("the CSV passes validation, but for consent", arguments: Fiction.Fields.allCases)
    func validates(_ fields: Fiction.Fields) throws {
        let scratch = try Scratch()
        _ = try write(scratch, 10_000, .csv, fields: fields)
        try FileManager.default.moveItem(atPath: scratch.path("out"), toPath: scratch.path("out.csv"))
        let report = try Validation.run(files: [scratch.path("out.csv")], options: .test())
        #expect(report.records.read == 10_000)
        #expect(report.records.accepted == 10_000)
        #expect(report.counts.error == 0)
        let rules = Set(report.rules.filter { $0.severity > .info }.map(\.rule.rawValue))
        let consent: Set = ["consent.not-given", "consent.missing"]
        #expect(rules == (fields == .all ? consent.union(["standard.deprecated-field"]) : consent))
        #expect(report.fields.count { $0.filled > 0 } == report.fields.count)
        #expect(report.fields.count == [.core: 38, .current: 81, .all: 84][fields])
    }

    @Test("nobody can be called or written to")
    func unreachable() throws {
        let scratch = try Scratch()
        var phones = 0
        for line in lines(try write(scratch, 3_000, .ndjson)) {
            let record = try CaseRecord.decode(json: line).record
            let numbers = record.persons.flatMap { [$0.homePhone, $0.mobilePhone] } + record.organizations.map(\.phone)
            for number in numbers.compactMap({ $0 }) {
                phones += 1
                // Written apart from the table that they are made from.
                let isReserved =
                    number.wholeMatch(
                        of: /\+1\d{3}55501\d\d|\+447700900\d{3}|\+442079460\d{3}|\+6149157\d{4}|\+3363998\d{4}/)
                    != nil
                #expect(isReserved, "\(number)")
            }
            for email in record.persons.compactMap(\.email) { #expect(email.hasSuffix("@example.org")) }
            let text = String(decoding: line, as: UTF8.self)
            #expect(text.count { $0 == "@" } == record.persons.compactMap(\.email).count)
        }
        #expect(phones > 2_000)
    }

    @Test("every text is valid and composed (NFC)")
    func composed() throws {
        let scratch = try Scratch()
        let bytes = try write(scratch, 5_000, .csv)
        let text = try #require(String(validating: bytes, as: UTF8.self))
        #expect(text.precomposedStringWithCanonicalMapping.utf8.elementsEqual(text.utf8))
    }

    @Test("wrong numbers are wrong usage and leave nothing behind")
    func usage() throws {
        let scratch = try Scratch()
        for (count, day) in [(0, "2026-01-31"), (-1, "2026-01-31"), (1, "yesterday"), (1, "0900-01-01")] {
            let error = toolError {
                try Fiction.write(records: count, seed: 1, asOf: day, to: scratch.path("out"))
            }
            #expect(error?.code == .usage)
        }
        #expect(try scratch.names.isEmpty)
    }
}
