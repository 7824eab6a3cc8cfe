import HTCDSDocuments
import HTCDSMapping

/// How rows of a section `values` are written, and the notes beside them.
enum RowLines {
    static let marker = "not confirmed yet"

    /// The proposals for a field, and what is to be said of the words without one.
    static func rows(of found: MappingRepair.Field, indent: String) -> [String] {
        var lines = found.rows.map { row in
            "\(indent)\(quoted(row.word)): \(quoted(row.code))  # \(cells(row.count)); \(marker)"
        }
        for (shape, count) in found.shapes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(50) {
            lines.append("\(indent)# \(cells(count))\(farWord) (\(shape))")
        }
        if found.shapes.count > 50 { lines.append("\(indent)\(others)") }
        if found.untold > 0 { lines.append("\(indent)# \(cells(found.untold))\(longText)") }
        return lines
    }

    private static let farWord = " with a word that no code is near"
    private static let longText = " with long texts, or too many different words"
    private static let others = "# and others"

    /// Whether a line counts words without a proposal: every round counts them anew.
    static func isNote(_ line: String) -> Bool {
        let text = line.drop(while: \.isWhitespace)
        guard text.hasPrefix("# ") else { return false }
        return text == others
            || text.dropFirst(2).first?.isNumber == true && (text.contains(farWord) || text.hasSuffix(longText))
    }

    /// A node on one line, whatever it was written as.
    static func flow(_ node: DocumentNode) -> String {
        switch node.content {
        case .scalar(let text): node.isNull ? "~" : quoted(text)
        case .sequence(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\(flow($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }
    static func quoted(_ text: String) -> String { MappingText.quoted(text) }
}
