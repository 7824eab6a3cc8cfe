import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Records of a JSON text")
struct JSONRecordReaderTests {
    /// Fictional submissions in the shape of the answers of a survey server: flat keys, a page around them.
    static let submissions = """
        {"count": 2, "next": null, "previous": null,
         "results": [
          {
           "_id": 71,
           "formhub/uuid": "0f0f",
           "con_Consent": "TRUE",
           "prs_First_Name": "Exempla",
           "vic_Methods_of_Control": "DebtBondage FalsePromises",
           "meta/instanceID": "uuid:1",
           "_attachments": [],
           "_geolocation": [null, null],
           "_validation_status": {"uid": "approved", "label": "Approved"}
          },
          {
           "_id": 72,
           "prs_First_Name": "ตัวอย่าง",
           "_geolocation": [-1.5, 30e0],
           "repeat": [{"repeat/name": "A", "n": 1}, {"repeat/name": "B"}],
           "_validation_status": {}
          }
         ]
        }
        """

    @Test("the answer of a survey server: paths, lines, pointers")
    func surveyServer() throws {
        let all = try readJSON(
            Self.submissions, pointer: "/results", wanted: ["prs_First_Name", "meta/instanceID", "absent"])
        #expect(all.records.count == 2)
        #expect(Array(all.columns.prefix(5)) == ["prs_First_Name", "meta/instanceID", "absent", "_id", "formhub/uuid"])
        #expect(
            all.records[0].prefix(3) == [
                JSONCell(pointer: "/results/0/prs_First_Name", path: "prs_First_Name", line: 7, text: "Exempla"),
                JSONCell(pointer: "/results/0/meta~1instanceID", path: "meta/instanceID", line: 9, text: "uuid:1"),
                JSONCell(pointer: "/results/0/_id", path: "_id", line: 4, text: "71", kind: .number),
            ])
        #expect(all.texts(1)["_geolocation"] == ["-1.5", "30e0"])
        #expect(all.texts(1)["repeat/repeat/name"] == ["A", "B"])
        #expect(all.texts(0)["_validation_status/label"] == ["Approved"])
        #expect(all.texts(0)["_geolocation"] == nil)
        #expect(all.records[1].first { $0.path == "repeat/n" }?.pointer == "/results/1/repeat")
        #expect(
            all.records[0].first { $0.path == "_validation_status/uid" }?.pointer == "/results/0/_validation_status/uid"
        )
        #expect(all.lines == [3, 14])
        #expect(all.rows == [1, 2])
    }

    static let pretty = """
        [
          {"id": 1, "case": {"status": "Active", "tags": ["a", "b", null, "c"]},
           "persons": [{"g": "F", "n": {"x": "1"}}, {"g": "M"}, {}],
           "e": [], "o": {}, "z": null, "t": true, "f": false, "s": ""},
          {"case": {"tags": "d"}},
          {}, null, {"id": "", "z": null},
          "bare", [1, [2, {"k": 3}]],
          {"a~b/c": "tilde", "": "empty key"}
        ]
        """

    @Test("nested objects, arrays, empty things")
    func nested() throws {
        let all = try readJSON(Self.pretty)
        #expect(
            all.columns == [
                "id", "case/status", "case/tags", "persons/g", "persons/n/x", "z", "t", "f", "s", ".", "k", "a~b/c", "",
            ])
        #expect(all.texts(0)["case/tags"] == ["a", "b", "c"])
        #expect(all.texts(0)["persons/g"] == ["F", "M"])
        #expect(all.texts(0)["s"] == [""])
        #expect(all.records[0].first { $0.path == "t" }?.text == "true")
        #expect(all.records[0].first { $0.path == "f" }?.kind == .boolean)
        #expect(all.blank == 3)
        #expect(all.rows == [1, 2, 6, 7, 8])
        #expect(all.lines == [2, 5, 7, 7, 8])
        #expect(all.records[1] == [JSONCell(pointer: "/1/case/tags", path: "case/tags", line: 5, text: "d")])
        #expect(all.records[0].first { $0.path == "persons/n/x" }?.pointer == "/0/persons")
        #expect(all.records[4].map(\.pointer) == ["/7/a~0b~1c", "/7/"])
    }

    @Test("any batch, any step of the source: the same cells", arguments: [1, 7, 2_048], [1, 7, Int.max])
    func boundaries(capacity: Int, step: Int) {
        for (text, pointer) in [(Self.submissions, "/results"), (Self.pretty, "")] {
            let expected = drainJSON(Array(text.utf8), pointer: pointer)
            let found = drainJSON(Array(text.utf8), pointer: pointer, capacity: capacity, step: step)
            #expect(expected.error == nil)
            #expect(found.error == nil)
            #expect(found.all == expected.all)
        }
    }

    @Test(
        "cut off after any byte: records before it come first, then the refusal with its line", arguments: [1, Int.max])
    func truncation(step: Int) {
        for (text, pointer) in [(Self.submissions, "/results"), (Self.pretty, "")] {
            let bytes = Array(text.utf8)
            let whole = drainJSON(bytes, pointer: pointer).all
            for count in 0..<bytes.count {
                let (all, error) = drainJSON(Array(bytes[..<count]), pointer: pointer, step: step)
                #expect(error?.code == .notWhatItClaims, "\(count) bytes")
                #expect(error?.location?.byte == count, "\(count) bytes")
                #expect(error?.location?.line == 1 + bytes[..<count].count { $0 == 0x0A }, "\(count) bytes")
                if count > 0 { #expect(error?.message.contains("in the middle") == true, "\(count) bytes") }
                #expect(whole.records.map { $0.map(\.text) }.starts(with: all.records.map { $0.map(\.text) }))
            }
        }
    }

    @Test("one object is one record; objects one after another are several")
    func objects() throws {
        let one = try readJSON("\n{\"a\": 1}")
        #expect(one.records == [[JSONCell(pointer: "/a", path: "a", line: 2, text: "1", kind: .number)]])
        let several = try readJSON("{\"a\":\n1}\n{\"a\":2} {\"b\":3}\n\n")
        #expect(several.records.map { $0.map(\.pointer) } == [["/a"], ["/a"], ["/b"]])
        #expect(several.rows == [1, 2, 3])
        #expect(several.lines == [1, 3, 3])
        #expect(
            try readJSON("{\"r\":{\"a\":1},\"x\":2}", pointer: "/r").records.map { $0.map(\.pointer) } == [["/r/a"]])
    }

    @Test("pointers to the records, RFC 6901")
    func pointers() throws {
        #expect(try readJSON("{\"a/b\":{\"m~n\":[{\"x\":1}]}}", pointer: "/a~1b/m~0n").records.count == 1)
        #expect(try readJSON("{\"\":[{\"x\":1},{\"x\":2}]}", pointer: "/").records.count == 2)
        #expect(
            try readJSON("[[{\"x\":1}],[{\"x\":2}]]", pointer: "/1").records.map { $0.map(\.pointer) } == [["/1/0/x"]])
        #expect(try readJSON("{\"r\":null}", pointer: "/r").records.isEmpty)
        #expect(try readJSON("{\"r\":[]}", pointer: "/r").records.isEmpty)
        for (text, pointer) in [
            ("{\"r\":[]}", "/q"), ("{}", "/r"), ("[]", "/0"), ("[[]]", "/00"), ("[[]]", "/-"), ("[[]]", "/1"),
            ("{\"r\":1}", "/r"), ("{\"r\":\"x\"}", "/r/s"), ("{}", "r"), ("{}", "/a~2"), ("{}", "/a~"), ("1", ""),
            ("{\"r\":[],\"r\":[]}", "/r"), ("{\"r\":[]}x", "/r"), ("{\"r\":[],}", "/r"), ("{\"r\":[]", "/r"),
            ("{\"e\u{301}\":[]}", "/\u{E9}"),
        ] {
            #expect(drainJSON(Array(text.utf8), pointer: pointer).error?.code == .notWhatItClaims, "\(text) \(pointer)")
        }
    }

    @Test("records before a break are handed on, also those before a break behind the array")
    func afterwards() throws {
        for tail in ["}", ",\"x\":[1,}", "]"] {
            let reader = JSONRecordReader(
                source: MemoryByteSource("{\"r\":[{\"a\":1},{\"a\":2}]\(tail) "), pointer: "/r")
            let (all, error) = drain(reader)
            #expect(all.records.count == 2)
            #expect((error == nil) == (tail == "}"))
            if error != nil { #expect(drain(reader).error != nil) }
        }
        let broken = drainJSON(Array("[{\"a\":1},{\"a\":2,\"b\":[3,4],x}]".utf8), width: 1)
        #expect(broken.all.records == [[JSONCell(pointer: "/0/a", path: "a", line: 1, text: "1", kind: .number)]])
        #expect(broken.error?.location?.byte == 26)
    }

    @Test("a repeated key is a further cell and is counted")
    func duplicateKeys() throws {
        let all = try readJSON(
            "[{\"a\":1,\"b\":{\"c\":2,\"c\":3},\"a\":4,\"\\u0061\":5},{\"a\":6},{\"b\":[{\"c\":1},{\"c\":2}]}]")
        #expect(all.duplicateKeys == 3)
        #expect(all.texts(0)["a"] == ["1", "4", "5"])
        #expect(all.texts(0)["b/c"] == ["2", "3"])
    }

    @Test("keys that need escapes, that look alike, that are wanted but spelt otherwise")
    func keys() throws {
        let text = #"[{"a\"b":1,"a\\":2,"\u00e9":3,"é":4},{"a\"b":1,"a\\":2,"\u00e9":3,"é":4},{"a\\":9}]"#
        let all = try readJSON(text)
        #expect(all.columns == ["a\"b", "a\\", "é"])
        #expect(all.texts(1)["é"] == ["3", "4"])
        #expect(all.texts(2) == ["a\\": ["9"]])
        // The key that is awaited ends in a backslash; the one that comes goes on with an escaped quote.
        #expect(try readJSON(#"[{"a\\":1},{"a\"b":2}]"#).texts(1) == ["a\"b": ["2"]])
        let alike = try readJSON("[{\"\u{E9}\":1,\"e\u{301}\":2}]")
        #expect(alike.columns.count == 2)
        let flat = try readJSON("[{\"g/q\":1},{\"g\":{\"q\":2}}]", wanted: ["g/q"])
        #expect(flat.columns == ["g/q"])
        #expect(flat.records.map { $0.map(\.text) } == [["1"], ["2"]])
    }

    @Test("a page that is not the last one is noticed")
    func pages() {
        for (text, expected) in [
            ("{\"next\":\"u\",\"r\":[]}", true), ("{\"r\":[],\"next\":\"u\"}", true),
            ("{\"next\":null,\"r\":[]}", false),
            ("{\"r\":[{\"next\":\"u\"}]}", false), ("{\"x\":{\"next\":\"u\"},\"r\":[]}", false),
        ] {
            let reader = JSONRecordReader(source: MemoryByteSource(text), pointer: "/r")
            #expect(drain(reader).error == nil)
            #expect(reader.isFollowedByPage == expected, "\(text)")
        }
    }

    /// A generator whose numbers depend on the seed alone.
    private struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    private func text(_ dice: inout Dice, depth: Int) -> String {
        func blank() -> String { ["", " ", "\n", "\r\n  ", "\t"][dice.roll(5)] }
        func string() -> String {
            let parts = [
                "a", "Bc", "é", "😀", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\"", "/", "key", "0123456789abcdef", " ",
            ]
            return "\"" + (0..<dice.roll(5)).map { _ in parts[dice.roll(parts.count)] }.joined() + "\""
        }
        switch dice.roll(depth > 3 ? 5 : 8) {
        case 0: return "true"
        case 1: return "null"
        case 2: return "\(dice.roll(2_000) - 1_000)"
        case 3, 4: return string()
        case 5:
            return "[" + blank()
                + (0..<dice.roll(4)).map { _ in text(&dice, depth: depth + 1) }.joined(
                    separator: blank() + "," + blank()) + "]"
        default:
            let members = (0..<dice.roll(5)).map { index in
                "\"k\(index)\(["", "é", "\\t", "/x"][dice.roll(4)])\"" + blank() + ":" + blank()
                    + text(&dice, depth: depth + 1)
            }
            return "{" + members.joined(separator: blank() + "," + blank()) + blank() + "}"
        }
    }

    private func flat(_ value: Any, _ path: [String], _ found: inout [String]) {
        if let object = value as? [String: Any] {
            for (key, inner) in object { flat(inner, path + [key], &found) }
        } else if let array = value as? [Any] {
            for inner in array { flat(inner, path, &found) }
        } else if let text = value as? String {
            found.append("\(path.isEmpty ? "." : path.joined(separator: "/"))=s\(text)")
        } else if let number = value as? NSNumber {
            let isBoolean = CFGetTypeIDIsBoolean(number)
            found.append("\(path.isEmpty ? "." : path.joined(separator: "/"))=\(isBoolean ? "b1" : "n\(number)")")
        }
    }

    private func CFGetTypeIDIsBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    @Test("random documents: the same leaves as Foundation finds")
    func foundation() throws {
        var dice = Dice(state: 20_260_101)
        for round in 0..<600 {
            let document = "[" + (0..<3).map { _ in text(&dice, depth: 0) }.joined(separator: ",\n") + "]"
            let oracle = try #require(JSONSerialization.jsonObject(with: Data(document.utf8)) as? [Any])
            let (all, error) = drainJSON(Array(document.utf8), capacity: 1 + round % 3, step: 1 + round % 40)
            #expect(error == nil, "\(document)")
            var next = 0
            for (index, value) in oracle.enumerated() {
                var expected: [String] = []
                flat(value, [], &expected)
                guard expected.contains(where: { $0.last != "s" || !$0.hasSuffix("=s") }) else { continue }
                #expect(all.rows[next] == index + 1)
                let found = all.records[next].map {
                    "\($0.path)=\($0.kind == .text ? "s\($0.text)" : $0.kind == .boolean ? "b1" : "n\($0.text)")"
                }
                #expect(found.sorted() == expected.sorted(), "\(document)")
                next += 1
            }
            #expect(next == all.records.count)
        }
    }
}
