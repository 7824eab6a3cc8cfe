import Foundation
import HTCDSCells
import HTCDSFormats

/// An invented table for one encoding, to be saved by another program and compared field by field.
struct ForeignTable: Sendable, CustomStringConvertible {
    /// As Python's codecs and `iconv` call it.
    let codec: String
    /// What `--encoding` would have to say; nil where the file itself shows it.
    let given: String?
    /// Words that the encoding can hold.
    let words: [String]
    /// The number of the encoding in LibreOffice's filter for text; nil where version 7.4 has no way to write it.
    let libreOffice: Int?

    var description: String { codec }

    static let all = [
        ForeignTable(codec: "utf-8", given: nil, words: ["Nguyễn", "上海", "😀", "e\u{301}"], libreOffice: 76),
        ForeignTable(codec: "utf-8-sig", given: nil, words: ["Nguyễn", "上海", "😀", "é"], libreOffice: nil),
        ForeignTable(codec: "utf-16", given: nil, words: ["Nguyễn", "上海", "😀", "é"], libreOffice: 65_535),
        ForeignTable(codec: "cp1252", given: nil, words: ["José", "Œuvre", "€ 5", "“so”"], libreOffice: 1),
        ForeignTable(codec: "cp1251", given: "Windows-1251", words: ["Имя", "Київ", "№ 5", "Њ"], libreOffice: 34),
        // The second byte of ソ and 表 is a backslash, that of ボ a curly bracket.
        ForeignTable(codec: "cp932", given: "Shift_JIS", words: ["東京", "ソフト", "表", "ボ"], libreOffice: 64),
    ]

    var rows: [[String]] {
        var rows = [["id", "name \(words[0])", "note", "place", "number"]]
        for number in 1...40 {
            let word = words[number % words.count]
            rows.append([
                "R\(number)", word,
                ["plain", "a, b; c", "say \"\(word)\"", "two\nlines \(word)", " blanks ", "NA", "=1+1", "'"][
                    number % 8],
                number % 5 == 0 ? "" : "\(word) \(words[(number + 1) % words.count])",
                ["0012", "1-2", "TRUE", "1e5", "+84 000", "2020-01-02"][number % 6],
            ])
        }
        return rows
    }

    func encoded() throws -> String {
        String(decoding: try JSONEncoder().encode(["rows": rows, "codec": [[codec]]]), as: UTF8.self)
    }

    /// Reads as the program does: what the file does not show for certain, all of its bytes decide.
    func read(_ bytes: [UInt8], delimiter: UInt8? = nil) throws -> [[String]] {
        var options = CSVOptions(delimiter: delimiter, encoding: given.flatMap { TextEncoding(name: $0) })
        options.hasNoHeader = true
        options.doubtsEncoding = true
        do { return try CSVSheet.read(bytes, options).texts } catch is EncodingDoubt {
            options.encoding = try EncodingEvidence(source: MemoryByteSource(bytes)).verdict.encoding
            options.doubtsEncoding = false
            return try CSVSheet.read(bytes, options).texts
        }
    }

    /// The first cell that differs to the byte (Swift takes composed and decomposed letters for equal), nil if none does.
    static func difference(_ found: [[String]], _ expected: [[String]]) -> String? {
        guard found.count == expected.count else { return "\(found.count) rows, not \(expected.count)" }
        for (number, (row, wanted)) in zip(found, expected).enumerated() {
            guard row.count == wanted.count else { return "row \(number + 1) has \(row.count) cells" }
            for (cell, text) in zip(row, wanted) where !cell.utf8.elementsEqual(text.utf8) {
                return "row \(number + 1): \(cell.debugDescription), not \(text.debugDescription)"
            }
        }
        return nil
    }
}
