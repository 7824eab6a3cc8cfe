import HTCDSCells
import HTCDSFindings

/// What stands beside the fields of a record: its origin, and the partner's own columns.
extension RecordXMLEncoder {
    func writeProvenance(_ row: Row, _ ordinal: Int, _ output: RecordOutput, _ out: inout ByteCursor) {
        if let known = outline.values.plan.provenance, writeKnown(known, row, &out) { return }
        out.put(origin, of: words)
        output.addGap(0, at: out.count, record: ordinal)
        out.put(foot, of: words)
    }

    /// What a record that was one already says of its origin.
    /// - Returns: whether it says anything.
    private func writeKnown(_ known: ProvenanceColumns, _ row: Row, _ out: inout ByteCursor) -> Bool {
        let values = outline.values
        guard let source = values.stated(known.source, row.cells, row.record) else { return false }
        out.put("<provenance><source>" as StaticString)
        out.putXML(slice: source)
        out.put("</source>" as StaticString)
        if let sheet = values.stated(known.sheet, row.cells, row.record) {
            out.put("<sheet>" as StaticString)
            out.putXML(slice: sheet)
            out.put("</sheet>" as StaticString)
        }
        if let number = values.stated(known.record, row.cells, row.record), number.isDigits {
            out.put("<record>" as StaticString)
            out.put(slice: number)
            out.put("</record>" as StaticString)
        }
        if let mapping = values.stated(known.mapping, row.cells, row.record) {
            out.put("<mapping>" as StaticString)
            out.putXML(slice: mapping)
            out.put("</mapping>" as StaticString)
        }
        out.put("</provenance>" as StaticString)
        return true
    }

    /// - Parameters:
    ///   - leftOver: slots whose value has no element.
    ///   - withExtras: whether cells outside of the grid join in.
    func writeKept(
        _ span: RecordOutline.Span, _ leftOver: [Int], _ row: Row, _ out: inout ByteCursor, withExtras: Bool = false
    ) {
        var isOpen = false
        func open(_ out: inout ByteCursor) {
            if !isOpen { out.put("<extensions>" as StaticString) }
            isOpen = true
        }
        for index in span.range {
            let kept = outline.kept[index]
            guard let text = outline.text(kept, row.cells, row.fields, row.record) else { continue }
            open(&out)
            out.put(keptEntries[kept.number], of: words)
            out.putXML(slice: text)
            out.put("</entry>" as StaticString)
        }
        for slot in leftOver {
            open(&out)
            writeLeftOver(slot, row, &out)
        }
        if withExtras, !row.cells.extras.isEmpty {
            for extra in outline.values.extras(row.cells, row.record, columns) {
                open(&out)
                out.put("<entry name=\"" as StaticString)
                out.aside { XMLText.append(extra.name, to: $0, in: .attribute) }
                out.put("\">" as StaticString)
                out.putXML(slice: extra.text)
                out.put("</entry>" as StaticString)
            }
        }
        if isOpen { out.put("</extensions>" as StaticString) }
    }

    /// A value that has no element, as text under the field's id: codes with `;` between them.
    private func writeLeftOver(_ slot: Int, _ row: Row, _ out: inout ByteCursor) {
        let value = row.fields.value(slot: slot, record: row.record)
        out.put(slotEntries[slot], of: words)
        if value.tag == .number {
            out.put(slice: row.fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        } else {
            for index in 0..<Int(value.b) {
                if index > 0 { out.put(0x3B) }
                write(code: Int(row.fields.codes[Int(value.a) + index]), slots[slot], &out)
            }
        }
        out.put("</entry>" as StaticString)
    }
}
