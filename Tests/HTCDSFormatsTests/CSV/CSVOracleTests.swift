import Foundation
import HTCDSFormats
import TestSupport
import Testing

/// Regular files, compared with what Python's `csv` module makes of them.
///
/// Regular ones only: the module lets a stray quote pass, and counts a line end in quotes in its own way.
@Suite(.enabled(if: Python.has("csv, json")))
struct CSVOracleTests {
    @Test func readsWhatPythonReads() throws {
        var numbers = SeededNumbers(state: 4_180)
        let letters = [
            "a", "b", " ", "é", "ệ", "𐍈", "\"", ",", "\n", "\r\n", "", "x y", "'", ";", "\u{FEFF}", "long words",
        ]
        var files: [String] = []
        for _ in 0..<400 {
            let width = Int.random(in: 2...5, using: &numbers)
            let end = Bool.random(using: &numbers) ? "\r\n" : "\n"
            var text = ""
            for _ in 0..<Int.random(in: 1...12, using: &numbers) {
                let cells = (0..<width).map { column in
                    var cell = column == 0 ? "k" : ""
                    for _ in 0..<Int.random(in: 0...4, using: &numbers) {
                        cell += letters.randomElement(using: &numbers) ?? ""
                    }
                    let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
                    guard mustQuote || Int.random(in: 0..<4, using: &numbers) == 0 else { return cell }
                    return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
                }
                text += cells.joined(separator: ",") + end
            }
            files.append(text)
        }
        let path = Python.temporaryPath("files.json")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try JSONEncoder().encode(files).write(to: URL(fileURLWithPath: path))
        let program = """
            import csv, io, json, sys
            files = json.load(open(sys.argv[1], encoding="utf-8"))
            print(json.dumps([list(csv.reader(io.StringIO(text, newline=""), strict=True)) for text in files]))
            """
        let answer = try Python.run(program, path)
        let expected = try JSONDecoder().decode([[[String]]].self, from: Data(answer.utf8))
        try #require(expected.count == files.count)
        for (text, rows) in zip(files, expected) {
            let found = try CSVSheet.read(Array(text.utf8), .rowsOnly(chunkSize: 64)).texts
            // To the letter: String's equality would pass over a lost line feed's twin.
            try #require(
                found.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } },
                "\(text.debugDescription)")
        }
    }
}
