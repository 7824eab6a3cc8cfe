import HTCDSCells
import TestSupport
import Testing

/// RFC 3629, with the standard library as the judge.
@Suite struct UTF8CheckTests {
    @Test func agreesWithTheStandardLibraryOnRandomBytes() throws {
        var numbers = SeededNumbers(state: 3_629)
        let leads: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
            0xFF,
        ]
        var valid = 0
        for _ in 0..<60_000 {
            var bytes = [UInt8](repeating: 0x61, count: Int.random(in: 0...9, using: &numbers))
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                bytes.append(leads.randomElement(using: &numbers) ?? 0)
            }
            if Bool.random(using: &numbers) { bytes += [UInt8](repeating: 0x62, count: 9) }
            let expected = String(validating: bytes, as: UTF8.self) != nil
            try #require(bytes.withCell { UTF8Check.isValid($0) } == expected, "\(bytes)")
            if expected { valid += 1 }
        }
        #expect(valid > 1_000)
    }

    @Test func everySequenceOfTwoAndThreeBytes() throws {
        for first in UInt8(0xC0)...0xFF {
            for second in UInt8(0x7F)...0xC0 {
                for third in [0x7F, 0x80, 0xBF, 0xC0] as [UInt8] {
                    let bytes = [first, second, third]
                    try #require(
                        bytes.withCell { UTF8Check.isValid($0) } == (String(validating: bytes, as: UTF8.self) != nil),
                        "\(bytes)")
                }
            }
        }
    }

    /// Texts of several blocks: clean ones in many scripts, cut anywhere, and with bytes changed.
    @Test func agreesWithTheStandardLibraryOnLongTexts() throws {
        var numbers = SeededNumbers(state: 2_003)
        let words = ["Case ", "Дело ", "قضية ", "प्रकरण ", "vụ việc ", "案件", "𐍈𐍉", "é", "\u{7FF}\u{FFFF}\u{10FFFF}"]
        var (valid, invalid) = (0, 0)
        for _ in 0..<20_000 {
            let chosen = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
                Array((words.randomElement(using: &numbers) ?? "").utf8)
            }
            let length = Int.random(in: 100...300, using: &numbers)
            var bytes = [UInt8](repeating: 0x61, count: Int.random(in: 0...70, using: &numbers))
            while bytes.count < length { bytes += chosen.randomElement(using: &numbers) ?? [] }
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: bytes.removeLast(Int.random(in: 1...3, using: &numbers))
            case 1:
                let place = bytes.indices.randomElement(using: &numbers) ?? 0
                bytes[place] = UInt8.random(in: 0...255, using: &numbers)
            case 2: bytes.remove(at: bytes.indices.randomElement(using: &numbers) ?? 0)
            default: break
            }
            let expected = Self.firstInvalid(bytes)
            try #require((String(validating: bytes, as: UTF8.self) == nil) == (expected != nil), "\(bytes)")
            try #require(bytes.withCell { UTF8Check.firstInvalid($0) } == expected, "\(bytes)")
            if expected == nil { valid += 1 } else { invalid += 1 }
        }
        #expect(valid > 2_000 && invalid > 2_000)
    }

    /// Where the standard library's decoder stops.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var index = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): index += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return index
            }
        }
    }

    @Test func widthsAndPlaces() {
        "aéệ𐍈".withCell { text in
            #expect([0, 1, 3, 6].map { UTF8Check.width(text, at: $0) } == [1, 2, 3, 4])
            #expect(UTF8Check.width(text, at: 2) == 0)
            #expect(UTF8Check.firstInvalid(text) == nil)
        }
        #expect((Array("0123456789é".utf8) + [0xC3]).withCell { UTF8Check.firstInvalid($0) } == 12)
        #expect([0xFF, 0x61, 0xFF].withCell { UTF8Check.firstInvalid($0, from: 1) } == 2)
    }
}
