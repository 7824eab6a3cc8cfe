/// A workbook of text cells, as a ZIP container with stored entries (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
struct TinyWorkbook {
    /// Name and rows of each sheet, row 1 first.
    var sheets: [(name: String, rows: [[String]])]

    var bytes: [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        func relationships(_ items: [(String, String)]) -> String {
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + items.enumerated().map {
                    "<Relationship Id=\"rId\($0.offset + 1)\" Type=\"\(office)/\($0.element.0)\" Target=\"\($0.element.1)\"/>"
                }.joined() + "</Relationships>"
        }
        var parts = [
            ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
                    + sheets.enumerated().map {
                        "<sheet name=\"\($0.element.name)\" sheetId=\"\($0.offset + 1)\" r:id=\"rId\($0.offset + 1)\"/>"
                    }.joined() + "</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relationships(sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") })
            ),
        ]
        for (index, sheet) in sheets.enumerated() {
            let rows = sheet.rows.enumerated().map { number, cells in
                "<row r=\"\(number + 1)\">"
                    + cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
            }
            parts.append(
                (
                    "xl/worksheets/sheet\(index + 1).xml",
                    "<worksheet xmlns=\"\(main)\"><sheetData>\(rows.joined())</sheetData></worksheet>"
                ))
        }
        return Self.zip(parts.map { ($0.0, Array($0.1.utf8)) })
    }

    private static func zip(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in parts {
            let size = four(UInt32(content.count))
            let common =
                two(20) + two(0) + two(0) + two(0) + two(0x21) + four(crc(content)) + size + size
                + two(UInt16(name.utf8.count)) + two(0)
            directory += [0x50, 0x4B, 1, 2] + two(20) + common + two(0) + two(0) + two(0) + four(0)
            directory += four(UInt32(file.count)) + Array(name.utf8)
            file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + content
        }
        let count = two(UInt16(parts.count))
        return file + directory + [0x50, 0x4B, 5, 6] + two(0) + two(0) + count + count + four(UInt32(directory.count))
            + four(UInt32(file.count)) + two(0)
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
    }

    /// CRC-32 of ISO 3309.
    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
        return ~crc
    }
}
