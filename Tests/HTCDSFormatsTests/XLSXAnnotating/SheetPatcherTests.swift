import Foundation
import Testing

@testable import HTCDSFormats

/// Sheets and styles patched byte by byte, whatever pieces they come in.
@Suite("Patching parts of a workbook")
struct SheetPatcherTests {
    private static let sheet = """
        <?xml version="1.0"?><!-- <sheetData> --><worksheet xmlns="x"><dimension ref="A1:B2"/><cols><col min="3" max='4' \
        style="7"/></cols><sheetData ><row r="1" spans="1:2"><c r="A1" t="s"><v>1</v></c><c r="B1" s='3'/></row>\
        <row r='2'/><row r="5" s="9" customFormat="1"><c r="A5"><is><t>a &gt; b > c</t></is></c><extLst><ext/></extLst></row>\
        </sheetData><mergeCells count="1"/><![CDATA[ <row> ]]></worksheet>

        """

    private func pieces(_ text: String, step: Int) throws -> [String] {
        let pieces = XMLPieces(MemoryByteSource(text, step: step), part: "p")
        var found: [String] = []
        while try pieces.next() != nil { found.append(pieces.bytes { String(decoding: $0, as: UTF8.self) }) }
        return found
    }

    private func patched(
        _ text: String, step: Int, _ marks: [(row: Int, column: Int, level: CellLevel)]
    ) throws -> String {
        var own = CellMarks()
        for mark in marks { own.add(row: mark.row, column: mark.column, level: mark.level) }
        own.sort()
        let output = try SpooledPart()
        try SheetPatcher(MemoryByteSource(text, step: step), part: "p", marks: own, to: output) { base, level in
            base * 10 + Int(level.rawValue)
        }.run()
        return String(decoding: try output.content(), as: UTF8.self)
    }

    @Test("Pieces together are the document", arguments: [1, 2, 3, 7, 64, .max])
    func together(_ step: Int) throws {
        #expect(try pieces(Self.sheet, step: step).joined() == Self.sheet)
    }

    @Test("Without marks nothing changes", arguments: [1, 5, .max])
    func unchanged(_ step: Int) throws {
        #expect(try patched(Self.sheet, step: step, []) == Self.sheet)
    }

    @Test("Cells are coloured, put in, and nothing else changes", arguments: [1, 5, .max])
    func changed(_ step: Int) throws {
        let marks: [(Int, Int, CellLevel)] = [
            (5, 1, .info), (1, 0, .warning), (1, 1, .info), (1, 1, .error), (1, 2, .error), (2, 3, .error),
            (4, 0, .info),
            (9, 0, .error),
        ]
        var expected = Self.sheet
        for (old, new) in [
            ("ref=\"A1:B2\"", "ref=\"A1:D9\""), ("<c r=\"A1\" t=\"s\">", "<c r=\"A1\" t=\"s\" s=\"2\">"),
            ("<c r=\"B1\" s='3'/></row>", "<c r=\"B1\" s='33'/><c r=\"C1\" s=\"73\"/></row>"),
            ("<row r=\"1\" spans=\"1:2\">", "<row r=\"1\">"),
            ("<row r='2'/>", "<row r='2'><c r=\"D2\" s=\"73\"/></row><row r=\"4\"><c r=\"A4\" s=\"1\"/></row>"),
            ("</c><extLst>", "</c><c r=\"B5\" s=\"91\"/><extLst>"),
            ("</sheetData>", "<row r=\"9\"><c r=\"A9\" s=\"3\"/></row></sheetData>"),
        ] { expected = expected.replacingOccurrences(of: old, with: new) }
        #expect(try patched(Self.sheet, step: step, marks) == expected)
    }

    @Test("A sheet without rows, and parts that cannot be cut")
    func edges() throws {
        let empty = "<x:worksheet><x:sheetData/></x:worksheet>"
        #expect(
            try patched(empty, step: 1, [(2, 0, .error)])
                == "<x:worksheet><x:sheetData><x:row r=\"2\"><x:c r=\"A2\" s=\"3\"/></x:row></x:sheetData></x:worksheet>"
        )
        for text in [
            "<a", "<!-- a", "<a b='", "<!DOCTYPE a>", "<?xml encoding='utf-7'?><a/>", "<?xml encoding=\"UTF-16\"?><a/>",
        ] {
            #expect(throws: FormatError.self) { try pieces(text, step: 1) }
        }
        #expect(throws: FormatError.self) {
            try XMLPieces(MemoryByteSource([0xFF, 0xFE, 0x3C, 0]), part: "p").next()
        }
    }

    @Test("What a tag says is read, and set with all else as it is")
    func tags() {
        let tag = XMLTag(Array("<x:c  r = 'A&#49;'\n s=\"1\" a:s='&lt;' />".utf8))
        #expect(tag.prefix == "x:")
        #expect(tag.localName == "c")
        #expect(tag.value("r") == "A1")
        #expect(tag.value("a:s") == "<")
        #expect(tag.value("t") == nil)
        #expect(
            String(decoding: tag.setting([("s", "25"), ("t", "a\"b")]), as: UTF8.self)
                == "<x:c  r = 'A&#49;'\n s=\"25\" a:s='&lt;' t=\"a&quot;b\"/>")
        #expect(String(decoding: tag.setting([("r", nil)]), as: UTF8.self) == "<x:c  \n s=\"1\" a:s='&lt;'/>")
    }
}

extension SpooledPart {
    /// Everything that was written, read through libzip as the archive would.
    fileprivate func content() throws -> [UInt8] {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("htcds-tests-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: scratch.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let handle = try FileHandle(forUpdating: scratch)
        let stored = try ZipArchive(bytes: [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18))
        var rewriter = ZipRewriter(stored)
        rewriter.added.append(("part", self))
        try rewriter.write(to: handle.fileDescriptor)
        try handle.close()
        let archive = try ZipArchive(path: scratch.path)
        let entry = try #require(archive.entry("part"))
        let source = try archive.source(of: entry)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }
}
