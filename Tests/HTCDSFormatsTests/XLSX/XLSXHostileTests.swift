import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Workbooks that are refused")
struct XLSXHostileTests {
    private func refusal(_ bytes: [UInt8]) -> FormatError? {
        formatError { _ = try read(XLSXWorkbook(bytes: bytes)) }
    }

    private var fixture: WorkbookFixture {
        var fixture = WorkbookFixture()
        fixture.rows = "<row><c><v>1</v></c><c><v>2</v></c></row>"
        return fixture
    }

    @Test("the fixture itself is read")
    func sound() {
        #expect(refusal(fixture.zip.bytes) == nil)
    }

    @Test("not a ZIP, an old workbook, one behind a password")
    func signatures() {
        #expect(refusal([])?.message.contains("empty") == true)
        #expect(refusal(Array("a,b,c".utf8))?.code == .notWhatItClaims)
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 1_000)
        #expect(refusal(ole)?.message.contains(".xls)") == true)
        let name = utf16("EncryptedPackage", bigEndian: false)
        #expect(refusal(ole + name + [0, 0])?.message.contains("password") == true)
        #expect(XLSXWorkbook.isOLE(prefix: ole))
        #expect(XLSXWorkbook.isZip(prefix: fixture.zip.bytes.prefix(4)))
        #expect(!XLSXWorkbook.isZip(prefix: [0x50, 0x4B]))
        #expect(formatError { _ = try XLSXWorkbook(path: "/nonexistent/file.xlsx") }?.code == .cannotOpen)
        #expect(formatError { _ = try XLSXWorkbook(path: "/dev/null") }?.code == .cannotOpen)
        #expect(formatError { _ = try XLSXWorkbook(path: "/") }?.code == .cannotOpen)
    }

    @Test("encrypted entries")
    func encrypted() {
        var zip = fixture.zip
        zip.entries[3].flags = 1
        #expect(refusal(zip.bytes)?.message.contains("password") == true)
    }

    @Test("two parts of one name, also in another case")
    func duplicates() {
        var zip = fixture.zip
        zip.add("XL/worksheets/SHEET1.xml", fixture.sheet(""))
        #expect(refusal(zip.bytes)?.message.contains("same name") == true)
    }

    @Test("names that lead out", arguments: ["../x", "/xl/x", "a/../../x", "C:/x", "a\\..\\b"])
    func traversal(name: String) {
        var zip = fixture.zip
        zip.add(name, "x")
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
    }

    @Test("a workbook with the separator of Windows is read")
    func backslashes() {
        var zip = fixture.zip
        for index in zip.entries.indices {
            zip.entries[index].name = zip.entries[index].name.map { $0 == 0x2F ? 0x5C : $0 }
        }
        #expect(refusal(zip.bytes) == nil)
    }

    @Test("too many entries")
    func entries() {
        var zip = fixture.zip
        for index in 0..<10_001 { zip.add("p/\(index)", []) }
        #expect(refusal(zip.bytes)?.code == .beyondLimits)
    }

    @Test("entries that overlap")
    func overlaps() {
        var zip = fixture.zip
        zip.listings = 2
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
    }

    @Test("sizes and checksums that lie", arguments: [0, 1, 100, 1_000_000, 3_000_000_000, UInt32.max - 1])
    func lies(size: UInt32) {
        for index in 0..<4 {
            var zip = fixture.zip
            zip.entries[index].claimedSize = size
            #expect(refusal(zip.bytes) != nil)
            zip = fixture.zip
            zip.entries[index].claimedCRC = size
            #expect(refusal(zip.bytes) != nil)
        }
    }

    @Test("an unknown compression, and data that is not compressed")
    func methods() {
        for method: UInt16 in [8, 9, 12, 14, 99] {
            var zip = fixture.zip
            zip.entries[3].method = method
            #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
        }
    }

    @Test("parts that are missing")
    func missing() {
        for index in 0..<4 {
            var zip = fixture.zip
            zip.entries.remove(at: index)
            // The workbook is found without the relationships of the package, too.
            #expect((refusal(zip.bytes) == nil) == (index == 0))
        }
        var other = StoredZip()
        other.add("word/document.xml", "<x/>")
        #expect(refusal(other.bytes)?.message.contains("no workbook") == true)
        var binary = StoredZip()
        binary.add("xl/workbook.bin", "x")
        #expect(refusal(binary.bytes)?.message.contains(".xlsb") == true)
    }

    @Test("a DOCTYPE in any part")
    func documentTypes() {
        for index in 0..<4 {
            var zip = fixture.zip
            let text = String(decoding: zip.entries[index].content, as: UTF8.self)
            let body = text.hasPrefix("<?xml") ? String(text.split(separator: "?>", maxSplits: 1)[1]) : text
            zip.entries[index].content = Array("<!DOCTYPE x [<!ENTITY a 'b'>]>\(body)".utf8)
            #expect(refusal(zip.bytes)?.message.contains("DOCTYPE") == true)
        }
    }

    @Test("cut off after every 64th byte, and with any byte changed")
    func truncation() {
        let bytes = fixture.zip.bytes
        for count in stride(from: 0, to: bytes.count, by: 64) {
            let error = refusal(Array(bytes[..<count]))
            #expect(error != nil, "\(count) bytes")
        }
        // Whatever the outcome, no crash.
        for index in bytes.indices {
            for change: UInt8 in [0xFF, 0x01, 0x80] {
                var changed = bytes
                changed[index] ^= change
                _ = refusal(changed)
            }
        }
    }

    @Test("a sheet cut off, and one that is something else")
    func brokenSheets() {
        var zip = fixture.zip
        zip.entries[3].content = Array(zip.entries[3].content.dropLast(20))
        #expect(refusal(zip.bytes)?.message.contains("ends in the middle") == true)
        zip.entries[3].content = Array("<html/>".utf8)
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
        zip.entries[3].content = []
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
    }
}
