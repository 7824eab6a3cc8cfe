import HTCDSCells
import HTCDSFormats
import Testing

@Suite("XML that is refused")
struct XMLRefusalTests {
    private func refusal(_ bytes: [UInt8], record: String = "//c", step: Int = .max) -> FormatError? {
        formatError { _ = try readXML(bytes, record: record, step: step) }
    }

    private func refusal(_ text: String) -> FormatError? { refusal(Array(text.utf8)) }

    @Test("cut off after any byte, it is refused, and the line is named")
    func truncation() {
        let bytes = Array(XMLRecordReaderTests.cases.utf8)
        let whole = bytes.lastIndex(of: 0x3E) ?? 0
        for count in 0..<whole {
            for step in [1, Int.max] {
                let error = refusal(Array(bytes[..<count]), step: step)
                #expect(error?.code == .notWhatItClaims, "\(count) bytes")
                if count > 60 {
                    #expect(error?.message.contains("ends in the middle") == true, "\(count) bytes")
                    let line = 1 + bytes[..<count].count { $0 == 0x0A }
                    #expect(error?.location?.line == line, "\(count) bytes")
                }
            }
        }
    }

    @Test("UTF-16 cut off after any byte")
    func truncationUTF16() {
        let bytes = [0xFF, 0xFE] + utf16("<r><c><v>é</v></c></r>", bigEndian: false)
        for count in 0..<bytes.count {
            #expect(refusal(Array(bytes[..<count]))?.code == .notWhatItClaims, "\(count) bytes")
        }
        #expect(refusal(bytes) == nil)
        #expect(refusal(bytes + [0x20]) != nil)
    }

    @Test("a DOCTYPE is refused in an instant, whatever it hides behind", arguments: [1, 7, Int.max])
    func documentType(step: Int) {
        var entities = "<!ENTITY % a0 \"<!ENTITY x 'y'>\">\n"
        for level in 1...24 { entities += "<!ENTITY % a\(level) \"%a\(level - 1);%a\(level - 1);%a\(level - 1);\">\n" }
        let text = "<?xml version=\"1.0\" encoding=\"ENC\"?>\n<!DOCTYPE r [\n\(entities)%a24;\n]>\n<r><c/></r>"
        let utf8 = Array(text.replacing("ENC", with: "UTF-8").utf8)
        let wide = text.replacing("ENC", with: "UTF-16")
        let little = utf16(wide, bigEndian: false)
        let big = utf16(wide, bigEndian: true)
        let time = ContinuousClock().measure {
            for bytes in [utf8, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
                let error = refusal(bytes, step: step)
                #expect(error?.code == .notWhatItClaims)
                #expect(error?.message.contains("DOCTYPE") == true)
                #expect(error?.location?.line == 2)
            }
        }
        #expect(time < .seconds(1))
        for text in ["<!DOCTYPE r><r/>", "<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>"] {
            #expect(refusal(Array(text.utf8), step: step)?.message.contains("DOCTYPE") == true)
        }
    }

    @Test(
        "broken documents",
        arguments: [
            "", " ", "text", "a,b\n1,2\n", "<r>", "<r></q>", "<r/><r/>", "<r/>x", "<r/>\0", "<r/>\0\0\0\n", "<r>\0</r>",
            "<r>&nbsp;</r>", "<r a='1' a='2'/>", "<p:r/>", "<r><p:c/></r>", "<r p:a='1'/>", "<r a='<'/>", "<r>&#0;</r>",
            "<r>&#xD800;</r>", "<r>\u{1}</r>", "<r><c></r></c>", "<r xmlns:p=''/>", "<r a=1/>", "<r>]]></r>",
            "<?xml version='1.0' encoding='KLINGON-8'?><r/>", "<r/><!-- ", "<r/><", "<r/>&",
            " <?xml version='1.0'?><r/>",
        ], [1, Int.max])
    func broken(text: String, step: Int) {
        #expect(refusal(Array(text.utf8), step: step)?.code == .notWhatItClaims)
    }

