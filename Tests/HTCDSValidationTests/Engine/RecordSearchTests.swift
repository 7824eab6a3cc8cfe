import HTCDSCells
import TestSupport
import Testing

@testable import HTCDSValidation

@Suite("Searches in records")
struct RecordSearchTests {
    @Test("places are those that a test says yes of, in order", arguments: [0, 1, 63, 64, 65, 128, 504])
    func places(_ count: Int) {
        var numbers = SeededNumbers(state: UInt64(count))
        for share in 0...4 {
            let wanted = (0..<count).map { _ in Int.random(in: 0..<4, using: &numbers) < share }
            var found: [Int] = []
            forEachPlace(count) {
                one(wanted[$0])
            } _: {
                found.append($0)
            }
            #expect(found == wanted.indices.filter { wanted[$0] })
        }
    }

    @Test("tests of values say what the values' own words say")
    func values() {
        var numbers = SeededNumbers(state: 14)
        let tags: [FieldValue.Tag] = [
            .absent, .text, .ownText, .reference, .code, .codes, .date, .boolean, .number, .unusable,
        ]
        let codes = CodeSet([0, 3, 63])
        let texts = BatchTexts(
            CellBatch(columnCount: 1, recordCapacity: 1, arena: ByteArena(capacity: 64)),
            FieldBatch(slotCount: 1, recordCapacity: 1))
        func day() -> UInt32 {
            let month = Int.random(in: 0...3, using: &numbers)
            return PackedDate(year: 2000, month: month, day: month == 0 ? 0 : Int.random(in: 0...3, using: &numbers))?
                .raw
                ?? 0
        }
        for _ in 0..<4_000 {
            let value = FieldValue(
                tags.randomElement(using: &numbers) ?? .code,
                Bool.random(using: &numbers) ? day() : UInt32.random(in: 0..<70, using: &numbers),
                UInt32.random(in: 0..<8, using: &numbers))
            let other = FieldValue(tags.randomElement(using: &numbers) ?? .date, day())
            #expect(value.stated == (value.tag == .absent ? 0 : 1))
            #expect(
                texts.isText(value, 4) == ([.text, .ownText, .reference].contains(value.tag) && value.b >= 4 ? 1 : 0))
            let isBefore =
                value.tag == .date && other.tag == .date
                && DaySpan(PackedDate(raw: value.a)).isBefore(DaySpan(PackedDate(raw: other.a)))
            #expect(value.isDayBefore(other) == (isBefore ? 1 : 0))
            let mayMeet = value.tag == .codes || (value.tag == .code && [0, 3, 63].contains(value.a))
            #expect(codes.mayMeet(value) == (mayMeet ? 1 : 0))
        }
    }
}
