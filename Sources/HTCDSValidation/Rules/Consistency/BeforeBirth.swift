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
        return .run(
            RecordCheck(at: slots) { cells, batch, found in
                for slot in slots {
                    for record in 0..<cells.recordCount {
                        guard let day = batch.days(slot, record), isBeforeAll(day, persons, batch, record) else {
                            continue
                        }
                        found(fields.fault(record, slot))
                    }
                }
            })
    }

    private struct Person {
        let birth: Int?
        let all: [Int]
    }

    private static func isBeforeAll(_ day: DaySpan, _ persons: [Person], _ batch: FieldBatch, _ record: Int) -> Bool {
        var isBefore = false
        for person in persons {
            if let birth = person.birth, let born = batch.days(birth, record) {
                guard day.isBefore(born) else { return false }
                isBefore = true
            }
        }
        // Somebody whose birthdate nobody knows may be older than the others.
        return isBefore
            && !persons.contains { person in
                person.birth.flatMap { batch.days($0, record) } == nil
                    && person.all.contains { batch.isStated($0, record) }
            }
    }
}
