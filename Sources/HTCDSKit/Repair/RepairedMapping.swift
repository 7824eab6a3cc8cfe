import HTCDSDocuments
import HTCDSMapping

/// A mapping document with further values: its text as it stands, and its section `values` at the end.
struct RepairedMapping {
    private let mapping: LoadedMapping
    private let fields: [MappingRepair.Field]

    init(_ mapping: LoadedMapping, _ fields: [MappingRepair.Field]) {
        self.mapping = mapping
        self.fields = fields
    }

    /// - Throws: `DocumentError`.
    func text() throws -> String {
        let root = try DocumentNode.parse(yaml: mapping.yaml, name: mapping.document.name)
        let entries = root.entries ?? []
        let known = entries.first { $0.key.text == "values" }?.value.entries ?? []
        let old = body(entries)
        // Repaired for the second time, it has the words at its top.
        var lines = old.starts(with: Self.head.prefix(1)) ? old : Self.head + old
        while let last = lines.last, last.allSatisfy(\.isWhitespace) || last == "..." { lines.removeLast() }
        lines += ["", "values:"]
        var rest = known
        for found in fields {
            let id = found.field.id
            let listed = rest.first { $0.key.text == id }?.value.entries ?? []
            rest.removeAll { $0.key.text == id }
            lines.append(listed.isEmpty && found.rows.isEmpty ? "  # \(id):" : "  \(id):")
            lines += listed.map { "    \(Self.flow($0.key)): \(Self.flow($0.value))" }
            for row in found.rows {
                lines.append(
                    "    \(Self.quoted(row.word)): \(Self.quoted(row.code))  # \(Self.cells(row.count)); not confirmed yet"
                )
            }
            for (shape, count) in found.shapes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(50) {
                lines.append("    # \(Self.cells(count)) with a word that no code is near (\(shape))")
            }
            if found.shapes.count > 50 { lines.append("    # and others") }
            if found.untold > 0 {
                lines.append("    # \(Self.cells(found.untold)) with long texts, or too many different words")
            }
        }
        for entry in rest { lines.append("  \(Self.flow(entry.key)): \(Self.flow(entry.value))") }
        // A section with nothing but comments in it says nothing.
        if known.isEmpty, fields.allSatisfy(\.rows.isEmpty) { lines[lines.lastIndex(of: "values:") ?? 0] = "# values:" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let head = [
        "# Written by htcds validate --fix-mapping: the mapping that the data was read by, with the section values added at",
        "# the end. Its rows are proposals: nobody has looked at them. Go through them, correct or take away what is wrong,",
        "# and add what a word without a proposal means as  \"the word\": Code",
        "",
    ]

    /// The document without its section `values`; as one that goes on by lines where it was written otherwise.
    private func body(_ entries: [DocumentNode.Entry]) -> [String] {
        let lines = mapping.yaml.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0.hasSuffix("\r") ? $0.dropLast() : $0)
        }
        guard !entries.isEmpty, entries.allSatisfy({ $0.key.column == 1 }), Self.areApart(entries) else {
            return entries.filter { $0.key.text != "values" }.map { "\(Self.flow($0.key)): \(Self.flow($0.value))" }
        }
        guard let index = entries.firstIndex(where: { $0.key.text == "values" }) else { return lines }
        let start = entries[index].key.line - 1
        let end = index + 1 < entries.count ? entries[index + 1].key.line - 1 : lines.count
        return Array(lines[..<min(start, lines.count)]) + Array(lines[min(end, lines.count)...])
    }

    private static func areApart(_ entries: [DocumentNode.Entry]) -> Bool {
        Set(entries.map(\.key.line)).count == entries.count
    }

    private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

    /// A node on one line, whatever it was written as.
    private static func flow(_ node: DocumentNode) -> String {
        switch node.content {
        case .scalar(let text): node.isNull ? "~" : quoted(text)
        case .sequence(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\(flow($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static func quoted(_ text: String) -> String { MappingText.quoted(text) }
}
