import HTCDSCells
import Testing

@Suite struct XMLTextTests {
    private func element(_ text: String) -> String { String(decoding: XMLText.escaped(text), as: UTF8.self) }

    private func attribute(_ bytes: [UInt8]) -> String {
        let arena = ByteArena(capacity: 64)
        bytes.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress {
                XMLText.append(CellBytes(start: start, count: buffer.count), to: arena, in: .attribute)
            }
        }
        return String(decoding: arena.contents, as: UTF8.self)
    }

    @Test(arguments: [
        ("", ""), ("plain é 😀 \"'", "plain é 😀 \"'"), ("a<b>&c]]>", "a&lt;b&gt;&amp;c]]&gt;"),
        ("\r\n", "&#13;&#10;"), ("a\rb\nc\td", "a&#13;b\nc\td"), (" a b ", "&#32;a b&#32;"), ("\t", "&#9;"),
        ("\u{0}\u{1F}\u{7F}", "_x0000__x001F_\u{7F}"), ("\u{FFFE}x\u{FFFF}\u{FFFD}", "_xFFFE_x_xFFFF_\u{FFFD}"),
        ("_x0041_", "_x005F_x0041_"), ("_x00G1_ _x004_ _", "_x00G1_ _x004_ _"), ("_x005f_x", "_x005F_x005f_x"),
    ])
    func elements(_ text: String, _ written: String) { #expect(element(text).utf8.elementsEqual(written.utf8)) }

    @Test func attributes() {
        #expect(attribute(Array("\"a\tb\nc\rd <>&' ".utf8)) == "&quot;a&#9;b&#10;c&#13;d &lt;&gt;&amp;' ")
    }

    @Test func bytesThatAreNoText() {
        #expect(attribute([0x61, 0xFF, 0xC3, 0x62, 0xED, 0xA0, 0x80]) == "a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}")
    }
}
