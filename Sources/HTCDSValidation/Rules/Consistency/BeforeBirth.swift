import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// A date that lies before the birth of everybody in the record.
///
/// A case may hold a mother and her child: what happened before the child was born is no mistake.
enum BeforeBirth {
    static func compile(_ dates: [String], _ fields: FieldSlots) -> Compilation {
        let slots = dates.flatMap { fields.all($0) }
        if slots.isEmpty { return .skipped("no column for \(dates.joined(separator: ", "))") }
        if let skipped = fields.whySkipped("prs_Birthdate") { return skipped }
        let persons = fields.things(.person).map { thing in
            Person(birth: fields["prs_Birthdate", of: thing], all: fields.all(of: thing))
        }
        let births = persons.compactMap(\.birth)
        return .run(
            RecordCheck(at: slots) { cells, batch, found in
                guard mayStand(slots, births, cells, batch) else { return }
                for record in 0..<cells.recordCount {
                    guard let birth = firstBirth(persons, batch, record) else { continue }
                    var isKnown = false
                    for slot in slots {
                        guard let day = batch.days(slot, record), day.latest < birth else { continue }
                        // Somebody whose birthdate nobody knows may be older than the others.
                        if !isKnown, hasUnknown(persons, batch, record) { break }
                        isKnown = true
                        found(fields.fault(record, slot))
                    }
                }
            })
    }

    private struct Person {
        let birth: Int?
        let all: [Int]
    }

    /// Whether one of the dates lies before the birth of everybody whose birthdate is stated, in any record of the batch.
    private static func mayStand(_ dates: [Int], _ births: [Int], _ cells: CellBatch, _ batch: FieldBatch) -> Bool {
        let count = cells.recordCount
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(count, 1)) { first in
            first.initialize(repeating: .max)
            for birth in births {
                let values = batch.values(birth, of: cells)
                for record in 0..<count {
                    let born = DaySpan(PackedDate(raw: values[record].a)).earliest.raw
                    first[record] = min(first[record], values[record].tag == .date ? born : .max)
                }
            }
            // Nothing lies before a birth that is not stated.
            for record in 0..<count { first[record] = first[record] == .max ? 0 : first[record] }
            var found: UInt64 = 0
            for date in dates {
                let values = batch.values(date, of: cells)
                for record in 0..<count {
                    let day = DaySpan(PackedDate(raw: values[record].a)).latest.raw
                    found |= one(values[record].tag == .date) & one(day < first[record])
                }
            }
            return found != 0
        }
    }

    /// The first day on which somebody of the record may have been born.
    private static func firstBirth(_ persons: [Person], _ batch: FieldBatch, _ record: Int) -> PackedDate? {
        var first: PackedDate?
        for person in persons {
            guard let birth = person.birth, let born = batch.days(birth, record) else { continue }
            first = min(first ?? born.earliest, born.earliest)
        }
        return first
    }

    /// Whether somebody is in the record without a birthdate.
    private static func hasUnknown(_ persons: [Person], _ batch: FieldBatch, _ record: Int) -> Bool {
        persons.contains { person in
            person.birth.flatMap { batch.days($0, record) } == nil
                && person.all.contains { batch.isStated($0, record) }
        }
    }
}
