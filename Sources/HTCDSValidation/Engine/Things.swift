import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Whether a thing that a layout has room for is in a record at all: a row without a second victim says nothing about
/// one, so that nothing can be missing there.
struct Presence: Sendable {
    /// The case itself, and its first person.
    let isCertain: Bool
    /// What may be stated of the thing.
    let slots: [Int]

    init(_ thing: Int, _ layout: RecordLayout) {
        let info = layout.entities[thing]
        isCertain = info.number == 1 && (info.kind == .case || info.kind == .person)
        slots = layout.slots.indices.filter { layout.slots[$0].entity == thing && !layout.slots[$0].columns.isEmpty }
    }

    func stands(_ fields: FieldBatch, _ record: Int) -> Bool {
        isCertain || slots.contains { fields.isStated($0, record) }
    }
}
