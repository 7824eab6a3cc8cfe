import HTCDSCells
import HTCDSFindings

/// One attribute of one row while it is being written.
struct AttributeWriting {
    let attribute: AttributePlan.Compiled
    let victim: Int
    let perpetrator: Int?
    let cells: CellBatch
    let fields: FieldBatch
    let record: Int
    /// Whether a source says something, be it nothing that the attribute has a value for.
    var isStated = false

    init(
        attribute: AttributePlan.Compiled, victim: Int, perpetrator: Int?, cells: CellBatch, fields: FieldBatch,
        record: Int
    ) {
        self.attribute = attribute
        self.victim = victim
        self.perpetrator = perpetrator
        self.cells = cells
        self.fields = fields
        self.record = record
    }

    // MARK: Whose

    mutating func read(
        _ source: SourcePlan, things: [Int], kept: (Int) -> CellBytes?, _ open: inout OpenValues,
        _ count: inout AttributeLosses.Count
    ) {
        switch source.owner {
        case .victim: read(source, of: victim, kept, &open, &count)
        case .perpetrator:
            if let perpetrator { return read(source, of: perpetrator, kept, &open, &count) }
            for thing in things where thing != victim && standsForPerpetrator(thing, source) {
                read(source, of: thing, kept, &open, &count)
            }
        case .record:
            if !source.kept.isEmpty { read(source, of: source.kept.count - 1, kept, &open, &count) }
            for thing in source.always { read(source, of: thing, kept, &open, &count) }
        case .event, .organization, .supportPlan:
            for thing in things where source.isOfKind[thing] && passes(thing, source) {
                read(source, of: thing, kept, &open, &count)
            }
        }
    }

    private func standsForPerpetrator(_ thing: Int, _ source: SourcePlan) -> Bool {
        if source.isPerpetrator[thing] { return true }
        guard let mark = source.perpetratorMarks[thing], mark.column < cells.columnCount else { return false }
        let cell = cells.cell(record: record, column: mark.column)
        guard cell.isPresent else { return false }
        let text = cells.bytes(cell).trimmed()
        return mark.words.map { $0.read(text).roles.isPerpetrator } ?? !ValueText.saysNo(text)
    }

    private func passes(_ thing: Int, _ source: SourcePlan) -> Bool {
        source.filters.allSatisfy { filter in
            let slot = Int(filter.slots[thing])
            guard slot >= 0 else { return false }
            let value = fields.value(slot: slot, record: record)
            let admitted = filter.admitted[slot]
            switch value.tag {
            case .code: return Int(value.a) < admitted.count && admitted[Int(value.a)]
            case .codes:
                return (Int(value.a)..<Int(value.a) + Int(value.b)).contains {
                    let code = Int(fields.codes[$0])
                    return code < admitted.count && admitted[code]
                }
            default: return false
            }
        }
    }

    private mutating func read(
        _ source: SourcePlan, of thing: Int, _ kept: (Int) -> CellBytes?, _ open: inout OpenValues,
        _ count: inout AttributeLosses.Count
    ) {
        if source.kept.isEmpty {
            // Also the record itself, which has kept columns only.
            guard thing < source.slots.count, source.slots[thing] >= 0 else { return }
            read(slot: Int(source.slots[thing]), source.reading, &open, &count)
        } else {
            for column in source.kept[thing] {
                guard let text = kept(column) else { continue }
                read(text, split: source.split, source.reading, &open, &count)
            }
        }
    }

    // MARK: The row

    func finish(
        _ row: UnsafeMutableBufferPointer<UInt16>, _ open: inout OpenValues, _ count: inout AttributeLosses.Count
    ) {
        let column = attribute.column
        if attribute.isBinary {
            row[column] = !open.items.isEmpty ? 1 : attribute.zeros && isStated ? 2 : 0
            return
        }
        switch attribute.several {
        case .columns:
            if attribute.zeros && isStated {
                for number in 0..<attribute.columnCount { row[column + number] = 2 }
            }
            for item in open.items { row[column + Int(item) - 1] = 1 }
        case .join:
            guard !open.items.isEmpty else { return }
            guard let number = open.numberOfJoinedItems(column: column, delimiter: attribute.delimiter) else {
                count.unfit += 1
                return
            }
            row[column] = number
        case .first: row[column] = open.items.first ?? 0
        case .drop:
            if open.items.count > 1 {
                count.several += 1
            } else {
                row[column] = open.items.first ?? 0
            }
        }
    }
}
