import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

@Suite("Plain XML that goes without libxml2")
struct XMLPlainTests {
    /// Every cell with its path, its line and its text, in order, and what stops the reading.
    private func log(_ bytes: [UInt8], record: String, readsPlain: Bool, step: Int) -> [String] {
        let reader = XMLRecordReader(
            source: MemoryByteSource(bytes, step: step), record: record, wanted: [], shape: .plain, schema: nil,
            limits: .standard, readsPlain: readsPlain)
        let batch = CellBatch(
            columnCount: 4, recordCapacity: 64, arena: ByteArena(capacity: 64), carriesLines: true)
        var lines: [String] = []
        var blank = 0
        do {
            while try reader.read(into: batch) {
                blank += batch.blankRows
                for record in 0..<batch.recordCount {
                    let position = batch.position(record)
                    lines.append("record \(position.row) on \(position.line)")
                    for column in 0..<4 {
                        let cell = batch.cell(record: record, column: column)
                        let line = batch.line(record: record, column: column) ?? 0
                        if cell.isPresent { lines.append("\(column) on \(line): \(Array(batch.bytes(cell).buffer))") }
                    }
                    for extra in batch.extras where extra.record == record {
                        lines.append("\(extra.column) on \(extra.line): \(Array(batch.bytes(extra.cell).buffer))")
                    }
                }
            }
        } catch {
            lines.append("\(error)")
        }
        return lines + reader.columns.compactMap(\.name) + ["\(blank) blank, \(reader.leavesOutsideRecords) outside"]
    }

    private func expectSame(_ bytes: [UInt8], step: Int = .max, _ why: String = "") {
        for record in ["/", "//c", "/r/c"] {
            let plain = log(bytes, record: record, readsPlain: true, step: step)
            let full = log(bytes, record: record, readsPlain: false, step: step)
            #expect(plain == full, "\(record) \(why) \(String(decoding: bytes.prefix(1_000), as: UTF8.self))")
        }
    }

    private static let pieces: [String] = [
        "<a>x</a>", "<b/>", "<b />", "<c d=\"1\" e='2'>t</c>",
        "<long_name_of_a_field_that_is_long>v</long_name_of_a_field_that_is_long>",
        "<long_name_of_a_field_that_is_lost>v</long_name_of_a_field_that_is_lost>", "\n", "\r\n", "\r", "\t ", "text",
        "é", "你好", "😀", "\u{FFFE}", "&amp;", "&lt;&gt;&quot;&apos;", "&#10;", "&#x20AC;", "&nbsp;", "&", "<", ">",
        "]]>", "]]",
        "<!-- c -->", "<![CDATA[<x>]]>", "<?pi x?>", "<a>", "</a>", "</b>", "<a b=\"1\" b=\"2\"/>", "<a b=\"&amp;\"/>",
        "<a b=\"<\"/>", "<a b=\"\n\"/>", "<a b=1/>", "<a b = \"1\"/>", "<a\n b=\"1\"\n c=\"2\"\n/>",
        "<m:a m:b=\"1\" b=\"2\"/>",
        "<n:a/>", "<a n:b=\"1\"/>", "<a xmlns=\"urn:o\"><b/></a>", "<a xmlns:n=\"urn:n\"><n:b n:c=\"1\"/></a>",
        "<a xmlns=\"\"><b/></a>", "<a xml:space=\"preserve\"> </a>", "<a xml:lang=\"fr\"/>", "<A/>", "<a.b-c_1/>",
        "<1/>", "<é/>",
        "<a></a >", "<a></ a>", "<a><b></a></b>", "<a><a><a>x</a></a>y</a>", "\u{0}", "\u{1}", "\u{7F}", "\u{85}",
        "<row r=\"1\" spans=\"1:3\" m:d=\"0.25\"><c r=\"A1\" s=\"1\" t=\"s\"><v>12</v></c><c r=\"B1\"/></row>",
    ]

