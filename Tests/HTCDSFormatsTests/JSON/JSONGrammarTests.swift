import HTCDSCells
import HTCDSFormats
import Testing

/// The clauses of RFC 8259, each with texts that are JSON and texts that are not.
@Suite("JSON grammar, RFC 8259")
struct JSONGrammarTests {
    private func isAccepted(_ bytes: [UInt8]) -> Bool {
        let errors = [1, 3, Int.max].map { drainJSON(bytes, step: $0).error }
        for error in errors { #expect(error?.code == errors[0]?.code) }
        if let error = errors[0] {
            #expect(error.code == .notWhatItClaims)
            #expect(error.location?.line != nil && error.location?.byte != nil)
        }
        return errors[0] == nil
    }

    private func isAccepted(_ text: String) -> Bool { isAccepted(Array(text.utf8)) }

    @Test(
        "2: white space and brackets",
        arguments: [
            "[]", "{}", " \t\r\n[ \t\r\n] \t\r\n", "[[]]", "[{}]", "[1]", "[1,2]", "[ 1 , 2 ]", "{\"a\":1}",
            "{ \"a\" : 1 , \"b\" : 2 }", "[[[[1]]],[]]", "{\"a\":{\"b\":[{\"c\":{}}]}}", "\u{FEFF}[]",
        ])
    func structure(text: String) { #expect(isAccepted(text)) }

    @Test(
        "2: what is no JSON text",
        arguments: [
            "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1}", "{]", "{\"a\"}",
            "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{\"a\"::1}", "{a:1}", "{1:1}",
            "{'a':1}", "{\"a\":1]", "[]]", "[],", "[] []", "[]x", "{\"a\":1}x", "{\"a\":1},{\"a\":2}", "[\u{0C}1]",
            "[1]\0", "\0", "[\u{A0}1]", "[//x\n1]", "[/*x*/1]", "[1]#", "<a/>", "a;b\n1;2\n", "1", "\"a\"", "null",
            "[\u{FEFF}1]",
            "{\"a\":1}[]", "{\"a\":1} 2", "{\"a\":1}\n[]", "[*]", "[(1)]", "{\"a\":1;\"b\":2}", "{\"a\"=1}",
            "[\"a\"\"b\"]",
        ])
    func structureBroken(text: String) { #expect(!isAccepted(text)) }

    @Test("3: literals", arguments: ["true", "false", "null"])
    func literals(text: String) {
        #expect(isAccepted("[\(text)]"))
        #expect(isAccepted("{\"a\":\(text)}"))
        #expect(!isAccepted("[\(text.uppercased())]"))
        #expect(!isAccepted("[\(text)x]"))
        #expect(!isAccepted("[\(text.dropLast())]"))
        #expect(!isAccepted("[\(text.dropLast())"))
    }

    @Test(
        "3: what other languages write",
        arguments: ["NaN", "Infinity", "-Infinity", "None", "True", "undefined", "nil"])
    func foreignLiterals(text: String) { #expect(!isAccepted("[\(text)]")) }

    static let numberTexts = [
        "0", "-0", "1", "-1", "10", "1234567890", "0.5", "-0.5", "1.0", "1.000000000000000000001", "0e0", "0E1", "1e5",
        "1E+5", "1e-5", "1.5e300", "-0.0e-0", "1e400", "123456789012345678901234567890",
        "0.1234567890123456789012345678901234567890", "1e00", "9007199254740993",
    ]

    @Test("6: numbers keep their exact text", arguments: numberTexts)
    func numbers(text: String) throws {
        for form in ["[\(text)]", "[\(text) ]", "[ \(text)\n]"] {
            for step in [1, 2, Int.max] {
                let (all, error) = drainJSON(Array(form.utf8), step: step)
                #expect(error == nil)
                #expect(all.records.first?.first?.text == text)
                #expect(all.records.first?.first?.kind == .number)
            }
        }
    }

    @Test(
        "6: what is no number",
        arguments: [
            "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1e", "1e+", "1.e5", "1.5.5", "1e5.5", "0x10", "1_000",
            "1,5.",
            "--1", "1-", "1+1", "1a", "0b1", "1e5e5", "\u{0661}", "1 000", "-a", "0-1",
        ])
    func numbersBroken(text: String) { #expect(!isAccepted("[\(text)]")) }

    static let stringTexts: [(String, String)] = [
        (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041""#, "A"),
        (#""\u00e9\u00E9""#, "éé"), (#""\u20ac""#, "€"), (#""\uD83D\uDE00""#, "😀"), (#""a\ud83d\ude00b""#, "a😀b"),
        (#""\u0000""#, "\0"), (#""é€😀""#, "é€😀"), ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"), (#""\\u0041""#, "\\u0041"),
        (#""//""#, "//"), (#""[,{:}]""#, "[,{:}]"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\ufeff""#, "\u{FEFF}"),
    ]

    @Test("7: strings", arguments: stringTexts)
    func strings(source: String, text: String) throws {
        for lead in ["", "123456789012345", "1234567890123456"] {
            let form = "[\"\(lead)\(source.dropFirst())]"
            for step in [1, 2, 5, Int.max] {
                let (all, error) = drainJSON(Array(form.utf8), step: step)
                #expect(error == nil)
                if (lead + text).isEmpty {
                    #expect(all.blank == 1)
                } else {
                    #expect(all.records.first?.first?.text.utf8.elementsEqual((lead + text).utf8) == true)
                    #expect(all.records.first?.first?.isBroken == false)
                    #expect(all.records.first?.first?.kind == .text)
                }
            }
        }
    }

    @Test(
        "7: what is no string",
        arguments: [
            "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\'\"", "\"\\u\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"",
            "\"\\u+041\"",
            "\"\n\"", "\"\t\"", "\"\0\"", "\"\u{1F}\"", "\"\r\"", "'a'", "\"\\\n\"", "\"\\a\"", "`a`", "\"\\u 041\"",
            "\"a\\",
        ])
    func stringsBroken(text: String) {
        #expect(!isAccepted("[\(text)]"))
        #expect(!isAccepted("[\"aaaaaaaaaaaaaaaaaaaaaaaa\",\(text)]"))
        #expect(!isAccepted("{\(text):1}"))
    }

    @Test(
        "8.2: half a surrogate pair is U+FFFD and marks the cell",
        arguments: [
            (#"\ud800"#, "\u{FFFD}"), (#"\udc00"#, "\u{FFFD}"), (#"\ud83dx\ude00"#, "\u{FFFD}x\u{FFFD}"),
            (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
            (#"\ud83d\n\ude00"#, "\u{FFFD}\n\u{FFFD}"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"a\ud83d"#, "a\u{FFFD}"),
            (#"\ud83d\ude00\ude00"#, "😀\u{FFFD}"),
        ])
    func loneSurrogates(source: String, text: String) {
        for step in [1, 7, Int.max] {
            let (all, error) = drainJSON(Array("[{\"a\":\"\(source)\",\"b\":\"c\"}]".utf8), step: step)
            #expect(error == nil)
            #expect(all.records[0].map(\.text) == [text, "c"])
            #expect(all.records[0].map(\.isBroken) == [true, false])
        }
    }

    @Test(
        "8.1: bytes that are no UTF-8 mark the cell and are kept",
        arguments: [[0xE9], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xFF]]
            as [[UInt8]])
    func brokenEncoding(bad: [UInt8]) {
        let bytes = Array("[{\"a\":\"x".utf8) + bad + Array("y\",\"b\":\"é\"}]".utf8)
        for step in [1, Int.max] {
            let (all, error) = drainJSON(bytes, step: step)
            #expect(error == nil)
            #expect(all.records[0].map(\.isBroken) == [true, false])
        }
        #expect(!isAccepted(Array("[".utf8) + bad + Array("]".utf8)))
    }

    @Test("8.1: UTF-16 and UTF-32 are named")
    func wide() {
        for bytes in [
            [0xFF, 0xFE] + utf16("[]", bigEndian: false), [0xFE, 0xFF] + utf16("[]", bigEndian: true),
            utf16("[1]", bigEndian: false), utf16("[1]", bigEndian: true), [0x5B, 0, 0, 0, 0x5D, 0, 0, 0],
        ] {
            #expect(drainJSON(bytes).error?.message.contains("UTF-16") == true)
            #expect(
                drain(JSONRecordReader(lines: MemoryByteSource(bytes, step: 1))).error?.message.contains("UTF-16")
                    == true)
        }
        #expect(drainJSON([0x1F, 0x8B, 8, 0]).error?.message.contains("gzip") == true)
    }

    @Test("no message holds a key or a value, and what is odd is named")
    func messages() {
        for (text, word) in [
            ("{'canary':1}", "single quotes"), ("[/*canary*/1]", "comment"), ("[NaN]", "NaN"),
            ("[\"canary\n\"]", "control"),
            ("[\"canary\\x\"]", "escape"), ("[007]", "begins with 0"), ("[\"canary", "in the middle"),
            ("[] canary", "behind"),
            ("<canary/>", "XML"), ("{\"canary\" 1}", "colon"), ("[canary]", "value"),
        ] {
            let message = drainJSON(Array(text.utf8)).error?.description ?? ""
            #expect(message.contains(word), "\(text)")
            #expect(!message.contains("canary") && !message.contains("007"))
        }
    }
}
