import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

/// Quotation marks behind backslashes: found where the file cannot be read otherwise, and never in a file of RFC 4180.
@Suite struct CSVEscapeTests {
    private func escape(_ text: String) -> CSVEscape {
        var evidence = EscapeEvidence(delimiter: nil)
        Array(text.utf8).withUnsafeBytes { evidence.add($0) }
        evidence.finish()
        return evidence.verdict
    }

    @Test(arguments: [
        "a,b\n1,\"say \\\"no\\\", twice\"\n", "a;b\n1;\"ends with \\\"\"\n2;\"and \\\" in it\"\n",
        "a,b\n\"x \\\"\",1\n",
        "a\tb\n\"\\\"\"\t2\n", "a,b\n\"C:\\\\dir\\\\\",\"say \\\"no\\\"\"\n",
    ])
    func foundWhereNothingElseMakesSense(_ text: String) { #expect(escape(text) == .backslash) }

    @Test(arguments: [
        "a,b\n1,2\n", "a,b\n\"C:\\dir\\\",2\n\"D:\\\",3\n", "a,b\n\"a \\\"\" b\",2\n", "a,b\n1,a \\\" b\n",
        "a,b\n\"a \"\"b\"\" \\\",x\n", "\"\\\"\n", "a,b\n\"x\" y,\"z\\\"\n", "a,b\n\"\\\"\"\",2\n",
    ])
    func neverInAFileOfRFC4180(_ text: String) {
        #expect(escape(text) == .doubled)
        #expect(throws: Never.self) { try CSVSheet.read(text, CSVOptions(delimiter: 0x2C)) }
    }

    /// Whatever cells hold, written by RFC 4180 they are read by it.
    @Test(arguments: 0..<4) func neverInWhatIsWrittenByRFC4180(seed: Int) {
        var numbers = SeededNumbers(state: UInt64(seed))
        let letters = ["\\", "\\", "\"", "\"", "\\\"", ",", "\n", "a", ""]
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<Int.random(in: 1...6, using: &numbers) {
                let cells = (0..<3).map { _ in
                    var cell = ""
                    for _ in 0..<Int.random(in: 0...5, using: &numbers) {
                        cell += letters.randomElement(using: &numbers) ?? ""
                    }
                    let isPlain = !cell.contains { $0 == "\"" || $0 == "," || $0 == "\n" }
                    return isPlain && Bool.random(using: &numbers)
                        ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
                }
                text += cells.joined(separator: ",") + "\n"
            }
            #expect(escape(text) == .doubled, "\(text.debugDescription)")
        }
    }

    @Test func whatABackslashMeans() throws {
        var options = CSVOptions.rowsOnly()
        options.escape = .backslash
        let text = #""a\"b","c\\","d\ne","f""g",h\"i,"\\\"","","j\#u{5C}"# + "\n\",k\n"
        let sheet = try CSVSheet.read(text, options)
        #expect(
            sheet.texts == [["a\"b", "c\\", "d\\ne", "f\"g", "h\\\"i", "\\\"", "", "j\\\n", "k"]])
        // The same file by RFC 4180, where the user says so.
        options.escape = .doubled
        #expect((try? CSVSheet.read(text, options))?.texts != sheet.texts)
    }

    @Test(arguments: [64, 4_096, 512 * 1024])
    func aSignFarDownIsADoubt(chunkSize: Int) throws {
        let rows = String(repeating: "1,\"two\",3\n", count: 20_000)
        for (last, doubts) in [("4,\"say \\\"no\\\"\",5\n", true), ("4,\"say \\\",5\n", false)] {
            var options = CSVOptions(delimiter: 0x2C)
            options.chunkSize = chunkSize
            options.doubtsEscape = true
            let text = "a,b,c\n" + rows + last + (doubts ? rows : "")
            var thrown = false
            do { _ = try CSVSheet.read(text, options) } catch is EscapeDoubt { thrown = true } catch is FormatError {}
            #expect(thrown == doubts, "\(last)")
            // Without doubt it is read as it began.
            options.doubtsEscape = false
            #expect(throws: Never.self) { try CSVSheet.read(text, options) }
        }
    }

    @Test func theDelimiterIsFoundBehindEscapes() throws {
        let text = "id;note\n1;\"a \\\"b, c\\\" d; e, f, g\"\n2;\"x, y \\\"z\\\"\"\n"
        let reader = try CSVReader(MemoryByteSource(text))
        #expect(reader.file.delimiter == 0x3B)
        #expect(reader.file.escape == .backslash)
        #expect(try CSVSheet.read(text).texts == [["1", "a \"b, c\" d; e, f, g"], ["2", "x, y \"z\""]])
    }
}
