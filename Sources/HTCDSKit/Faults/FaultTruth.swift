import HTCDSCells

/// Writes the list of planted faults: `[{"record": 17, "field": "prs_Gender", "rule": "value.not-in-code-list"}]`, in
/// order of the records, one a line.
enum FaultTruth {
    static func write(_ planter: FaultPlanter, to sink: any ByteSink) throws {
        let arena = ByteArena(capacity: 1 << 16)
        arena.append("[")
        for (number, planted) in planter.planted.enumerated() {
            let fault = planter.faults[planted.fault]
            let field = fault.field.map { "\"\($0)\"" } ?? "null"
            arena.append(number == 0 ? "\n" : ",\n")
            arena.append("  {\"record\": \(planted.record), \"field\": \(field), \"rule\": \"\(fault.rule.rawValue)\"}")
            if arena.count > 1 << 15 {
                try sink.write(arena.contents)
                arena.removeAll()
            }
        }
        arena.append("\n]\n")
        try sink.write(arena.contents)
    }
}
