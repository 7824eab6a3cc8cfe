/// Tables that ship as one string literal and are split when first asked for.
enum RowText {
    /// The file of an enum `name` with a `text` of `rows`.
    ///
    /// - Throws: `GenerationError` where a cell holds a tab or a line feed, which would shift the columns.
    static func file(
        name: String, source: String, columns: String, rows: [[String]]
    ) throws(GenerationError) -> String {
        for row in rows {
            for cell in row where cell.unicodeScalars.contains(where: { $0.value < 0x20 }) {
                throw GenerationError(message: "\(source): \(row[0]) holds a control character")
            }
        }
        let body = rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        return SwiftText.header(source: source) + """

            enum \(name) {
                /// Columns: \(columns).
                static let text = \(SwiftText.rawLiteral(body))
            }

            """
    }

    /// Names in order, without repetitions and without `name` itself, both after folding case.
    static func distinct(_ names: [String], besides name: String) -> [String] {
        var seen: Set<String> = [name.lowercased()]
        return names.filter { seen.insert($0.lowercased()).inserted }
    }
}
