import Foundation
import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

/// Files that Python's codecs wrote give the cells of the same text in UTF-8.
@Suite(.enabled(if: Python.has("csv, codecs")))
struct TranscodingOracleTests {
    /// Names as Python's codecs have them, and words that can be written in each.
    static let words: [String: [String]] = [
        "utf-16": ["é", "Nguyễn", "上海", "😀", "Имя"], "utf-16-be": ["é", "ệ", "𐍈"], "utf-32-le": ["é", "上", "😀"],
        "cp1251": ["Имя", "Київ", "№ 5", "Њ"], "koi8-r": ["Имя", "ёлка", "Москва"], "koi8-u": ["Київ", "ґ", "є"],
        "cp1250": ["Łódź", "Čeština", "őű"], "cp1253": ["Αθήνα", "ώ"], "cp1254": ["İstanbul", "şğ"],
        "cp1256": ["بيروت", "پ", "گ"], "cp1257": ["Rīga", "ž"], "iso8859-2": ["Łódź", "ő"],
        "iso8859-15": ["€", "Œuvre"],
        "iso8859-5": ["Скопје"], "gb18030": ["上海", "中国 𠀀", "é"], "gbk": ["北京", "中国"], "cp932": ["東京", "ソフト", "ｱ"],
        "euc-jp": ["東京", "ソフト"], "cp949": ["서울", "똠방각하"], "big5": ["臺北", "功許"], "mac-roman": ["Zoë", "ñ"],
        "cp850": ["José", "ñ"], "cp874": ["กรุงเทพ"], "cp1252": ["José", "€"],
    ]

    private struct Case: Codable {
        var codec: String
        var text: String
    }

    @Test func readsWhatPythonWrote() throws {
        var numbers = SeededNumbers(state: 1_251)
        var cases: [Case] = []
        for (codec, words) in Self.words.sorted(by: { $0.key < $1.key }) {
            for _ in 0..<6 {
                var text = "id;\(words[0])\r\n"
                for row in 1...Int.random(in: 1...40, using: &numbers) {
                    let parts = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
                        (words + ["a", " b", "\"\"", ";", "\n"]).randomElement(using: &numbers) ?? ""
                    }
                    text += "\(row);\"\(parts.joined())\"\r\n"
                }
                cases.append(Case(codec: codec, text: text))
            }
        }
        let path = Python.temporaryPath("cases.json")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try JSONEncoder().encode(cases).write(to: URL(fileURLWithPath: path))
        let program = """
            import json, sys
            cases = json.load(open(sys.argv[1], encoding="utf-8"))
            print(json.dumps([list(case["text"].encode(case["codec"])) for case in cases]))
            """
        let answer = try Python.run(program, path)
        let written = try JSONDecoder().decode([[UInt8]].self, from: Data(answer.utf8))
        try #require(written.count == cases.count)
        for (number, (item, bytes)) in zip(cases, written).enumerated() {
            let encoding = try #require(TextEncoding(name: item.codec), "\(item.codec)")
            let expected = try CSVSheet.read(item.text)
            var options = CSVOptions(encoding: encoding)
            try #require(try CSVSheet.read(bytes, options) == expected, "\(item.codec)")
            options.delimiter = 0x3B
            options.chunkSize = [4, 16, 33, 64, 1_000][number % 5]
            let cut = try CSVSheet.read(bytes, options, step: number % 7 + 1, capacity: 5)
            try #require(cut == expected, "\(item.codec) chunk \(options.chunkSize)")
        }
    }
}
