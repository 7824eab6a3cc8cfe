import Testing

@testable import HTCDSModel

@Suite("JSON by RFC 8259")
struct JSONTests {
    @Test(
        "what is written is what was read",
        arguments: [
            "null", "true", "false", "0", "-0.10", "1E+2", "12345678901234567890.10", #""""#, #""\"\\/\n\r\t""#,
            #""\u0000\u001f""#, #""é😀""#, "[]", "{}", #"[1,[],{"b":1,"a":[null]}]"#,
        ])
    func identity(_ text: String) throws {
        #expect(try JSONWriter.text(of: value(text)) == text)
    }

    @Test(
        "escapes",
        arguments: [
            (#""\u0041\u00e9\u00E9""#, "Aéé"), (#""\ud83d\ude00""#, "😀"), (#""\/\b\f""#, "/\u{8}\u{c}"),
        ])
    func escapes(_ text: String, _ expected: String) throws {
        #expect(try value(text) == .string(expected))
    }

    @Test("blanks and a byte order mark are passed over")
    func blanks() throws {
        #expect(try value("\u{FEFF} \t\r\n[ 1 , 2 ] ") == .array([.number(1), .number(2)]))
    }

    @Test("objects are equal without regard to order, numbers by value, texts by code points")
    func equality() throws {
        #expect(try value(#"{"a":1,"b":2.0}"#) == value(#"{"b":2,"a":1}"#))
        #expect(try value(#"{"a":1}"#) != value(#"{"a":"1"}"#))
        #expect(try value("[1,2]") != value("[2,1]"))
        #expect(try value(#""\u00e9""#) != value(#""e\u0301""#))
    }
}
