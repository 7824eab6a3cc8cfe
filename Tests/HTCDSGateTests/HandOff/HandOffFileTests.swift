import Foundation
import HTCDSGate
import Testing

@Suite("What is written for synthesis")
struct HandOffFileTests {
    @Test("a small table, byte by byte")
    func bytes() throws {
        let table = CategoryTable(
            [("gender", .category), ("isForcedLabour", .binary), ("Relation", .multi)],
            [["Woman", "1", "Family;Stranger"], ["Man, \"other\"", "", ""], ["", "", ""]])
        let handOff = try HandOff(table, reportingLength: 4)
        #expect(
            String(decoding: try handOff.csv, as: UTF8.self)
                == "gender,isForcedLabour,Relation\nWoman,1,Family;Stranger\n\"Man, \"\"other\"\"\",,\n,,\n")
        #expect(
            String(decoding: handOff.columnsJSON, as: UTF8.self) == """
                {
                  "columns": {
                    "gender": {"kind": "category", "delimiter": null, "sensitiveZero": false},
                    "isForcedLabour": {"kind": "binary", "delimiter": null, "sensitiveZero": false},
                    "Relation": {"kind": "multi", "delimiter": ";", "sensitiveZero": false}
                  },
                  "subjectId": null,
                  "useColumns": ["gender", "isForcedLabour", "Relation"],
                  "recordLimit": null,
                  "reportingLength": 4
                }

                """)
    }

    @Test("ids stand first, are named, and are not used")
    func subjects() throws {
        let table = CategoryTable([("a", .binary)], [["1"], [""]])
        let handOff = try HandOff(table, subjects: .init(name: "subject", ids: ["aa", "bb"]), for: .pacSynth)
        #expect(String(decoding: try handOff.csv, as: UTF8.self) == "subject,a\naa,1\nbb,\n")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(handOff.columnsJSON)) as? [String: Any])
        #expect(json["subjectId"] as? String == "subject")
        #expect(json["useColumns"] as? [String] == ["a"])
        #expect((json["columns"] as? [String: Any])?.keys.sorted() == ["a"])
    }

    @Test("a row of one empty cell is no empty line, which readers pass over")
    func oneColumn() throws {
        let handOff = try HandOff(CategoryTable([("a", .binary)], [["1"], [""], ["1"]]))
        #expect(String(decoding: try handOff.csv, as: UTF8.self) == "a\n1\n\"\"\n1\n")
    }

    /// Words with everything that a value may hold.
    private static let words = [
        "Woman", "a,b", "\"", "say \"no\"", ",", "é", "女", "👩‍👧", "می\u{200C}خواهد", "39--47", "48+", "00", "No", "x y",
        "'", "=1+1", "NULL", "NA", "1.0", String(repeating: "long ", count: 400) + "end", "#", "\\n", "<semicolon>",
    ]

    private static func random(_ seed: UInt64) -> (table: CategoryTable, subjects: HandOff.Subjects?) {
        var dice = Dice(seed)
        let rows = seed == 0 ? 20_000 : Int.random(in: 1...60, using: &dice)
        let columns: [CategoryTable.Column] = (0..<Int.random(in: 1...9, using: &dice)).map { number in
            let kind = [CategoryTable.Kind.binary, .category, .multi].randomElement(using: &dice) ?? .binary
            let name = "\(Self.words.randomElement(using: &dice) ?? "a") \(number)"
            var values = [""]
            let zeros = kind != .multi && Bool.random(using: &dice)
            switch kind {
            case .binary: values += zeros ? ["1", "0"] : ["1"]
            case .category: values += Self.words.shuffled(using: &dice).prefix(8) + (zeros ? ["0"] : [])
            case .multi:
                for _ in 0..<6 {
                    let count = Int.random(in: 1...3, using: &dice)
                    values.append(Self.words.shuffled(using: &dice).prefix(count).joined(separator: ";"))
                }
            }
            let codes = (0..<rows).map { _ in UInt16(Int.random(in: 0..<values.count, using: &dice)) }
            return .init(
                name: name, kind: kind, delimiter: kind == .multi ? ";" : nil, sensitiveZero: zeros, values: values,
                codes: codes)
        }
        let ids = (0..<rows).map { "id\($0)" }
        return (
            CategoryTable(columns: columns, rowCount: rows),
            Bool.random(using: &dice) ? .init(name: "who", ids: ids) : nil
        )
    }

    private static let readByPython = """
        import csv, io, json, sys
        data = sys.stdin.buffer.read()
        assert not data.startswith(b"\\xef\\xbb\\xbf"), "a byte order mark"
        assert b"\\r" not in data and data.endswith(b"\\n")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8", "strict"), newline=""), strict=True))
        assert all(len(row) == len(rows[0]) for row in rows), "ragged"
        json.dump(rows, sys.stdout)
        """

    @Test(
        "Python reads the very cells that were meant", .enabled(if: Oracle.hasPython, "no Python"),
        arguments: 0..<UInt64(40))
    func python(_ seed: UInt64) throws {
        let (table, subjects) = Self.random(seed)
        let handOff = try HandOff(table, subjects: subjects)
        let read = try Oracle.run(Self.readByPython, try handOff.csv, [])
        let rows = try #require(read.json as? [[String]], "\(read.errors)")
        let ids = subjects.map { [$0.name] + $0.ids } ?? []
        let expected = ([table.columns.map(\.name)] + table.cells).enumerated().map { number, cells in
            (subjects == nil ? [] : [ids[number]]) + cells
        }
        #expect(rows == expected)
    }

    private static let readByPacSynth = """
        import csv, io, json, sys, pacsynth
        rows = list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8"), newline="")))
        told = json.loads(sys.argv[1])
        columns = told["columns"]
        dataset = pacsynth.Dataset(
            rows, subject_id=told["subjectId"], use_columns=told["useColumns"],
            multi_value_columns={n: c["delimiter"] for n, c in columns.items() if c["kind"] == "multi"},
            sensitive_zeros=[n for n, c in columns.items() if c["sensitiveZero"]],
            record_limit=told["recordLimit"])
        json.dump({"singles": dataset.get_aggregates(1, ";"), "rows": len(dataset.to_raw_data()) - 1}, sys.stdout)
        """

    @Test(
        "pac-synth, told by synthesis.json, counts the attributes that we count",
        .enabled(if: Oracle.hasPacSynth, "pac-synth is not installed: `make test` brings it"),
        arguments: 0..<UInt64(40))
    func pacSynth(_ seed: UInt64) throws {
        let (table, subjects) = Self.random(seed)
        let handOff = try HandOff(table, subjects: subjects, for: .pacSynth)
        let told = String(decoding: handOff.columnsJSON, as: UTF8.self)
        let read = try Oracle.run(Self.readByPacSynth, try handOff.csv, [told])
        let result = try #require(read.json as? [String: Any], "\(read.errors)")
        #expect(result["singles"] as? [String: Int] == table.singles)
        #expect(result["rows"] as? Int == table.rowCount)
    }

    @Test("split for who knows no joined cells, the attributes are the same", arguments: 1..<UInt64(30))
    func split(_ seed: UInt64) throws {
        let (table, subjects) = Self.random(seed)
        let handOff = try HandOff(table, subjects: subjects, for: .showwhy)
        #expect(handOff.table.columns.allSatisfy { $0.kind != .multi })
        var singles = handOff.table.singles
        for column in handOff.table.columns where !table.columns.contains(where: { $0.name == column.name }) {
            #expect(column.sensitiveZero)
            singles["\(column.name):0"] = nil
        }
        #expect(singles == table.singles)
    }

    @Test("for ShowWhy, what was answered and not chosen is 0, and what was not answered is empty")
    func zeros() throws {
        #expect(HandOffTarget.allCases.filter(\.wantsZeros) == [.showwhy])
        let table = CategoryTable([("Relation", .multi)], [["Family;Stranger"], [""], ["Family"]])
        let split = try HandOff(table, for: .showwhy)
        #expect(String(decoding: try split.csv, as: UTF8.self) == "Relation_Family,Relation_Stranger\n1,1\n,\n1,0\n")
        let plain = try HandOff(table, for: .intelligenceToolkit)
        #expect(String(decoding: try plain.csv, as: UTF8.self) == "Relation_Family,Relation_Stranger\n1,1\n,\n1,\n")
        #expect(String(decoding: try HandOff(table).csv, as: UTF8.self) == "Relation\nFamily;Stranger\n\"\"\nFamily\n")
    }

    @Test("bytes come in pieces of bounded size")
    func pieces() throws {
        let codes = [UInt16](repeating: 1, count: 200_000)
        let column = CategoryTable.Column(name: "a", kind: .category, values: ["", "some words"], codes: codes)
        var pieces: [Int] = []
        try HandOff(
            CategoryTable(
                columns: [column, .init(name: "b", kind: .binary, values: ["", "1"], codes: codes)], rowCount: 200_000)
        )
        .writeCSV { pieces.append($0.count) }
        let total = pieces.reduce(0, +)
        #expect(total == 4 + 200_000 * 13)
        #expect(pieces.count > 4)
        #expect(pieces.max() ?? 0 < 512 << 10)
    }
}
