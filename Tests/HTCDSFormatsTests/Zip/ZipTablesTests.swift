import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

@Suite("A ZIP of tables")
struct ZipTablesTests {
    private func text(_ source: any ByteSource) throws -> String {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1_000)
        while true {
            let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += block[..<count]
        }
    }

    private func archive(_ files: (String, String)...) -> StoredZip {
        var zip = StoredZip()
        for (name, text) in files { zip.add(name, text) }
        return zip
    }

    @Test("its files, which of them are tables, and their bytes, several at a time")
    func tables() throws {
        let zip = archive(
            ("form.csv", "KEY,a\n1,2\n"), ("media/", ""), ("media/1.jpg", "x"),
            ("sub\\form-repeat~1.CSV", "PARENT_KEY\n1\n"),
            ("__MACOSX/._form.csv", "junk"), ("sub/._b.csv", "junk"), ("notes.tsv", "a\tb\n"), ("empty.csv", ""))
        let tables = try ZipTables(bytes: zip.bytes)
        #expect(
            tables.entries.map(\.name) == [
                "form.csv", "media/1.jpg", "sub/form-repeat~1.CSV", "__MACOSX/._form.csv", "sub/._b.csv", "notes.tsv",
                "empty.csv",
            ])
        #expect(tables.tables.map(\.name) == ["form.csv", "sub/form-repeat~1.CSV", "notes.tsv", "empty.csv"])
        #expect(tables.tables.map(\.size) == [10, 13, 4, 0])
        let sources = try tables.tables.map { try tables.source(of: $0) }
        #expect(try sources.reversed().map { try text($0) } == ["", "a\tb\n", "PARENT_KEY\n1\n", "KEY,a\n1,2\n"])
    }

    @Test("names that are no UTF-8, and that then look alike, are files of their own")
    func names() throws {
        var zip = StoredZip()
        zip.entries.append(.init(name: [0x81] + Array(".csv".utf8), content: [0x31]))
        zip.entries.append(.init(name: [0x82] + Array(".csv".utf8), content: [0x32]))
        let tables = try ZipTables(bytes: zip.bytes)
        #expect(try tables.tables.map { try text(tables.source(of: $0)) } == ["1", "2"])
    }

    @Test(
        "names that lead out of it",
        arguments: ["../a.csv", "a/../../b.csv", "/etc/a.csv", "C:\\a.csv", "..\\a.csv", "a/..", "\\a.csv"])
    func traversal(name: String) {
        #expect(formatError { _ = try ZipTables(bytes: archive((name, "x")).bytes) }?.code == .notWhatItClaims)
    }

    @Test("duplicates, encryption, foreign compression, overlaps, lies about the size, a wrong sum, no ZIP")
    func refusals() throws {
        func refusal(_ bytes: [UInt8]) -> FormatError? {
            formatError {
                let tables = try ZipTables(bytes: bytes)
                for entry in tables.tables { _ = try text(tables.source(of: entry)) }
            }
        }
        #expect(refusal(archive(("a.csv", "1"), ("A.CSV", "2")).bytes)?.message.contains("same name") == true)
        var zip = archive(("a.csv", "1"))
        #expect(refusal(zip.bytes) == nil)
        zip.entries[0].flags = 1
        #expect(refusal(zip.bytes)?.message.contains("password") == true)
        zip.entries[0].flags = 0
        zip.entries[0].method = 14
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
        zip.entries[0].method = 0
        zip.entries[0].claimedCRC = 7
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
        zip.entries[0].claimedCRC = nil
        zip.entries[0].claimedSize = 9
        #expect(refusal(zip.bytes) != nil)
        zip.entries[0].claimedSize = nil
        zip.listings = 200
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
        #expect(refusal(Array("KEY,a\n".utf8))?.code == .notWhatItClaims)
        #expect(refusal([])?.code == .notWhatItClaims)
        let whole = archive(("a.csv", "12345")).bytes
        for count in 0..<whole.count - 1 { #expect(refusal(Array(whole[..<count])) != nil, "\(count) bytes") }
        for bytes in [
            archive(("../a.csv", "x")).bytes, Array(whole.dropLast(3)), archive(("a.csv", "1"), ("a.csv", "2")).bytes,
        ] {
            #expect(refusal(bytes)?.message.contains("workbook") == false)
        }
    }

    @Test("made by another program: deflated tables are streamed, a bomb is refused")
    func deflated() throws {
        guard Python.has("zipfile") else { return }
        let path = Python.temporaryPath("tables.zip")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Python.run(
            """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
                z.writestr("a.csv", "".join(f"{i},é\\n" for i in range(50000)))
                with z.open("bomb.csv", "w") as f:
                    for _ in range(80): f.write(b"0" * (1 << 20))
            """, path)
        let tables = try ZipTables(path: path)
        #expect(tables.tables.map(\.name) == ["a.csv", "bomb.csv"])
        let content = try text(tables.source(of: tables.tables[0]))
        #expect(content.utf8.count == Int(tables.tables[0].size))
        #expect(content.hasSuffix("49999,é\n"))
        let error = formatError { _ = try tables.source(of: tables.tables[1]) }
        #expect(error?.code == .beyondLimits)
        #expect(error?.message.contains("workbook") == false)
        #expect(formatError { _ = try ZipTables(path: path + ".absent") }?.code == .cannotOpen)
    }

    @Test("a workbook is told from tables")
    func workbooks() throws {
        func isWorkbook(_ names: String...) throws -> Bool {
            var zip = StoredZip()
            for name in names { zip.add(name, "x") }
            return try ZipTables.isWorkbook(ZipTables(bytes: zip.bytes).entries)
        }
        #expect(try isWorkbook("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"))
        #expect(try isWorkbook("[Content_Types].xml", "_rels/.rels", "other/book.xml"))
        #expect(try isWorkbook("XL\\Workbook.xml"))
        #expect(try isWorkbook("mimetype", "content.xml", "META-INF/manifest.xml"))
        #expect(try !isWorkbook("a.csv", "b.csv"))
        #expect(try !isWorkbook("content.xml", "a.csv"))
    }
}
