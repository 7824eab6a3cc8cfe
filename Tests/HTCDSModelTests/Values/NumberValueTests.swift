import Foundation
import Testing

@testable import HTCDSModel

@Suite("Exact numbers")
struct NumberValueTests {
    /// More digits than a `Double` holds, and more than a `Decimal` does.
    static let long = [
        "12345678901234567890.10", "0.1", "-77.036500", "1234567890123456789012345678901234567890.5", "1e400",
    ]

    @Test("every digit is kept", arguments: long)
    func digits(_ text: String) throws {
        let json = #"{"htcds":"2.0","id":"1","persons":[{"prs_NumberOfChildren":\#(text)}]}"#
        let (record, normalisations) = try CaseRecord.decode(json: json.utf8)
        #expect(record.persons[0].numberOfChildren?.text == text)
        #expect(try record.encodedJSON() == Array(json.utf8))
        #expect(normalisations.isEmpty)
    }

    @Test(
        "the value is kept through JSONEncoder and JSONDecoder, up to 38 digits",
        arguments: [
            "12345678901234567890.10", "0.1", "-77.036500", "9223372036854775807", "18446744073709551615", "1e20", "-0",
        ])
    func foundation(_ text: String) throws {
        let number = try #require(NumberValue(text))
        let data = try JSONEncoder().encode([number])
        #expect(try JSONParser.parse(data) == .array([.number(number)]))
        #expect(try JSONDecoder().decode([NumberValue].self, from: data) == [number])
        #expect(try JSONDecoder().decode([NumberValue].self, from: Data("[\(text)]".utf8)) == [number])
    }

    @Test("JSONEncoder refuses what it cannot hold, and text in quotes is no number")
    func foundationLimits() throws {
        let number = try #require(NumberValue("1e400"))
        #expect(throws: EncodingError.self) { try JSONEncoder().encode([number]) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([NumberValue].self, from: Data(#"["1"]"#.utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([NumberValue].self, from: Data("[true]".utf8)) }
    }

    @Test(
        "equal by value", arguments: [("1.50", "1.5"), ("15e-1", "1.5"), ("-0", "0"), ("100", "1E+2"), ("0e9", "0.00")])
    func equal(_ first: String, _ second: String) throws {
        let (first, second) = (try #require(NumberValue(first)), try #require(NumberValue(second)))
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
    }

    @Test("ordered by value")
    func order() throws {
        let texts = ["-1e9", "-20", "-3", "-0.5", "0", "1e-9", "0.05", "0.5", "0.51", "3", "20", "1e9"]
        let numbers = texts.compactMap { NumberValue($0) }
        #expect(numbers.reversed().sorted() == numbers)
        #expect(Set(numbers).count == texts.count)
    }

    @Test(
        "whole numbers", arguments: [("17", 17), ("3.0", 3), ("-2e3", -2_000), ("1.5", nil), ("1e30", nil), ("0.0", 0)])
    func whole(_ text: String, _ expected: Int?) throws {
        #expect(try #require(NumberValue(text)).int == expected)
    }

    @Test("the ends of the range of whole numbers")
    func ends() throws {
        #expect(NumberValue(Int.max).int == .max)
        #expect(NumberValue(Int.min).int == .min)
        #expect(NumberValue(UInt64.max).int == nil)
        #expect(NumberValue(17).double == 17)
    }

    @Test(
        "texts that are no number",
        arguments: ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", " 1", "1 ", "0x1", "NaN", "１"])
    func none(_ text: String) {
        #expect(NumberValue(text) == nil)
    }
}
