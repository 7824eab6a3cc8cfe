import HTCDSCells
import HTCDSFormats

/// Workbooks of Office Open XML. The input is the XML of the parts, with the byte 0x1E between them: sheet, shared texts,
/// styles, workbook, relationships; a part that is not there is a right one. The container is made anew around them, as
/// no mutation would ever hit its checksums. (`zip` tries broken containers.)
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXLSX(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    let parts = input.bytes.split(separator: 0x1E, maxSplits: 4, omittingEmptySubsequences: false)
    func part(_ index: Int, _ otherwise: String) -> [UInt8] {
        parts.indices.contains(index) && !parts[index].isEmpty ? Array(parts[index]) : Array(otherwise.utf8)
    }
    var zip = StoredZip()
    zip.add("xl/workbook.xml", part(3, Skeleton.workbook))
    zip.add("xl/_rels/workbook.xml.rels", part(4, Skeleton.relationships))
    zip.add("xl/worksheets/sheet1.xml", part(0, ""))
    zip.add("xl/sharedStrings.xml", part(1, Skeleton.strings))
    zip.add("xl/styles.xml", part(2, Skeleton.styles))
    openWorkbook(zip.bytes, firstRow: Int(input.choice >> 6) + 1) { try XLSXWorkbook(bytes: $0) }
    return 0
}

private enum Skeleton {
    static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let workbook =
        "<workbook \(main) xmlns:r=\"\(office)\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    static let relationships = {
        let kinds = ["worksheet", "sharedStrings", "styles"]
        let targets = ["worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml"]
        let list = zip(kinds, targets).enumerated().map { number, pair in
            "<Relationship Id=\"r\(number + 1)\" Type=\"\(office)/\(pair.0)\" Target=\"\(pair.1)\"/>"
        }
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + list.joined() + "</Relationships>"
    }()
    static let strings = "<sst \(main)><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>"
    static let styles =
        "<styleSheet \(main)><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
}
