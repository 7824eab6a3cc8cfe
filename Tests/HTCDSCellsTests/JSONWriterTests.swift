import Foundation
import HTCDSCells
import TestSupport
import Testing

/// RFC 8259, read back by Foundation.
@Suite struct JSONWriterTests {
    private func quoted(_ bytes: [UInt8]) -> String {
        let arena = ByteArena(capacity: 8)
        bytes.withCell { JSONText.appendQuoted($0, to: arena) }
        return String(decoding: arena.contents, as: UTF8.self)
    }

    private func parse(_ json: String) throws -> String? {
        try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) as? String
    }

    @Test func section7EscapesWhatItMust() {
        #expect(quoted(Array("a\"b\\c/d".utf8)) == #""a\"b\\c/d""#)
        #expect(
            quoted([0x0A, 0x0D, 0x09, 0x00, 0x08, 0x0B, 0x0C, 0x1F, 0x7F])
                == "\"\\n\\r\\t\\u0000\\u0008\\u000b\\u000c\\u001f\u{7F}\"")
        #expect(quoted([]) == "\"\"")
    }

    @Test func everyASCIIByteComesBack() throws {
        for byte in UInt8(0)...0x7F {
            let json = quoted([0x78, byte, 0x79])
            #expect(try parse(json)?.unicodeScalars.map(\.value) == [0x78, UInt32(byte), 0x79], "\(byte)")
        }
    }

    @Test(arguments: ["é", "ệ", "ا\u{653}", "𐍈", "👩‍👩‍👧", "\u{2028}", "\u{FFFF}", "\u{10FFFF}", "a\u{FEFF}b"])
    func textComesBackToTheLetter(text: String) throws {
        let json = quoted(Array(text.utf8))
        #expect(json == "\"\(text)\"")
        #expect(try parse(json)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3], "\u{FFFD}"), ([0xC3, 0x22], "\u{FFFD}\\\""),
            ([0xE1, 0xBB, 0x61], "\u{FFFD}\u{FFFD}a"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ] as [([UInt8], String)])
    func invalidBytesBecomeReplacementCharacters(bytes: [UInt8], inside: String) throws {
        #expect(quoted(bytes) == "\"\(inside)\"")
        #expect(try parse(quoted(bytes)) != nil)
    }

    @Test func randomBytesAreAlwaysJSON() throws {
        var numbers = SeededNumbers(state: 8_259)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
            let json = quoted(bytes)
            let back = try #require(try parse(json), "\(bytes)")
            if let text = String(validating: bytes, as: UTF8.self) {
                #expect(back.unicodeScalars.elementsEqual(text.unicodeScalars))
            } else {
                #expect(back.unicodeScalars.contains("\u{FFFD}"))
            }
        }
    }

    @Test func structureComesBack() throws {
        let arena = ByteArena(capacity: 8)
        var json = JSONWriter(arena)
        let name: StaticString = "name"
        json.beginObject()
        json.key(name)
        json.string("x")
        json.key("odd \"key\"" as String)
        json.beginArray()
        json.integer(1)
        json.integer(Int.min)
        json.integer(Int.max)
        json.integer(nil)
        json.bool(true)
        json.bool(false)
        json.string(nil as String?)
        json.beginArray()
        json.endArray()
        json.beginObject()
        json.endObject()
        json.endArray()
        json.key("raw" as String)
        JSONText.quoted("ä\n").withUnsafeBufferPointer { json.raw($0) }
        JSONText.quoted("k").withUnsafeBufferPointer { json.rawKey($0) }
        json.null()
        json.endObject()
        #expect(
            String(decoding: arena.contents, as: UTF8.self)
                == #"{"name":"x","odd \"key\"":[1,-9223372036854775808,9223372036854775807,null,true,false,null,[],{}],"#
                + #""raw":"ä\n","k":null}"#)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(arena.contents)) }
    }

    @Test func rewindsAsIfNothingHadBeen() {
        let arena = ByteArena(capacity: 8)
        var json = JSONWriter(arena)
        json.beginObject()
        let atFirst = json.mark
        json.key("a" as String)
        json.beginObject()
        json.rewind(to: atFirst)
        json.key("b" as String)
        json.integer(1)
        let behind = json.mark
        json.key("c" as String)
        json.integer(2)
        json.rewind(to: behind)
        json.key("d" as String)
        json.integer(3)
        json.endObject()
        json.newline()
        json.bool(true)
        #expect(String(decoding: arena.contents, as: UTF8.self) == "{\"b\":1,\"d\":3}\ntrue")
    }

    @Test(arguments: [0, 1, -1, 9, 10, 99, 100, 1_000_000_007, .max, .min])
    func integersAreWrittenInFull(number: Int) {
        let arena = ByteArena(capacity: 1)
        JSONText.appendInteger(number, to: arena)
        #expect(String(decoding: arena.contents, as: UTF8.self) == String(number))
    }
}
