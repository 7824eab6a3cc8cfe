import Foundation
import HTCDSCells
import HTCDSFindings
import HTCDSSpec
import TestSupport
import Testing

@testable import HTCDSValidation

/// Text that was read in a wrong encoding, told from text that merely looks unusual.
struct GarbledTextTests {
    private static func isGarbled(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return false }
            return GarbledText.isGarbled(CellBytes(start: start, count: bytes.count))
        }
    }

    /// UTF-8 read as Windows-1252; bytes that it has no character for become the control characters of Latin-1.
    static func misread(_ text: String) -> String {
        text.utf8.map { byte in
            if (0x80..<0xA0).contains(byte), let known = String(bytes: [byte], encoding: .windowsCP1252) {
                return known
            }
            return String(Unicode.Scalar(byte))
        }.joined()
    }

    static let words = [
        "José", "Müller", "Nguyễn", "Çelik", "Åse", "Łódź", "Dvořák", "Côte d’Ivoire", "naïve", "Ñandú", "São Tomé",
        "Анна", "Київ", "محمد", "أمينة", "דוד", "Αθήνα", "สมชาย", "王小明", "さくら", "김민준", "आशा", "It’s here",
        "“quoted”", "5 – 6 €", "25 °C", "ÅÄÖ", "Ünal", "İstanbul", "Đặng Thị", "🙂",
    ]

    @Test(arguments: words) func toldWhenMisread(_ word: String) {
        #expect(Self.isGarbled(Self.misread(word)), "\(Self.misread(word))")
        #expect(Self.isGarbled("ASCII before it, " + Self.misread(word) + " and behind"))
        #expect(!Self.isGarbled(word))
    }

    @Test(arguments: [
        "Jos\u{FFFD}", "\u{FFFD}", "â€™", "Itâ€™s", "ï»¿id", "JosÃ©", "cafÃ©", "Â\u{A0}5", "MÃ¼ller", "ï¿½", "ðŸ™‚",
    ])
    func toldAsItIsSeen(_ text: String) { #expect(Self.isGarbled(text)) }

    @Test(arguments: [
        "", "plain", "Chloé’s", "«Olá»", "MANHÃ”", "CAFÉ…", "CAFÉ”", "“À bientôt…”", "Þórður Ðórðarson", "naïve…”",
        "IRMÃ – CASA", "L’ÉTÉ“", "É", "Ã", "Â", "â", "à€", "5 €–6 €", "Île-de-France", "Straße–", "señor·a", "él»…",
        "Österreich–Ungarn", "Đặng Thị Ánh «Â»", "Åse", "ÄÖÜ", "fiancée’s", "Noël—", "Zoë…", "été »", "Æ", "2×½",
        "CAFÉ®",
    ])
    func leftAlone(_ text: String) { #expect(!Self.isGarbled(text)) }

    @Test func bytesThatAreNoTextAreAnotherFinding() {
        for bytes: [UInt8] in [[0xC3], [0xC3, 0x83, 0xC2], [0xEF, 0xBF], [0xC3, 0x83, 0xC2, 0xA9, 0xFF]] {
            bytes.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                #expect(!GarbledText.isGarbled(CellBytes(start: start, count: buffer.count)))
            }
        }
    }

    /// In every column that is read or kept, whatever the batch; not in dropped ones.
    @Test(arguments: [1, 3, 2_048]) func foundInEveryColumn(batchSize: Int) throws {
        let mapping = """
            mapping: test
            title: Test
            standard: "2.0"
            fields: {prs_FirstName: Name, prs_Gender: Sex}
            keep: [Note]
            drop: {Room: nobody's business}
            """
        var rows = "Name,Sex,Note,Room,Else\n"
        for number in 0..<10 {
            rows += number == 7 ? "JosÃ©,FÃ©minine,Ã©,Ã©,Ã©\n" : "José,Feminine,é,plain,é\n"
        }
        let outcome = try Chain.check(rows, mapping: mapping, batchSize: batchSize)
        let samples = outcome.tally.samples.filter {
            outcome.validator.kinds[$0.kind].rule == MojibakeRule.description.id
        }
        #expect(samples.map(\.column).sorted() == [0, 1, 2])
        #expect(samples.allSatisfy { $0.ordinal == 7 })
        #expect(
            Set(samples.compactMap { outcome.validator.kinds[$0.kind].field?.id }) == ["prs_FirstName", "prs_Gender"])
    }

    /// Of tables the cells that hold a trace are found by where it stands; of other formats every cell is looked at.
    @Test(arguments: [1, 5, 64, 512]) func tablesAndOthersAgree(batchSize: Int) throws {
        var numbers = SeededNumbers(state: UInt64(batchSize))
        let mapping = """
            mapping: test
            title: Test
            standard: "2.0"
            fields: {prs_FirstName: Name, prs_SecondName: {from: [Last, Last2]}, cas_ReasonForCaseClosure: {from: [A, B], join: " "}}
            keep: [Note]
            drop: {Room: nobody's business}
            """
        let words =
            Self.words + ["plain", "", "text", "\"quoted, Ã©\"\"Ã\"", "Ã", "\u{FFFD}é"] + Self.words.map(Self.misread)
        var rows = "Name,Last,Last2,A,Note,Room,B,Else\n"
        for number in 0..<700 {
            // Now and then many garbled cells, mostly none.
            let known = number % 50 < 4 ? words : Array(words.prefix(Self.words.count + 3))
            let cells = (0..<8).map { _ in
                (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
                    known.filter { !$0.contains("\"") }.randomElement(using: &numbers) ?? ""
                }.joined(separator: " ")
            }
            rows += cells.prefix(Int.random(in: 1...8, using: &numbers)).joined(separator: ",") + "\n"
            if number % 90 == 0 { rows += known.filter { $0.contains("\"") }.joined(separator: ",") + "x\n" }
        }
        func findings(_ format: String) throws -> [String] {
            let outcome = try Chain.check(rows, mapping: mapping, batchSize: batchSize, samples: 0, format: format)
            return outcome.tally.samples.filter {
                outcome.validator.kinds[$0.kind].rule == MojibakeRule.description.id
            }.map { "\($0.column) \($0.ordinal)" }
        }
        let found = try findings("csv")
        #expect(found == (try findings("xlsx")))
        #expect(found.count > 100)
    }

    @Test(arguments: [false, true]) func tracesAreFoundWhereTheyStand(isPortable: Bool) {
        var numbers = SeededNumbers(state: 3)
        let signs: [UInt8] = [0x61, 0xC3, 0x83, 0xC2, 0xA9, 0xEF, 0xBF, 0xBD, 0xE2, 0xC5, 0xB5]
        for length in 0..<300 {
            let isRare = length % 2 == 0
            let bytes = (0..<length).map { _ -> UInt8 in
                isRare && Int.random(in: 0..<10, using: &numbers) > 0 ? 0x61 : signs.randomElement(using: &numbers) ?? 0
            }
            let traces = bytes.indices.dropLast(2).filter { place in
                let next = (bytes[place + 1], bytes[place + 2])
                return
                    (bytes[place] == 0xC3 && (0x82...0xB4).contains(next.0)
                    && [0xC2, 0xC5, 0xC6, 0xCB, 0xE2].contains(next.1))
                    || (bytes[place] == 0xEF && next.0 == 0xBF && next.1 == 0xBD)
            }
            bytes.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let text = CellBytes(start: start, count: buffer.count)
                for from in stride(from: 0, through: length, by: 7) {
                    let found = GarbledText.firstTrace(in: text, from: from, isPortable: isPortable)
                    #expect(found == traces.first { $0 >= from })
                }
            }
        }
    }
}
