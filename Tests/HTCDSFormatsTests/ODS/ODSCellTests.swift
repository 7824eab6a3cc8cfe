import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Cells of an OpenDocument spreadsheet")
struct ODSCellTests {
    private func cells(_ xml: String, capacity: Int = 16) throws -> [String] {
        var fixture = ODSFixture()
        fixture.rows = ODSFixture.row(xml)
        return try fixture.cells(capacity: capacity, width: 16)
    }

    private func cell(_ attributes: String, _ content: String = "") -> String {
        "<table:table-cell \(attributes)>\(content)</table:table-cell>"
    }

    @Test(
        "19.387: numbers, percentages, sums of money, dates, durations, booleans and texts", arguments: [1, 7, 2_048])
    func types(capacity: Int) throws {
        let row =
            cell("office:value-type=\"float\" office:value=\"-1.50E3\"", "<text:p>-1,500.00</text:p>")
            + cell("office:value-type=\"percentage\" office:value=\"0.125\"", "<text:p>12.5 %</text:p>")
            + cell(
                "office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"12345678901234567890\"",
                "<text:p>€</text:p>")
            + cell("office:value-type=\"date\" office:date-value=\"2019-03-04\"", "<text:p>04/03/19</text:p>")
            + cell("office:value-type=\"date\" office:date-value=\"2019-03-04T10:30:00.25\"")
            + cell("office:value-type=\"time\" office:time-value=\"PT26H30M00S\"", "<text:p>26:30</text:p>")
            + cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "<text:p>VRAI</text:p>")
            + cell("office:value-type=\"boolean\" office:boolean-value=\"false\"")
            + cell("office:value-type=\"string\" office:string-value=\"attribute\"", "<text:p>shown</text:p>")
            + cell("office:value-type=\"string\"", "<text:p>Léa &amp; Nguyễn 😀</text:p>")
            + cell("", "<text:p>no type</text:p>")
            + cell("office:value-type=\"void\"", "<text:p>void</text:p>")
        #expect(
            try cells(row, capacity: capacity) == [
                "A1:-1.50E3 (number)", "B1:0.125 (number)", "C1:12345678901234567890 (number)", "D1:2019-03-04 (date)",
                "E1:2019-03-04T10:30:00.25 (date)", "F1:PT26H30M00S", "G1:1 (boolean)", "H1:0 (boolean)",
                "I1:attribute", "J1:Léa & Nguyễn 😀", "K1:no type", "L1:void",
            ])
    }

    @Test("a type without its value: what is shown is read; a number that is none is text")
    func missingValues() throws {
        let row =
            cell("office:value-type=\"float\"", "<text:p>12</text:p>")
            + cell("office:value-type=\"date\"", "<text:p>4 March</text:p>") + cell("office:value-type=\"float\"")
            + cell("office:value-type=\"float\" office:value=\"INF\"")
            + cell("office:value-type=\"string\"") + cell("office:value-type=\"string\"", "<text:p/>")
        #expect(try cells(row) == ["A1:12", "B1:4 March", "D1:INF"])
    }

    @Test("formulas by their saved value, or told to have none")
    func formulas() throws {
        var fixture = ODSFixture()
        fixture.rows = ODSFixture.row(
            cell("table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"", "<text:p>2</text:p>")
                + cell("table:formula=\"of:=[.A1]\"") + cell("table:formula=\"of:=1\" office:value-type=\"float\"")
                + cell(
                    "table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" office:string-value=\"\"",
                    "<text:p/>")
                + cell("table:formula=\"of:=&quot;x&quot;\" office:value-type=\"string\" office:string-value=\"x\"")
                + cell(
                    "table:formula=\"of:=#REF!\" office:value-type=\"string\" office:string-value=\"\" "
                        + "calcext:value-type=\"error\"", "<text:p>#REF!</text:p>")
                + cell("office:value-type=\"string\" calcext:value-type=\"string\"", "<text:p>#REF!</text:p>"))
        #expect(
            try fixture.cells() == [
                "A1:2 (number)", "B1: (formulaWithoutValue)", "C1: (formulaWithoutValue)", "D1:", "E1:x",
                "F1:#REF! (error)", "G1:#REF!",
            ])
        let reader = try fixture.open().reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 8, recordCapacity: 4, arena: ByteArena(capacity: 64))
        while try reader.read(into: batch) {}
        #expect(reader.notes.formulasWithoutValue == 2)
        #expect(reader.notes.errorCells == 1)
    }

    @Test(
        "6.1: paragraphs, blanks, tabs, line breaks, spans, links, ruby",
        arguments: [
            ("<text:p>one</text:p><text:p/><text:p>three</text:p>", "one\n\nthree"),
            ("<text:p>a<text:s/>b<text:s text:c=\"3\"/>c<text:s text:c=\"0\"/></text:p>", "a b   c"),
            ("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc"),
            ("<text:p>a<text:span>b<text:span>c</text:span><text:s/></text:span>d</text:p>", "abc d"),
            ("<text:p><text:a xlink:href=\"x\" xmlns:xlink=\"l\">link</text:a></text:p>", "link"),
            ("<text:p>  two  blanks\nline </text:p>", "  two  blanks\nline "),
            ("\n <text:p>a</text:p> \n <text:p>b</text:p>\n", "a\nb"),
            (
                "<text:p>x<text:ruby><text:ruby-base>y</text:ruby-base><text:ruby-text>NO</text:ruby-text></text:ruby></text:p>",
                "xy"
            ),
            ("<text:p><text:sheet-name>Cases</text:sheet-name></text:p>", "Cases"),
            ("<text:p>a<text:script>NO</text:script><text:note><text:p>NO</text:p></text:note>b</text:p>", "ab"),
            ("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:h>b</text:h>", "a\nb"),
            ("<text:p><![CDATA[<a>]]>&#x1F600;&lt;</text:p>", "<a>😀<"),
        ])
    func text(content: String, expected: String) throws {
        #expect(try cells(cell("office:value-type=\"string\"", content)) == ["A1:\(expected)"])
    }

    @Test("annotations, drawings and sub-tables are no text of the cell")
    func annotations() throws {
        let note = "<office:annotation><dc:creator>NO</dc:creator><text:p>NO</text:p></office:annotation>"
        let frame = "<draw:frame><draw:text-box><text:p>NO</text:p></draw:text-box></draw:frame>"
        let inner = "<table:table table:is-sub-table=\"true\">\(ODSFixture.row(ODSFixture.text("NO")))</table:table>"
        let row =
            cell("office:value-type=\"string\"", "\(note)<text:p>a\(frame)b</text:p>\(inner)")
            + cell("office:value-type=\"float\" office:value=\"1\"", "\(note)<text:p>1</text:p>") + cell("", note)
            + cell("office:value-type=\"string\"", "<text:p>c</text:p>\(note)")
        #expect(try cells(row) == ["A1:ab", "B1:1 (number)", "D1:c"])
    }

    @Test("names are told apart by namespace, whatever the prefix")
    func namespaces() throws {
        var zip = StoredZip()
        zip.add("mimetype", ODSFixture.mediaType)
        zip.add(
            "content.xml",
            """
            <document-content xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:a="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:b="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:other="o"><body><spreadsheet>\
            <other:table a:name="No"/><a:table a:name="Yes" other:name="No"><a:table-row>\
            <a:table-cell other:value-type="date" o:value-type="float" other:value="1" o:value="2"/>\
            <a:table-cell><other:p>NO</other:p><b:p>x</b:p></a:table-cell></a:table-row></a:table>\
            </spreadsheet></body></document-content>
            """)
        let workbook = try ODSWorkbook(bytes: zip.bytes)
        #expect(workbook.sheets.map(\.name) == ["Yes"])
        #expect(try read(workbook).cells == ["A1:2 (number)", "B1:x"])
    }
}
