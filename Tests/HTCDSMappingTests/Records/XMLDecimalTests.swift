import HTCDSCells
import Testing

@testable import HTCDSMapping

@Suite struct XMLDecimalTests {
    private func decimal(_ text: String) -> String? {
        var text = text
        let arena = ByteArena(capacity: 64)
        return text.withUTF8 { bytes -> String? in
            guard let start = bytes.baseAddress,
                XMLDecimal.append(CellBytes(start: start, count: bytes.count), to: arena)
            else { return nil }
            return String(decoding: arena.contents, as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("12", "12"), ("-0.50", "-0.50"), ("1e3", "1000"), ("1.25E+1", "12.5"), ("-1.5e-3", "-0.0015"),
        ("123e-3", "0.123"), ("123e-5", "0.00123"), ("12.5e1", "125"), ("0e0", "0"), ("4.7E-2", "0.047"),
    ])
    func moves(_ text: String, _ written: String) { #expect(decimal(text) == written) }

    @Test func bounds() {
        #expect(decimal("1e400")?.count == 401)
        #expect(decimal("1e401") == nil)
        #expect(decimal("1e-99999999999999999999") == nil)
    }
}
