import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// How a document names columns.
extension MappingReader {
    /// `Header`, `Header[2]`, `{letter: N}`, `{position: 3}` or `{header: "…", occurrence: 2}`.
    func reference(_ node: DocumentNode) -> ColumnReference? {
        if let text = node.text { return header(text, node) }
        let scope = DocumentScope(node, what: "the column", complaints: complaints)
        defer { scope.finish() }
        if let letters = scope.text("letter") {
            if let number = SourceColumn.number(letters: letters.utf8), number < 16_384 {
                return ColumnReference(.number(number), line: node.line, column: node.column)
            }
            complaints.add(node, "letter must be A to XFD.")
            return nil
        }
        if scope.take("position") != nil {
            guard let position = scope.integer("position", in: 1...1_000_000) else { return nil }
            return ColumnReference(.number(position - 1), line: node.line, column: node.column)
        }
        let occurrence = scope.integer("occurrence", in: 1...10_000)
        if let name = scope.text("header") {
            return ColumnReference(.header(name, occurrence: occurrence), line: node.line, column: node.column)
        }
        // Keys that are not known are told by the scope.
        if let entries = node.entries, entries.isEmpty || entries.contains(where: { $0.key.text == "occurrence" }) {
            complaints.add(node, "A column is named by its header, or by letter, position or header.")
        }
        return nil
    }

    func header(_ text: String, _ node: DocumentNode) -> ColumnReference? {
        if text.isEmpty {
            complaints.add(node, "A column needs a name; name one without a header by its letter or position.")
            return nil
        }
        if text.hasSuffix("]"), let open = text.lastIndex(of: "["),
            let occurrence = Int(text[text.index(after: open)...].dropLast()), occurrence >= 1
        {
            return ColumnReference(
                .header(String(text[..<open]), occurrence: occurrence), line: node.line, column: node.column)
        }
        return ColumnReference(.header(text, occurrence: nil), line: node.line, column: node.column)
    }
}