    @Test("random documents, most of them broken, are told alike", arguments: 0..<12)
    func random(seed: Int) {
        var random = SeededNumbers(state: UInt64(seed))
        for _ in 0..<400 {
            var text = "<?xml version=\"1.0\"?><r xmlns:m=\"urn:m\">"
            if Bool.random(using: &random) { text = "<r xmlns=\"urn:d\" xmlns:m=\"urn:m\"><s>" }
            // Mostly well-formed pieces, so that documents are not all broken at once.
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let few = Self.pieces.prefix(11)
                let isFew = Int.random(in: 0..<10, using: &random) < 7
                text += (isFew ? few.randomElement(using: &random) : Self.pieces.randomElement(using: &random)) ?? ""
            }
            if text.contains("<s>") { text += "</s>" }
            text += Int.random(in: 0..<10, using: &random) == 0 ? "" : "</r>"
            var bytes = Array(text.utf8)
            if Int.random(in: 0..<6, using: &random) == 0, let place = bytes.indices.randomElement(using: &random) {
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            expectSame(bytes)
        }
    }

    @Test("each piece alone, within elements, and twice")
    func eachPiece() {
        for piece in Self.pieces {
            for text in [
                piece, "<x>\(piece)</x>", "<x>\n<y>1</y>\(piece)\n</x><z/>", "\(piece)\(piece)",
                "<x>a\(piece)b</x>\n<y/>",
            ] {
                expectSame(Array("<r xmlns:m=\"urn:m\">\(text)</r>\n".utf8))
                expectSame(Array("<r xmlns=\"urn:d\">\n\(text)</r>".utf8), step: 1)
            }
        }
    }

    @Test("cut off after any byte")
    func truncation() {
        let bytes = Array(
            "<r>\n<c a=\"1\">é&amp;x</c>\r\n<long_name_of_a_field>\n</long_name_of_a_field><d/></r>".utf8)
        for count in 0...bytes.count { expectSame(Array(bytes[..<count])) }
    }

    /// Bytes that are read at a time.
    private let block = 256 * 1_024

    @Test("elements of all sizes around that of a block")
    func sizes() {
        for size in [block - 40, block - 9, block - 8, block, block + 1, 700_000] {
            let letters = String(repeating: "x", count: size)
            expectSame(Array("<r><a>1</a><b>\(letters)</b>\n<c>2</c></r>".utf8), "\(size)")
            expectSame(Array("<r><a>1</a><b><d>3</d>\(letters)\n<e/></b>\n<c>2</c></r>".utf8), "\(size)")
            expectSame(Array("<r>\(letters)<c>2</c></r>".utf8), "\(size)")
        }
    }

    @Test("many blocks of elements, with some that are not plain among them")
    func blocks() {
        var text = "<r xmlns:m=\"urn:m\">\n"
        for number in 0..<40_000 {
            text += "<c n=\"\(number)\"><a>é \(number)</a><m:b/></c>\n"
            if number % 97 == 0 { text += "<c><!-- \(number) --><a>&#233;</a><x xmlns=\"urn:x\"><y>1</y></x></c>\r\n" }
        }
        expectSame(Array((text + "</r>").utf8))
        expectSame(Array((text + "<c></r>").utf8))
    }

    @Test("other encodings and a declared one")
    func encodings() {
        expectSame(Array("<?xml version=\"1.0\" encoding=\"utf-8\"?><r><a>é</a></r>".utf8))
        expectSame(Array("\u{FEFF}<r><a>é</a></r>".utf8))
        expectSame(
            Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><a>".utf8) + [0xE9] + Array("</a></r>".utf8))
        expectSame(Array("<?xml version=\"1.0\" encoding=\"US-ASCII\"?><r><a>é</a></r>".utf8))
        expectSame([0xFF, 0xFE] + "<r><a>é</a></r>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }

    @Test("deep nesting, many names, many attributes")
    func limits() {
        for depth in [10, 199, 200, 201, 254, 255, 256, 300] {
            let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
            expectSame(Array("<r>\(text)</r>".utf8), "\(depth)")
        }
        let names = (0..<5_000).map { "<n\($0) a\($0)=\"1\"/>" }.joined()
        expectSame(Array("<r>\(names)\(names)</r>".utf8))
        let attributes = (0..<70).map { " a\($0)=\"\($0)\"" }.joined()
        expectSame(Array("<r><a\(attributes)/><b/></r>".utf8))
        let name = String(repeating: "n", count: 300)
        expectSame(Array("<r><\(name)/><a/></r>".utf8))
    }
}
