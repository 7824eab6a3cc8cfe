import HTCDSCells

extension HandOff {
    /// `synthesis.json`: how a synthesizer is to be told the columns. One line a column, in the order of the table.
    public var columnsJSON: [UInt8] {
        let arena = ByteArena(capacity: 256 * (table.columns.count + 1))
        arena.append("{\n  \"columns\": {\n" as StaticString)
        for (number, column) in table.columns.enumerated() {
            arena.append("    " as StaticString)
            text(column.name, arena)
            arena.append(": {\"kind\": " as StaticString)
            text(column.kind.rawValue, arena)
            arena.append(", \"delimiter\": " as StaticString)
            text(column.kind == .multi ? column.delimiter : nil, arena)
            arena.append(", \"sensitiveZero\": " as StaticString)
            arena.append(column.sensitiveZero ? "true" as StaticString : "false")
            arena.append(number + 1 < table.columns.count ? "},\n" as StaticString : "}\n")
        }
        arena.append("  },\n  \"subjectId\": " as StaticString)
        text(subjects?.name, arena)
        // The id is left out: in use it would be an attribute.
        arena.append(",\n  \"useColumns\": [" as StaticString)
        for (number, column) in table.columns.enumerated() {
            if number > 0 { arena.append(", " as StaticString) }
            text(column.name, arena)
        }
        arena.append("],\n  \"recordLimit\": null,\n  \"reportingLength\": " as StaticString)
        JSONText.appendInteger(reportingLength, to: arena)
        arena.append("\n}\n" as StaticString)
        return Array(arena.contents)
    }

    private func text(_ text: String?, _ arena: ByteArena) {
        guard let text else { return arena.append("null" as StaticString) }
        JSONText.quoted(text).withUnsafeBufferPointer { arena.append($0) }
    }
}
