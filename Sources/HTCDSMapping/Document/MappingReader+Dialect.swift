import HTCDSCells
import HTCDSDocuments

/// Where the header of a table is, and what stands around it.
extension MappingReader {
    /// One row, or two of which the first holds titles above the header.
    func header(_ scope: DocumentScope, _ source: inout SourceSection) {
        guard let items = scope.take("header")?.items else {
            source.headerRow = scope.integer("header", in: 1...1_048_576)
            return
        }
        let rows = items.compactMap { $0.text.flatMap { Int($0) } }
        guard rows.count == 2, items.count == 2, rows[0] >= 1, rows[0] < rows[1], rows[1] <= 1_048_576 else {
            if let value = scope.take("header") {
                complaints.add(
                    value, "header must be one row, or two in order: the titles and the header, as in [1, 2].")
            }
            return
        }
        (source.titleRow, source.headerRow) = (rows[0], rows[1])
    }

    /// Rows of a text file that are no cases, and how its quotation marks are escaped.
    func dialect(_ scope: DocumentScope, _ source: inout SourceSection) {
        source.footer = (scope.textNodes("footer") ?? []).compactMap { node in
            guard let pattern = node.text, pattern.contains(where: { $0 != "*" && !$0.isWhitespace }) else {
                complaints.add(node, "A footer must say more than *: everything would be one.")
                return nil
            }
            return pattern
        }
        if let value = scope.take("comment") {
            if let text = value.text, let byte = text.utf8.first, text.utf8.count == 1, byte > 0x20, byte != 0x22 {
                source.comment = byte
            } else {
                complaints.add(value, "comment must be one character, such as \"#\".")
            }
        }
        if let value = scope.take("escape") {
            if let escape = value.text.flatMap({ SourceSection.Escape(rawValue: $0) }) {
                source.escape = escape
            } else {
                complaints.add(value, "escape must be doubled or backslash.")
            }
        }
    }

    /// `{names: A, values: B}`: each sheet is the form of one case.
    func form(_ node: DocumentNode) -> (names: Int, values: Int)? {
        let scope = DocumentScope(node, what: "form", complaints: complaints)
        defer { scope.finish() }
        let letters = ["names", "values"].map { key in
            scope.text(key).flatMap { SourceColumn.number(letters: $0.utf8) }
        }
        guard let names = letters[0], let values = letters[1], names != values, max(names, values) < 16_384 else {
            complaints.add(node, "form needs the letters of two columns: names and values.")
            return nil
        }
        return (names, values)
    }
}
