import Foundation
import HTCDSFormats
import Testing

/// XML that `xsltproc` wrote, in encodings and forms that nobody writes by hand, against Python's ElementTree.
@Suite("XML made by xsltproc", .enabled(if: Tool.has("xsltproc") && Python.has("xml.etree.ElementTree")))
struct ForeignXMLTests {
    private static let source = """
        <table><row id="1"><name>José &amp; Имя</name><note> two
        lines </note></row><row id="2"><name/><note>&lt;b&gt; ]]&gt; "so" 'so'</note><note>more</note></row>
        <row id="3"><name>Œuvre 上海 😀</name><note>a&#9;b&#13;&#10;c</note></row></table>
        """

    /// Groups, attributes, namespaces, comments and CDATA around the same cells.
    private static func stylesheet(_ output: String) -> String {
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:example:h">
        <xsl:output method="xml" \(output)/>
        <xsl:template match="/table"><h:cases><xsl:comment> made </xsl:comment><xsl:apply-templates select="row"/></h:cases>
        </xsl:template>
        <xsl:template match="row"><h:case number="{@id}"><h:person><prs_Name lang="{name(name)}"><xsl:value-of
        select="name"/></prs_Name></h:person><xsl:for-each select="note"><cas_Note><xsl:value-of select="."/></cas_Note>
        </xsl:for-each><xsl:processing-instruction name="made">now</xsl:processing-instruction></h:case></xsl:template>
        </xsl:stylesheet>
        """
    }

    private static let oracle = """
        import json, sys
        import xml.etree.ElementTree as tree
        def local(name): return name.split("}")[-1]
        def cells(element, path, found):
            for name, value in element.attrib.items(): found.append([(path + "/@" + local(name)).lstrip("/"), value])
            if len(element) == 0 and path: found.append([path.lstrip("/"), element.text or ""])
            for child in element: cells(child, path + "/" + local(child.tag), found)
            return found
        root = tree.parse(sys.argv[1]).getroot()
        print(json.dumps([sorted(cells(case, "", [])) for case in root]))
        """

    @Test(
        "every cell as ElementTree reads it",
        arguments: [
            "encoding=\"UTF-8\" indent=\"yes\"", "encoding=\"UTF-16\"", "encoding=\"US-ASCII\" indent=\"yes\"",
            "encoding=\"windows-1251\"", "encoding=\"ISO-8859-1\" standalone=\"yes\"",
            "omit-xml-declaration=\"yes\" cdata-section-elements=\"cas_Note prs_Name\"", "encoding=\"Shift_JIS\"",
        ])
    func cells(_ output: String) throws {
        let paths = ["source.xml", "form.xsl", "made.xml"].map { Python.temporaryPath($0) }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        try Data(Self.source.utf8).write(to: URL(fileURLWithPath: paths[0]))
        try Data(Self.stylesheet(output).utf8).write(to: URL(fileURLWithPath: paths[1]))
        _ = try Tool.run("xsltproc", ["--nonet", "-o", paths[2], paths[1], paths[0]])
        // Python reads no Shift_JIS in XML, so that it gets the same document in another encoding.
        let plain = try Tool.run("xsltproc", ["--nonet", paths[1], paths[0]])
        let oraclePath = Python.temporaryPath("oracle.xml")
        defer { try? FileManager.default.removeItem(atPath: oraclePath) }
        let isForPython = !output.contains("Shift_JIS")
        if isForPython {
            try Data(plain).write(to: URL(fileURLWithPath: oraclePath))
        } else {
            try Data(Self.stylesheet("encoding=\"UTF-8\"").utf8).write(to: URL(fileURLWithPath: paths[1]))
            _ = try Tool.run("xsltproc", ["--nonet", "-o", oraclePath, paths[1], paths[0]])
        }
        let answer = try Python.run(Self.oracle, oraclePath)
        let expected = try JSONDecoder().decode([[[String]]].self, from: Data(answer.utf8))
        try #require(expected.count == 3)

        let found = try readXML(Array(Data(contentsOf: URL(fileURLWithPath: paths[2]))), record: "/cases/case")
        for (number, cells) in expected.enumerated() {
            let mine = found.cells.filter { $0.path.hasPrefix("/cases/case[\(number + 1)]/") }
                .map { [String($0.path.dropFirst("/cases/case[\(number + 1)]/".count)), $0.text] }
                .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
            #expect(ForeignTable.difference(mine, cells) == nil, "record \(number + 1)")
        }
        #expect(found.cells.count == expected.reduce(0) { $0 + $1.count })
    }
}
