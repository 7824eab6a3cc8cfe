import HTCDSDocuments

/// A section `values` that is there already, in lines: new rows go into it, and every line of it stays as it is.
struct ValuesSection {
    /// The lines of the whole document.
    let lines: [String]
    /// The section's lines below its first one, numbered from 0.
    let range: Range<Int>
    let entries: [DocumentNode.Entry]

    /// - Returns: the document's lines, nil where the section is not written in lines of its own.
    func adding(_ fields: [MappingRepair.Field]) -> [String]? {
        guard let first = entries.first, Self.isBlock(entries, below: range.lowerBound, column: 1) else { return nil }
        var inserted: [Int: [String]] = [:]
        var replaced: [Int: String] = [:]
        var dropped: Set<Int> = []
        // Behind everything that goes into a field of the section, whatever the order of the fields.
        var appended: [String] = []
        let indent = String(repeating: " ", count: first.key.column - 1)
        for found in fields {
            let id = found.field.id
            dropped.formUnion(outdatedNotes(of: id))
            guard let index = entries.firstIndex(where: { $0.key.text == id }) else {
                let rows = RowLines.rows(of: found, indent: indent + "  ")
                let head = found.rows.isEmpty ? "\(indent)# \(id):" : "\(indent)\(id):"
                appended += [head] + rows
                continue
            }
            let entry = entries[index]
            let start = entry.key.line - 1
            let next = index + 1 < entries.count ? entries[index + 1].key.line - 1 : range.upperBound
            guard start < next, next <= lines.count, let rows = entry.value.entries, let row = rows.first else {
                return nil
            }
            dropped.formUnion((start + 1..<next).filter { RowLines.isNote(lines[$0]) })
            if Self.isBlock(rows, below: start + 1, column: entry.key.column) {
                let inner = String(repeating: " ", count: row.key.column - 1)
                // Before the fields' next block; comments that stand further left speak of that.
                var stop = next
                while stop > start + 1, isLoose(lines[stop - 1], left: row.key.column - 1) { stop -= 1 }
                inserted[stop, default: []] += RowLines.rows(of: found, indent: inner)
            } else {
                // `field: {word: Code}` on one line becomes a block; what stands behind it stays behind the field.
                guard (start + 1..<next).allSatisfy({ isLoose(lines[$0], left: .max) }),
                    let brace = lines[start].lastIndex(of: "}")
                else { return nil }
                let behind = String(lines[start][lines[start].index(after: brace)...])
                guard behind.allSatisfy(\.isWhitespace) || behind.drop(while: \.isWhitespace).hasPrefix("#") else {
                    return nil
                }
                replaced[start] = "\(indent)\(id):\(behind)"
                inserted[start + 1, default: []] +=
                    rows.map { "\(indent)  \(RowLines.flow($0.key)): \(RowLines.flow($0.value))" }
                    + RowLines.rows(of: found, indent: indent + "  ")
            }
        }
        inserted[end(of: range), default: []] += appended
        var result: [String] = []
        for number in 0...lines.count {
            result += inserted[number] ?? []
            if number < lines.count, !dropped.contains(number) { result.append(replaced[number] ?? lines[number]) }
        }
        return result
    }

    /// What an earlier round noted of a field for which it had no row.
    private func outdatedNotes(of id: String) -> Set<Int> {
        var result: Set<Int> = []
        for number in range where lines[number].drop(while: \.isWhitespace) == "# \(id):" {
            let notes = lines[(number + 1)..<range.upperBound].prefix { RowLines.isNote($0) }
            if !notes.isEmpty { result.formUnion(number..<(number + 1 + notes.count)) }
        }
        return result
    }

    private func end(of range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, isLoose(lines[end - 1], left: 1) || lines[end - 1].hasPrefix("...") { end -= 1 }
        return end
    }

    /// Whether a line is empty, or a comment with less than so many spaces before it.
    private func isLoose(_ line: String, left: Int) -> Bool {
        let text = line.drop(while: \.isWhitespace)
        return text.isEmpty || text.first == "#" && line.count - text.count < left
    }

    /// Whether each entry starts a line of its own, all at the same column, further right than what they belong to.
    private static func isBlock(_ entries: [DocumentNode.Entry], below line: Int, column: Int) -> Bool {
        guard let first = entries.first, first.key.column > column, first.key.line > line else { return false }
        return entries.allSatisfy { $0.key.column == first.key.column }
            && zip(entries, entries.dropFirst()).allSatisfy { $0.key.line < $1.key.line }
    }
}
