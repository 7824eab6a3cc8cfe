import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// What stands beside the fields of a record: its origin, and the partner's own columns.
extension RecordXMLEncoder {
    func writeProvenance(_ row: Row, _ ordinal: Int, _ output: RecordOutput) {
        let arena = row.arena
        arena.append("<provenance><source>" as StaticString)
        defer { arena.append("</provenance>" as StaticString) }
        // A record that was one already keeps what it says of its origin.
        if let known = values.plan.provenance, let source = values.stated(known.source, row.cells, row.record) {
            XMLText.append(source, to: arena)
            arena.append("</source>" as StaticString)
            if let sheet = values.stated(known.sheet, row.cells, row.record) {
                arena.append("<sheet>" as StaticString)
                XMLText.append(sheet, to: arena)
                arena.append("</sheet>" as StaticString)
            }
            if let number = values.stated(known.record, row.cells, row.record), number.isDigits {
                arena.append("<record>" as StaticString)
                arena.append(number)
                arena.append("</record>" as StaticString)
            }
            if let mapping = values.stated(known.mapping, row.cells, row.record) {
                arena.append("<mapping>" as StaticString)
                XMLText.append(mapping, to: arena)
                arena.append("</mapping>" as StaticString)
            }
            return
        }
        XMLText.append(sourceName, to: arena)
        arena.append("</source>" as StaticString)
        if let sheetName {
            arena.append("<sheet>" as StaticString)
            XMLText.append(sheetName, to: arena)
            arena.append("</sheet>" as StaticString)
        }
        arena.append("<record>" as StaticString)
        output.streams[0].gaps.append(.init(offset: arena.count, record: ordinal))
        arena.append("</record><mapping>" as StaticString)
        XMLText.append(mappingName, to: arena)
        arena.append("</mapping>" as StaticString)
    }

    func writeExtensions(_ columns: [ExtensionColumn], _ leftOver: [Int], _ row: Row) {
        let start = row.arena.count
        row.arena.append("<extensions>" as StaticString)
        let empty = row.arena.count
        for column in columns { writeEntry(column, row) }
        for slot in leftOver { writeLeftOver(slot, row) }
        close(from: start, empty: empty, row)
    }

    func writeRecordExtensions(_ row: Row) {
        let start = row.arena.count
        row.arena.append("<extensions>" as StaticString)
        let empty = row.arena.count
        for column in values.recordExtensions { writeEntry(column, row) }
        if !row.cells.extras.isEmpty {
            for extra in values.extras(row.cells, row.record, columns) { writeEntry(extra.name, extra.text, row) }
        }
        close(from: start, empty: empty, row)
    }

    private func close(from start: Int, empty: Int, _ row: Row) {
        if row.arena.count == empty {
            row.arena.count = start
        } else {
            row.arena.append("</extensions>" as StaticString)
        }
    }

    private func writeEntry(_ column: ExtensionColumn, _ row: Row) {
        guard let text = values.text(column, row.cells, row.fields, row.record) else { return }
        writeEntry(column.key, text, row)
    }

    private func writeEntry(_ name: String, _ text: CellBytes, _ row: Row) {
        openEntry(name, row)
        XMLText.append(text, to: row.arena)
        row.arena.append("</entry>" as StaticString)
    }

    private func openEntry(_ name: String, _ row: Row) {
        row.arena.append("<entry name=\"" as StaticString)
        XMLText.append(name, to: row.arena, in: .attribute)
        row.arena.append("\">" as StaticString)
    }

    /// A value that has no element, as text under the field's id: codes with `;` between them.
    private func writeLeftOver(_ slot: Int, _ row: Row) {
        let value = row.fields.value(slot: slot, record: row.record)
        openEntry(values.plan.layout.slots[slot].field.id, row)
        if value.tag == .number {
            row.arena.append(row.fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        } else {
            for (index, code) in row.fields.codes[Int(value.a)..<Int(value.a) + Int(value.b)].enumerated() {
                if index > 0 { row.arena.append(0x3B) }
                append(codes[slot][Int(code)], row.arena)
            }
        }
        row.arena.append("</entry>" as StaticString)
    }
}
