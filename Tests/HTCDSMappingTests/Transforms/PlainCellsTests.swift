import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import TestSupport
import Testing

/// Cells that are plain (a code's name as it stands, a day of ten digits and signs) are read by a way of their own. A
/// blank before a cell keeps it from that way and means nothing, so that both ways can be held against each other.
@Suite("Plain cells")
struct PlainCellsTests {
    /// Expects that every cell gives the same value and the same faults with a blank before it.
    private func expectSame(
        _ cells: [String], _ field: FieldSpec, _ more: String = "", _ head: String = "", header: String = "A"
    ) throws {
        let body = head + "fields: {\(field.id): {from: \(header)\(more)}}\n"
        func rows(_ prefix: String) throws -> [String] {
            let rows = cells.map { "\"" + prefix + $0.replacing("\"", with: "\"\"") + "\",z\n" }
            return try records("\(header),Z\n" + rows.joined(), body)
        }
        let (plain, other) = (try rows(""), try rows(" "))
        #expect(plain.count == cells.count && other.count == cells.count)
        for (cell, (plain, other)) in zip(cells, zip(plain, other)) where plain != other {
            Issue.record("\(field.id)\(more): \(cell) became \(plain) and not \(other)")
        }
    }

    /// What mapping made of each record, but for the places of texts.
    private func records(_ csv: String, _ body: String) throws -> [String] {
        let document = try Chain.document(body)
        let reader = try CSVReader(MemoryByteSource(Array(csv.utf8)))
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: Chain.asOf)
        let batch = CellBatch(columnCount: reader.columns.count, recordCapacity: 64, arena: ByteArena(capacity: 64))
        let fields = plan.makeFieldBatch(recordCapacity: 64)
        var records: [String] = []
        while try reader.read(into: batch) {
            plan.map(batch, to: fields)
            var lines = (0..<batch.recordCount).map { record in
                plan.layout.slots.indices.map { slot in
                    let value = fields.value(slot: slot, record: record)
                    let what =
                        switch value.tag {
                        case .codes: "\(fields.codes[Int(value.a)..<Int(value.a) + Int(value.b)].map { $0 })"
                        case .code, .date, .boolean: "\(value.a)"
                        default: ""
                        }
                    return "\(value.tag) \(what)\(value.keepsText ? " kept" : "")"
                }.joined(separator: ", ")
            }
            for fault in fields.faults { lines[Int(fault.record)] += "; \(fault.fault) \(fault.hint)" }
            let stated = (0..<batch.recordCount).count { fields.value(slot: 0, record: $0).tag != .absent }
            #expect(plan.layout.slots.count == 1 && fields.filled[0] == stated)
            records += lines
        }
        return records
    }

    /// What may be told of a list: all spellings, also changed ones, alone and in rows.
    private func cells(_ table: CodeTable, _ further: [String] = [], seed: UInt64) -> [String] {
        var numbers = SeededNumbers(state: seed)
        let every = table.names + table.labels + further
        let some = every.count > 40 ? (0..<40).map { _ in every.randomElement(using: &numbers) ?? "" } : every
        var cells = every.count > 200 ? some : every
        for text in some.prefix(20) {
            cells += [
                text.lowercased(), text.uppercased(), text + " ", text + "\u{A0}", text + ".", "x" + text, text + ";",
                ";" + text, text + "\n", String(text.dropLast()), String(text.dropFirst()), text + "'",
                text.replacing("'", with: "’"), text.replacing("’", with: "`"), text + "\u{200B}", "é" + text,
                text + " \u{FFFD}",
            ]
        }
        let between = [";", "; ", " ;", "|", ",", ", ", "\n", ";;", " ", "; \n", ";\u{A0}", "/"]
        for _ in 0..<150 {
            var text = some.randomElement(using: &numbers) ?? ""
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                text += between.randomElement(using: &numbers) ?? ""
                text += some.randomElement(using: &numbers) ?? ""
            }
            if Int.random(in: 0..<8, using: &numbers) == 0 { text += between.randomElement(using: &numbers) ?? "" }
            cells.append(text)
        }
        for _ in 0..<20 {
            cells.append(String((0..<8).map { _ in "AZaz09 ;'-é٣".randomElement(using: &numbers) ?? "A" }) + "x")
        }
        return cells.filter { !$0.isEmpty && $0.contains { !$0.isWhitespace } }
    }

    @Test("codes are the same codes with the same faults, for every list and separator")
    func codes() throws {
        for field in HTCDSStandard.v2_0.fields {
            guard let table = CodeTable.of(field) else { continue }
            let others =
                HTCDSStandard.v2_0.codeList(table.id)?.codes.flatMap { $0.aliases + $0.superseded.map(\.text) } ?? []
            let splits =
                field.kind == .multiselect ? ["", ", split: \";,\"", ", split: \" \"", ", split: \"\\n\""] : [""]
            for (number, more) in splits.enumerated() {
                try expectSame(cells(table, others, seed: UInt64(field.number * 4 + number)), field, more)
            }
        }
    }

    @Test("labels under official ids, and words that mean nothing is stated")
    func official() throws {
        for id in ["vic_MethodsOfControl", "prs_Gender", "prs_Citizenship"] {
            let field = try #require(HTCDSStandard.v2_0.field(id: id))
            let table = try #require(CodeTable.of(field))
            let words = [table.names[0], table.labels[1], "\(table.names[0]);\(table.names[2])", "-"]
            let cells = cells(table, words, seed: 3)
            try expectSame(cells, field, header: id)
            let missing = words.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ", ")
            try expectSame(cells, field, "", "source: {missing: [\(missing)]}\n")
            try expectSame(cells, field, "", "source: {missing: [\(missing)]}\n", header: id)
        }
    }

    @Test("the partner's own values, also such as begin like each other or hold separators")
    func values() throws {
        let field = try #require(HTCDSStandard.v2_0.field(id: "vic_MethodsOfControl"))
        let table = try #require(CodeTable.of(field))
        let rows = """
            , values: {debt: DebtBondage, "debt;other": Other, "Other;": PsychologicalAbuse, near: {value: Other, relation: close},
            none: {relation: none}, DebtBondage: PhysicalThreats, "a b": Other, "a": DebtBondage, Долг: DebtBondage}
            """.replacing("\n", with: " ")
        let own = [
            "debt", "debt;other", "Other", "Other;", "near", "none", "DebtBondage", "a b", "a", "b", "Долг", "долг",
        ]
        for split in ["", ", split: \";\"", ", split: \"; \"", ", split: \"|\""] {
            try expectSame(cells(table, own + own + own + own, seed: 4), field, rows + split)
        }
    }

    @Test("texts, phone numbers, e-mail addresses and names that may be ids")
    func texts() throws {
        var numbers = SeededNumbers(state: 9)
        var cells = [
            "x", "a@b.c", "a@b", "@b.c", "a@.c", "a@b.", "a@b.c.", "a@@b.c", "a@b@c.d", ".a@b.c", "a@b..c", "a,b@c.d",
            "a b@c.d", "<a@b.c>", "a@b.c;", "é@b.c", "a@b.é", "a@b.c\u{7F}", "\u{7F}a@b.c", "a@b.c\u{A0}",
            "+41791234567", "+4179123456\u{663}", "+041791234", "+1234567", "+12345678", "+123456789012345",
            "+1234567890123456", "41791234567", "+4179123456:", "+4179123456/", "ref:o1", "ref:", "ref", "r", "-", "--",
            "- ", "n/a", "\u{3000}x\u{3000}", "x\u{200B}", "\u{FEFF}x", "a\u{FFFD}b@c.d", "\u{FFFD}",
        ]
        let digits = Array("00112233445566778899-: ")
        let signs = Array("a.@@.b-_+,;<> é09\u{7F}\u{A0}")
        for _ in 0..<1_500 {
            let length = Int.random(in: 1...40, using: &numbers)
            let isLong = length > 12
            let kinds = isLong ? Array("abc") : signs
            var text = "x"
            for _ in 0..<length { text.append(kinds.randomElement(using: &numbers) ?? "a") }
            let ends = isLong ? ["@b.c", "@bc.de", ".b@c.de", "@c"] : ["x"]
            cells.append(text + (ends.randomElement(using: &numbers) ?? ""))
            var phone = "+"
            for _ in 0..<Int.random(in: 6...17, using: &numbers) {
                phone.append(digits.randomElement(using: &numbers) ?? "0")
            }
            cells.append(phone + "1")
        }
        for id in ["prs_FirstName", "prs_Email", "prs_MobilePhone", "cas_ReferredOrganisation", "cas_CaseComment"] {
            guard let field = HTCDSStandard.v2_0.field(id: id) else { continue }
            for head in ["", "source: {missing: [\"-\", \"n/a\"]}\n"] { try expectSame(cells, field, "", head) }
        }
    }

    @Test("dates")
    func dates() throws {
        var numbers = SeededNumbers(state: 5)
        var cells = [
            "2019-01-01", "2019-12-31", "2019-00-10", "2019-10-00", "2019-13-01", "2019-02-29", "2020-02-29",
            "0000-01-01",
            "0001-01-01", "9999-12-31", "2026-01-31", "2026-02-01", "2562-03-04", "1402-03-04", "2019/01/02",
            "2019-01/02",
            "20190-1-01", "2019-1-001", "٢٠١٩-٠١-٠٢", "2019-01-0\u{A0}", "2019-01-1x", "2019-01-1:", "2019-01-1/",
            "1900-01-01",
        ]
        for _ in 0..<600 {
            var text = Array("2019-01-02".unicodeScalars)
            for _ in 0..<Int.random(in: 0...3, using: &numbers) {
                let place = Int.random(in: 0..<10, using: &numbers)
                text[place] = Unicode.Scalar(UInt8.random(in: 0x21...0x7E, using: &numbers))
            }
            cells.append(text.map { String($0) }.joined())
            let day = (1...3).map { _ in Int.random(in: 0...32, using: &numbers) }
            cells.append(
                "\(Int.random(in: 1290...2610, using: &numbers))-\(day[0] < 10 ? "0" : "")\(day[0])-\(day[1] < 10 ? "0" : "")\(day[1])"
            )
        }
        for id in ["prs_Birthdate", "spl_PlannedEndDate"] {
            let field = try #require(HTCDSStandard.v2_0.field(id: id))
            for head in ["", "source: {missing: [\"1900-01-01\", \"-\"]}\n", "source: {dates: [dd/MM/yyyy]}\n"] {
                try expectSame(cells, field, "", head)
            }
        }
    }
}
