import HTCDSCells
import HTCDSFormats
import Testing

@Suite("XML records")
struct XMLRecordReaderTests {
    static let cases = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- exported -->
        <cases xmlns:m="urn:m" exported="2020">
          <case id="1">
            <prs_Gender>Feminine</prs_Gender>
            <meta><instanceID>uuid:1</instanceID></meta>
            <note/>
          </case>
          <case
              id="2">
            <prs_Gender><![CDATA[<A> & B]]></prs_Gender>
            <m:tag
              a="x"
              m:b="y &amp; &#233;">t&#x20AC;&lt;<!-- c -->end<?pi x?></m:tag>
            <lang>fr</lang><lang>en</lang><lang></lang>
          </case>
          <case/>
          <case>  <prs_Gender>
              </prs_Gender></case>
        </cases>

        """

    static let expected: [String] = [
        "/cases/case[1]/@id@4=1", "/cases/case[1]/prs_Gender@5=Feminine", "/cases/case[1]/meta/instanceID@6=uuid:1",
        "/cases/case[1]/note@7=",
        "/cases/case[2]/@id@9=2", "/cases/case[2]/prs_Gender@11=<A> & B", "/cases/case[2]/tag/@a@12=x",
        "/cases/case[2]/tag/@b@12=y & é", "/cases/case[2]/tag@12=t€<end", "/cases/case[2]/lang@15=fr",
        "/cases/case[2]/lang@15=en", "/cases/case[2]/lang@15=",
        "/cases/case[4]/prs_Gender@18=\n      ",
    ]

    @Test("positions, attributes, CDATA, entities, repeats, empty elements")
    func positions() throws {
        let all = try readXML(Self.cases, record: "/cases/case")
        #expect(all.cells.map(\.description) == Self.expected)
        #expect(all.recordLines == [4, 9, 18])
        #expect(all.blank == 1)
    }

    @Test("batches and blocks of every size give the same", arguments: [1, 7, 2_048], [1, 7, Int.max])
    func batches(capacity: Int, step: Int) throws {
        let all = try readXML(Array(Self.cases.utf8), record: "/cases/case", capacity: capacity, step: step)
        #expect(all.cells.map(\.description) == Self.expected)
        #expect(all.blank == 1)
    }

    @Test("a batch narrower than the records puts the rest into extras")
    func narrow() throws {
        let all = try readXML(Array(Self.cases.utf8), record: "/cases/case", width: 2)
        #expect(all.cells.map(\.description).sorted() == Self.expected.sorted())
    }

    @Test("many records in one slice of the file")
    func manyRecords() throws {
        let text = "<c>" + (1...30_000).map { "<r><v>\($0)</v></r>" }.joined() + "</c>"
        for capacity in [1, 7, 2_048] {
            let all = try readXML(Array(text.utf8), record: "//r", capacity: capacity)
            #expect(all.cells.count == 30_000)
            #expect(all.cells.map(\.text) == (1...30_000).map(String.init))
            #expect(all.cells.last?.path == "(//r)[30000]/v")
        }
    }

    @Test("one submission a file, and many under another root")
    func submissions() throws {
        let one = "<data id=\"f\"><prs_Gender>M</prs_Gender><meta><instanceID>u</instanceID></meta></data>"
        let single = try readXML(one, record: "/data", wanted: ["meta/instanceID", "cas_Status", "prs_Gender", "@id"])
        #expect(
            single.cells.map(\.description)
                == ["/data/meta/instanceID@1=u", "/data/prs_Gender@1=M", "/data/@id@1=f"])
        let many = try readXML("<all><x>1</x>\n\(one)\n\(one)</all>", record: "/data")
        #expect(many.cells.count == 6)
        #expect(many.cells[5].path == "/all/data[2]/meta/instanceID")
        #expect(many.cells[5].line == 3)
        #expect(many.recordLines == [2, 3])
    }

    @Test("wanted columns keep their numbers, others follow")
    func columns() throws {
        let reader = XMLRecordReader(
            source: MemoryByteSource("<r><c><x>1</x><b k=\"2\">3</b></c></r>"), record: "/r/c",
            wanted: ["b", "never", "b/@k"])
        #expect(reader.columns.map(\.name) == ["b", "never", "b/@k"])
        let batch = CellBatch(columnCount: 4, recordCapacity: 4, arena: ByteArena(capacity: 64), carriesLines: true)
        #expect(try reader.read(into: batch))
        #expect(reader.columns.map(\.name) == ["b", "never", "b/@k", "x"])
        #expect(batch.bytes(batch.cell(record: 0, column: 0)).makeString() == "3")
        #expect(!batch.cell(record: 0, column: 1).isPresent)
        #expect(batch.bytes(batch.cell(record: 0, column: 2)).makeString() == "2")
        #expect(try !reader.read(into: batch))
        #expect(try !reader.read(into: batch))
    }

    @Test("text between elements is a cell of its parent, and white space there is none")
    func mixed() throws {
        let all = try readXML("<r><c>a <b>1</b> <i>2</i> z<n> <m>3</m> </n></c><c>only</c></r>", record: "/r/c")
        #expect(
            all.cells.map { "\($0.path)=\($0.text)" }
                == [
                    "/r/c[1]/b=1", "/r/c[1]/i=2", "/r/c[1]/n/m=3", "/r/c[1]=a  z", "/r/c[2]=only",
                ])
    }

    @Test("records within records, and paths of three steps")
    func nested() throws {
        let text = "<a><b><c><v>1</v><c><v>2</v></c></c></b><b><c><v>3</v></c></b><z><c><v>4</v></c></z></a>"
        #expect(
            try readXML(text, record: "//c").cells.map { "\($0.path)=\($0.text)" }
                == ["(//c)[1]/v=1", "(//c)[1]/c/v=2", "(//c)[2]/v=3", "(//c)[3]/v=4"])
        #expect(
            try readXML(text, record: "/a/b/c").cells.map { "\($0.path)=\($0.text)" }
                == ["(/a/b/c)[1]/v=1", "(/a/b/c)[1]/c/v=2", "(/a/b/c)[2]/v=3"])
        #expect(try readXML(text, record: "/a/b").cells.map(\.path).first == "/a/b[1]/c/v")
        #expect(try readXML(text, record: "/").cells.count == 4)
        #expect(try readXML(text, record: "/q/b").cells.isEmpty)
    }

    @Test("long text, over slices and with letters of several bytes")
    func longText() throws {
        let long = String(repeating: "Nguyễn & Cie — ", count: 20_000)
        let escaped = long.replacing("&", with: "&amp;")
        for step in [9_973, Int.max] {
            let all = try readXML(Array("<r><c><v>\(escaped)</v></c></r>".utf8), record: "/r/c", step: step)
            #expect(all.cells.map(\.text) == [long])
        }
    }

    @Test("an attribute with > and quotes in it, at every boundary")
    func boundaries() throws {
        let text = "<r><c a='x>\"y' b=\"'>\"><v>1 &gt; 0</v><w z='/>'/></c></r>"
        for step in 1...text.utf8.count {
            let all = try readXML(Array(text.utf8), record: "/r/c", step: step)
            #expect(all.cells.map(\.text) == ["x>\"y", "'>", "1 > 0", "/>", ""])
        }
    }

    @Test("UTF-16 with and without a mark, Latin-1, at every boundary")
    func encodings() throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?>\n<r>\n<c><v>Léa €</v></c></r>"
        let little = utf16(text, bigEndian: false)
        let big = utf16(text, bigEndian: true)
        for step in [1, 2, 3, 7, Int.max] {
            for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
                let all = try readXML(bytes, record: "/r/c", step: step)
                #expect(all.cells.map(\.description) == ["/r/c[1]/v@3=Léa €"])
            }
        }
        let latin =
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><r><c><v>L".utf8) + [0xE9] + Array("</v></c></r>".utf8)
        #expect(try readXML(latin, record: "/r/c").cells.map(\.text) == ["Lé"])
        let marked = [0xEF, 0xBB, 0xBF] + Array("<r><c><v>x</v></c></r>".utf8)
        #expect(try readXML(marked, record: "/r/c", step: 1).cells.map(\.text) == ["x"])
    }
}
