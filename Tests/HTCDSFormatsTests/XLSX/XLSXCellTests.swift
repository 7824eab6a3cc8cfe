import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Cells of a workbook")
struct XLSXCellTests {
    @Test("shared, rich, inline and formula texts; numbers, booleans, errors")
    func kinds() throws {
        var fixture = WorkbookFixture()
        fixture.strings = """
            <si><t>plain</t></si>
            <si><r><rPr><b/></rPr><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>NO</t></rPh></si>
            <si><t xml:space="preserve">  _x000D_a_x005F_x000D_b_x_ </t></si><si/><si><t>Léa &amp; Nguyễn</t></si>
            """
        fixture.rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
              <c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>in</t></is></c>
              <c r="B2" t="inlineStr"><is><r><t>r</t></r><r><t>un</t></r><rPh><t>NO</t></rPh></is></c>
              <c r="C2" t="str"><f>A1&amp;"x"</f><v>made</v></c><c r="D2" t="str"><f>""</f><v></v></c>
              <c r="E2" t="inlineStr"><is/></c></row>
            <row r="3"><c r="A3"><v>-1.50E3</v></c><c r="B3" t="n"><v>12345678901234567890</v></c><c r="C3" t="b"><v>1</v></c>
              <c r="D3" t="b"><v>0</v></c><c r="E3" t="e"><v>#REF!</v></c><c r="F3"><f>1+1</f></c><c r="G3"><f>1</f><v>2</v></c>
              <c r="H3" s="1"/></row>
            """
        let expected = [
            "A1:plain", "B1:rich ", "C1:  \ra_x000D_b_x_ ", "D1:", "E1:Léa & Nguyễn",
            "A2:in", "B2:run", "C2:made", "D2:",
            "A3:-1.50E3 (number)", "B3:12345678901234567890 (number)", "C3:1 (boolean)", "D3:0 (boolean)",
            "E3:#REF! (error)", "F3: (formulaWithoutValue)", "G3:2 (number)",
        ]
        for capacity in [1, 7, 2_048] {
            #expect(try fixture.cells(capacity: capacity) == expected)
        }
        #expect(try fixture.cells(width: 2).sorted() == expected.sorted())
    }

    @Test("the strict namespaces are read like the transitional ones")
    func strict() throws {
        var fixture = WorkbookFixture()
        fixture.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        fixture.relationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        fixture.strings = "<si><t>x</t></si>"
        fixture.rows = """
            <row><c t="s"><v>0</v></c><c t="d"><v>2019-03-04T00:00:00.000Z</v></c><c t="d"><v>2019-03-04T10:30:00</v></c></row>
            """
        #expect(try fixture.cells() == ["A1:x", "B1:2019-03-04 (date)", "C1:2019-03-04T10:30:00 (date)"])
    }

    static let styles = """
        <numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot; days&quot;"/>
        <numFmt numFmtId="166" formatCode="[$-409]h:mm\\ AM/PM"/><numFmt numFmtId="167" formatCode="_d0\\y*s0"/>
        <numFmt numFmtId="168" formatCode="[h]:mm"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
        <xf numFmtId="167"/><xf numFmtId="22"/><xf numFmtId="168"/><xf numFmtId="49"/></cellXfs>
        """

    private func dates(_ cells: [(style: Int, value: String)], is1904: Bool = false) throws -> [String] {
        var fixture = WorkbookFixture()
        fixture.styles = Self.styles
        fixture.is1904 = is1904
        fixture.rows = cells.map { "<row><c s=\"\($0.style)\"><v>\($0.value)</v></c></row>" }.joined()
        return try fixture.cells().map {
            String($0[($0.firstIndex(of: ":").map { $0 } ?? $0.startIndex)...].dropFirst())
        }
    }

    @Test("dates by built-in and own formats")
    func dateFormats() throws {
        let cells = (0...8).map { (style: $0, value: "43528") } + [(style: 99, value: "43528")]
        #expect(
            try dates(cells) == [
                "43528 (number)", "2019-03-04 (date)", "2019-03-04 (date)", "43528 (number)", "2019-03-04 (date)",
                "43528 (number)", "2019-03-04 (date)", "2019-03-04 (date)", "43528 (number)", "43528 (number)",
            ])
    }

    @Test("the 1900 system with its phantom day")
    func epoch1900() throws {
        let pairs: [(String, String)] = [
            ("1", "1900-01-01 (date)"), ("59", "1900-02-28 (date)"), ("60", "60 (number)"), ("61", "1900-03-01 (date)"),
            ("36526", "2000-01-01 (date)"), ("43528.4375", "2019-03-04T10:30:00 (date)"),
            ("4.35284375E4", "2019-03-04T10:30:00 (date)"), ("0.4375", "10:30:00 (date)"), ("0", "00:00:00 (date)"),
            ("43528.99999999", "2019-03-05 (date)"), ("43528.520833333336", "2019-03-04T12:30:00 (date)"),
            ("2958465", "9999-12-31 (date)"), ("2958465.99999999", "2958465.99999999 (number)"),
            ("2958466", "2958466 (number)"), ("-1", "-1 (number)"), ("1e308", "1e308 (number)"), ("nan", "nan"),
            ("1E999999999999", "1E999999999999"), ("43889", "2020-02-28 (date)"), ("43890", "2020-02-29 (date)"),
        ]
        #expect(try dates(pairs.map { (1, $0.0) }) == pairs.map(\.1))
    }

    @Test("the 1904 system")
    func epoch1904() throws {
        let pairs: [(Int, String, String)] = [
            (1, "0", "1904-01-01 (date)"), (1, "60", "1904-03-01 (date)"), (1, "42066", "2019-03-04 (date)"),
            (1, "0.4375", "1904-01-01T10:30:00 (date)"), (4, "0.4375", "10:30:00 (date)"),
            (1, "2957003", "9999-12-31 (date)"), (1, "2957004", "2957004 (number)"),
        ]
        #expect(try dates(pairs.map { ($0.0, $0.1) }, is1904: true) == pairs.map(\.2))
    }
}