    @Test(
        "what looks odd but is right",
        arguments: [
            "<r/>\n \n", "<r/><!-- x --><?pi?>\n", "<r xmlns='a b:c'/>", "<?xml version='1.0'?><r xml:lang='fr'/>",
        ])
    func right(text: String) {
        #expect(refusal(text) == nil || text.contains("a b:c"))
    }

    @Test("bytes that are no UTF-8")
    func brokenEncoding() {
        for bad: [UInt8] in [[0xE9], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80]] {
            for step in [1, Int.max] {
                let error = refusal(Array("<r><c><v>a".utf8) + bad + Array("b</v></c></r>".utf8), step: step)
                #expect(error?.code == .notWhatItClaims, "\(bad)")
            }
        }
    }

    @Test(
        "bytes that the declared encoding does not know", arguments: ["EUC-JP", "UTF-16", "windows-1252", "US-ASCII"])
    func declaredEncoding(name: String) {
        let text = "<?xml version='1.0' encoding='\(name)'?><r><c><v>a"
        let bytes = Array(text.utf8) + [0x81, 0xFF] + Array("b</v></c></r>".utf8)
        for step in [1, Int.max] { #expect(refusal(bytes, step: step)?.code == .notWhatItClaims) }
    }

    @Test("gzip is named and not unpacked")
    func gzip() {
        #expect(refusal([0x1F, 0x8B, 8, 0, 0, 0])?.message.contains("gzip") == true)
    }

    @Test("limits: depth, attributes, namespaces, text, columns, length of a tag")
    func limits() {
        func nested(_ depth: Int) -> String {
            String(repeating: "<c>", count: depth) + String(repeating: "</c>", count: depth)
        }
        #expect(refusal(nested(256)) == nil)
        #expect(refusal(nested(257))?.code == .beyondLimits)
        #expect(refusal(nested(100_000))?.code == .beyondLimits)
        let attributes = (0..<1_025).map { " a\($0)='1'" }.joined()
        #expect(refusal("<c\(attributes)/>")?.code == .beyondLimits)
        let namespaces = (0..<300).map { " xmlns:n\($0)='u:\($0)'" }.joined()
        #expect(refusal("<c\(namespaces)/>")?.code == .beyondLimits)
        let columns = (0..<17_000).map { "<a\($0)/>" }.joined()
        #expect(refusal("<c>\(columns)</c>")?.code == .beyondLimits)
        var small = XMLLimits.standard
        small.cellBytes = 10
        small.depth = 4
        #expect(
            formatError { _ = try readXML("<c>12345678901</c>", record: "/c", limits: small) }?.code == .beyondLimits)
        #expect(formatError { _ = try readXML("<c>1234567890</c>", record: "/c", limits: small) } == nil)
        #expect(formatError { _ = try readXML("<c a='12345678901'>x</c>", record: "/c", limits: small) } == nil)
        #expect(formatError { _ = try readXML("<c><c><c><c><c/></c></c></c></c>", record: "/c", limits: small) } != nil)
    }

    @Test("a tag with more attributes than can be compared is refused in good time")
    func longTag() {
        let attributes = (0..<1_000_000).map { " a\($0)=''" }.joined()
        let time = ContinuousClock().measure {
            #expect(refusal("<c\(attributes)/>")?.code == .beyondLimits)
        }
        #expect(time < .seconds(20))
    }

    @Test("records before the break are handed on, then the error comes, and comes again")
    func afterwards() throws {
        let reader = XMLRecordReader(source: MemoryByteSource("<r><c><v>1</v></c><c><v>2</x></c></r>"), record: "/r/c")
        let batch = CellBatch(columnCount: 2, recordCapacity: 8, arena: ByteArena(capacity: 64), carriesLines: true)
        #expect(try reader.read(into: batch))
        #expect(batch.recordCount == 1)
        #expect(throws: FormatError.self) { try reader.read(into: batch) }
        #expect(throws: FormatError.self) { try reader.read(into: batch) }
    }

    @Test("no message quotes the file")
    func noValues() {
        for text in ["<r><c>canary", "<r>&canary;</r>", "<canary:r/>", "<r canary='1' canary='2'/>", "<canary></r>"] {
            #expect(refusal(text)?.description.contains("canary") == false)
        }
    }
}
