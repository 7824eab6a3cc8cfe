import HTCDSCells
import HTCDSFormats
import Testing

@Suite("OpenDocument files that are refused")
struct ODSHostileTests {
    private let row = ODSFixture.row
    private let text = ODSFixture.text

    private func refusal(_ bytes: [UInt8]) -> FormatError? {
        formatError { _ = try read(ODSWorkbook(bytes: bytes), capacity: 2_048) }
    }

    private func refusal(rows: String) -> FormatError? {
        var fixture = ODSFixture()
        fixture.rows = rows
        return refusal(fixture.zip.bytes)
    }

    private var fixture: ODSFixture {
        var fixture = ODSFixture()
        fixture.rows = row(text("a", "") + text("b", ""), "")
        return fixture
    }

    @Test("the fixture itself is read")
    func sound() {
        #expect(refusal(fixture.zip.bytes) == nil)
    }

    @Test("not a ZIP, another kind of document, one behind a password")
    func kinds() {
        #expect(refusal([])?.message.contains("empty") == true)
        #expect(refusal(Array("<a/>".utf8))?.message.contains("(.ods)") == true)
        var fixture = fixture
        for type in ["application/vnd.oasis.opendocument.text", "", "application/vnd.sun.xml.calc"] {
            fixture.mimetype = type
            #expect(refusal(fixture.zip.bytes)?.message.contains("another kind") == true)
        }
        fixture.mimetype = ODSFixture.mediaType
        fixture.manifestEntry = "<manifest:encryption-data manifest:checksum=\"x\"/>"
        #expect(refusal(fixture.zip.bytes)?.message.contains("password") == true)
        var zip = self.fixture.zip
        zip.entries[1].flags = 1
        #expect(refusal(zip.bytes)?.message.contains("password") == true)
        zip = self.fixture.zip
        zip.entries[1].content = Array(
            self.fixture.content.replacing("office:spreadsheet", with: "office:text").utf8)
        #expect(refusal(zip.bytes)?.message.contains("no spreadsheet") == true)
        zip.entries[1].content = Array("<html/>".utf8)
        #expect(refusal(zip.bytes)?.message.contains("does not begin") == true)
        #expect(formatError { _ = try ODSWorkbook(bytes: WorkbookFixture().zip.bytes) }?.code == .notWhatItClaims)
        #expect(formatError { _ = try ODSWorkbook(path: "/nonexistent/file.ods") }?.code == .cannotOpen)
        #expect(formatError { _ = try ODSWorkbook(path: "/dev/null") }?.code == .cannotOpen)
    }

    @Test("parts that are missing, double or lead out")
    func parts() {
        for index in 0..<3 {
            var zip = fixture.zip
            zip.entries.remove(at: index)
            #expect((refusal(zip.bytes) == nil) == (index != 1))
        }
        for name in ["CONTENT.xml", "../x", "/x"] {
            var zip = fixture.zip
            zip.add(name, "<x/>")
            #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
        }
        var zip = fixture.zip
        zip.listings = 2
        #expect(refusal(zip.bytes)?.code == .notWhatItClaims)
    }

    @Test("sizes and checksums that lie", arguments: [0, 1, 100, 1_000_000, 3_000_000_000, UInt32.max - 1])
    func lies(size: UInt32) {
        for index in 0..<3 {
            var zip = fixture.zip
            zip.entries[index].claimedSize = size
            #expect(refusal(zip.bytes) != nil)
        }
        var zip = fixture.zip
        zip.entries[1].claimedCRC = size
        #expect(refusal(zip.bytes) != nil)
    }

    @Test("a DOCTYPE in any part, and without a container")
    func documentTypes() {
        for index in 1..<3 {
            var zip = fixture.zip
            let text = String(decoding: zip.entries[index].content, as: UTF8.self)
            let body = text.hasPrefix("<?xml") ? String(text.split(separator: "?>", maxSplits: 1)[1]) : text
            zip.entries[index].content = Array("<!DOCTYPE x [<!ENTITY a 'b'>]>\(body)".utf8)
            #expect(refusal(zip.bytes)?.message.contains("DOCTYPE") == true)
        }
        let flat = fixture.flat.replacing("?>\n", with: "?><!DOCTYPE x [<!ENTITY a 'b'>]>")
        #expect(refusal(Array(flat.utf8))?.message.contains("DOCTYPE") == true)
    }

