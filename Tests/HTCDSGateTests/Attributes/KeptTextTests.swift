import HTCDSCells
import HTCDSGate
import Testing

@Suite("Texts of kept columns")
struct KeptTextTests {
    private func write(_ texts: [String], _ attributes: String) throws -> Rows {
        let cells = texts.map { "Feminine,\"\($0.replacing("\"", with: "\"\""))\"\n" }.joined()
        return try Rows.write(
            "gender,word\n" + cells,
            mapping: "roles: [victim]\nfields: {prs_Gender: {from: gender}}\nkeep: {word: {}}\n", attributes)
    }

    @Test("What is too long, or holds a sign of the programs behind us, is left out and counted")
    func unfit() throws {
        let long = String(repeating: "x", count: 65)
        let texts = [
            " short ", long, "one two three four five six seven", "a;b", "a:b", "a\nb", "a\tb", "a\u{85}b",
            "a\u{202E}b", "a\u{2028}b", "NULL", "null", "0", "one two three four five six", "é", "e\u{301}",
        ]
        let rows = try write(texts, "word: {kept: word}")
        #expect(
            rows.all("word") == [
                "short", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "one two three four five six",
                "é", "é",
            ])
        #expect(rows.losses.counts[0].unfit == 9)
    }

    @Test("What a spreadsheet takes for a formula is left out and counted")
    func formulas() throws {
        let rows = try write(["=1+1", "+49", "-x", "@SUM(A1)", " =x", "a=b", "x-y"], "word: {kept: word}")
        #expect(rows.all("word") == [nil, nil, nil, nil, nil, "a=b", "x-y"])
        #expect(rows.losses.counts[0].unfit == 5)
    }

    @Test("A zero counts where it says something")
    func zeros() throws {
        let rows = try write(
            ["0", "1"], "word: {kept: word, zeros: true}\nflag: {kept: word, any: [\"1\"], zeros: true}")
        #expect(rows.all("word") == ["0", "1"])
        #expect(rows.all("flag") == ["0", "1"])
        #expect(rows.columns.map(\.sensitiveZero) == [true, true])
    }

    @Test("A choice is 1 or nothing, whatever the word for no")
    func choices() throws {
        let rows = try write(
            ["1", "0", "no", "FALSE", "", "Yes", "perhaps"], "flag: {kept: word, any: [\"1\", yes]}")
        #expect(rows.all("flag") == ["1", nil, nil, nil, nil, "1", nil])
        #expect(rows.losses.counts[0].unlisted == 1)
    }

    @Test("Values that a cell joins are parted, and joined in one order")
    func parts() throws {
        let texts = ["b; a", "a;b;a", ";;", "c", "a"]
        let rows = try write(
            texts,
            """
            joined: {kept: word, split: ";", several: {join: ";"}}
            known: {kept: word, split: ";", values: [a, b], several: columns}
            """)
        #expect(rows.all("joined") == ["a;b", "a;b", nil, "c", "a"])
        #expect(rows.all("known_a") == ["1", "1", nil, nil, "1"])
        #expect(rows.all("known_b") == ["1", "1", nil, nil, nil])
        #expect(rows.losses.counts[1].unlisted == 1)
    }

    @Test("Numbers, dates, countries and industries are read in texts too")
    func forms() throws {
        let texts = ["2019", "2019-05", "17", "VNM", "Viet Nam", "Construction", "1e3", "2019-13-01"]
        let rows = try write(
            texts,
            """
            year: {kept: word, as: year}
            band: {kept: word, bands: [0, 18], open: true}
            country: {kept: word, as: country-2}
            region: {kept: word, as: un-region}
            section: {kept: word, as: section}
            """)
        #expect(rows.all("year") == ["2019", "2019", nil, nil, nil, nil, nil, nil])
        #expect(rows.all("band") == ["18+", nil, "0--17", nil, nil, nil, nil, nil])
        #expect(rows.all("country") == [nil, nil, nil, "VN", "VN", nil, nil, nil])
        #expect(rows.all("region") == [nil, nil, nil, "Asia", "Asia", nil, nil, nil])
        #expect(rows.all("section") == [nil, nil, nil, nil, nil, "F_Construction", nil, nil])
    }

    @Test("More different texts than numbers are left out and counted, not mixed up")
    func tooMany() throws {
        var open = OpenValues(columnCount: 1)
        var last: UInt16?
        for number in 0..<70_000 {
            let arena = ByteArena(capacity: 16)
            arena.append("text \(number)")
            last = open.number(of: arena.bytes(at: 0, length: arena.count), column: 0)
            if number == 65_534 { #expect(last == 65_535) }
        }
        #expect(last == nil)
        let texts = open.texts(ofColumn: 0)
        #expect(texts.count == 65_536)
        #expect(texts[0].isEmpty && texts[1] == "text 0" && texts[65_535] == "text 65534")
    }
}
