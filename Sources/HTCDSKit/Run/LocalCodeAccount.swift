import HTCDSCells
import HTCDSFindings
import HTCDSMapping

/// In how many records an organisation's own codes stand: evidence for those who keep the standard's lists.
struct LocalCodeAccount {
    struct Key: Hashable {
        let field: String
        let code: String
        let broader: String
    }

    private struct Place: Hashable {
        let record: UInt32
        let key: Key
    }

    private var records: [Key: Int] = [:]

    /// Counts those of a batch, each once a record however often it stands there.
    static func count(_ fields: FieldBatch, _ plan: MappingPlan, into counts: inout [Key: Int]) {
        guard !plan.document.localCodes.isEmpty else { return }
        var seen: Set<Place> = []
        for fault in fields.faults where fault.fault == .localCode {
            guard let loss = plan.loss(fault), let code = loss.localCode, let broader = loss.targets.first else {
                continue
            }
            let key = Key(field: plan.layout.slots[Int(fault.slot)].field.id, code: code, broader: broader)
            if seen.insert(Place(record: fault.record, key: key)).inserted { counts[key, default: 0] += 1 }
        }
    }

    mutating func add(_ counts: [Key: Int]) { records.merge(counts) { $0 + $1 } }

    /// By field and code.
    var rows: [Report.LocalCodeUse] {
        records.map {
            Report.LocalCodeUse(field: $0.key.field, code: $0.key.code, broader: $0.key.broader, records: $0.value)
        }.sorted { ($0.field, $0.code) < ($1.field, $1.code) }
    }
}