    @Test("elements nested too deep")
    func depth() {
        let groups = String(repeating: "<table:table-row-group>", count: 300)
        #expect(refusal(rows: groups)?.code == .beyondLimits)
        let spans = String(repeating: "<text:span>", count: 300)
        #expect(refusal(rows: row(text(spans, ""), ""))?.code == .beyondLimits)
    }

    @Test(
        "filled cells beyond the last row or column",
        arguments: [
            (1, 1_048_577, ""), (1, 999_999_999, ""), (16_385, 1, ""), (999_999_999, 1, ""),
            (1, 1, "<table:table-row table:number-rows-repeated=\"1048576\"/>"),
            (2, 1, "<table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>"),
        ])
    func beyond(columns: Int, rows: Int, before: String) {
        let cell = text("x", "table:number-columns-repeated=\"\(columns)\"")
        let xml =
            before.contains("16383")
            ? before + cell + "</table:table-row>" : before + row(cell, "table:number-rows-repeated=\"\(rows)\"")
        let error = refusal(rows: xml)
        #expect(error?.code == .beyondLimits)
        #expect(error?.location?.part == "content.xml")
    }

    @Test("a sheet of 17 billion cells stated in one, and blanks by the gigabyte")
    func amplification() {
        let time = ContinuousClock().measure {
            let full = row(
                text("x", "table:number-columns-repeated=\"16384\""), "table:number-rows-repeated=\"1048576\"")
            #expect(refusal(rows: full)?.code == .beyondLimits)
            let half = row(
                text("x", "table:number-columns-repeated=\"76\""), "table:number-rows-repeated=\"500000\"")
            var fixture = fixture
            fixture.rows = String(repeating: half, count: 2)
            let error = formatError { _ = try fixture.open().head(sheet: 0, rows: 1) }
            #expect(error?.message.contains("repeats filled cells") == true)
            #expect(refusal(rows: row(text("<text:s text:c=\"999999999\"/>", ""), ""))?.code == .beyondLimits)
            let blanks = String(repeating: row(text("<text:s text:c=\"9000000\"/>", ""), ""), count: 100)
            fixture.rows = blanks
            #expect(formatError { _ = try fixture.open().head(sheet: 0, rows: 1) }?.code == .beyondLimits)
        }
        #expect(time < .seconds(10))
    }

    @Test(
        "repetitions that are no number",
        arguments: ["0", "-1", "x", "", "1.5", "99999999999999999999"])
    func repetitions(number: String) {
        #expect(refusal(rows: row(text("x", ""), "table:number-rows-repeated=\"\(number)\""))?.code == .notWhatItClaims)
        #expect(
            refusal(rows: row(text("x", "table:number-columns-repeated=\"\(number)\""), ""))?.code == .notWhatItClaims)
    }

    @Test("too many sheets")
    func sheets() {
        var fixture = fixture
        fixture.behind = String(repeating: "<table:table/>", count: 10_001)
        #expect(refusal(fixture.zip.bytes)?.code == .beyondLimits)
    }

    @Test("cut off anywhere, and with any byte changed")
    func truncation() {
        let bytes = fixture.zip.bytes
        for count in stride(from: 0, to: bytes.count, by: 16) {
            #expect(refusal(Array(bytes[..<count])) != nil, "\(count) bytes")
        }
        let flat = Array(fixture.flat.utf8)
        for count in stride(from: 0, to: flat.count, by: 16) {
            #expect(refusal(Array(flat[..<count])) != nil, "\(count) bytes")
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

    @Test("what is broken behind a sheet is known before the sheet is read")
    func brokenBehind() {
        var fixture = fixture
        fixture.behind = "<table:table><table:table-row></table:table>"
        #expect(formatError { _ = try ODSWorkbook(bytes: fixture.zip.bytes) }?.code == .notWhatItClaims)
    }
}
