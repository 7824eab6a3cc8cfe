import Foundation
import HTCDSDocuments
import HTCDSMapping

/// A mapping document with further values: its text as it stands, with new rows in its section `values`.
struct RepairedMapping {
    private let name: String
    private let yaml: String
    private let lines: [String]
    private let fields: [MappingRepair.Field]

    init(_ mapping: LoadedMapping, _ fields: [MappingRepair.Field]) {
        name = mapping.document.name
        // What editors of Windows write: a byte order mark, and two signs at the end of a line. Swift takes these two for
        // one character, so they are looked for as scalars.
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in mapping.yaml.unicodeScalars {
            if scalar == "\u{FEFF}", scalars.isEmpty { continue }
            if scalar != "\n" || previous != "\r" { scalars.append(scalar == "\r" ? "\n" : scalar) }
            previous = scalar
        }
        yaml = String(scalars)
        lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        self.fields = fields
    }

    /// - Throws: `DocumentError`.
    func text() throws -> String {
        let entries = try DocumentNode.parse(yaml: yaml, name: name).entries ?? []
        let known = entries.first { $0.key.text == "values" }?.value.entries ?? []
        let result = extended(entries, known) ?? rewritten(entries, known)
        // Repaired for the second time, it has the words at its top.
        let head = result.starts(with: Self.head.prefix(1)) ? [] : Self.head
        return (head + result).joined(separator: "\n") + "\n"
    }

    /// The document with rows put into the section that it has; nil where that cannot be done line by line.
    private func extended(_ entries: [DocumentNode.Entry], _ known: [DocumentNode.Entry]) -> [String]? {
        guard isByLines(entries), let range = section(entries), !range.isEmpty,
            var result = ValuesSection(lines: lines, range: range.dropFirst(), entries: known).adding(fields)
        else { return nil }
        while let last = result.last, last.allSatisfy(\.isWhitespace) { result.removeLast() }
        // Whatever the way it was written: it says what it said, and the new rows.
        let wanted = rewritten(entries, known).joined(separator: "\n")
        guard let said = try? DocumentNode.parse(yaml: result.joined(separator: "\n"), name: name),
            let meant = try? DocumentNode.parse(yaml: wanted, name: name), Self.plain(said) == Self.plain(meant)
        else { return nil }
        return result
    }

    /// The document with its section `values` written anew at the end; rows keep the words that say they wait for a person.
    private func rewritten(_ entries: [DocumentNode.Entry], _ known: [DocumentNode.Entry]) -> [String] {
        var lines = body(entries)
        while let last = lines.last, last.allSatisfy(\.isWhitespace) || last == "..." { lines.removeLast() }
        lines += ["", "values:"]
        var rest = known
        for found in fields {
            let id = found.field.id
            let listed = rest.first { $0.key.text == id }?.value.entries ?? []
            rest.removeAll { $0.key.text == id }
            lines.append(listed.isEmpty && found.rows.isEmpty ? "  # \(id):" : "  \(id):")
            lines += listed.map(row) + RowLines.rows(of: found, indent: "    ")
        }
        for entry in rest {
            if let rows = entry.value.entries, !rows.isEmpty {
                lines += ["  \(RowLines.flow(entry.key)):"] + rows.map(row)
            } else {
                lines.append("  \(RowLines.flow(entry.key)): \(RowLines.flow(entry.value))")
            }
        }
        // A section with nothing but comments in it says nothing.
        if known.isEmpty, fields.allSatisfy(\.rows.isEmpty) { lines[lines.lastIndex(of: "values:") ?? 0] = "# values:" }
        return lines
    }

    /// A row of before, with its mark where nobody has confirmed it.
    private func row(_ entry: DocumentNode.Entry) -> String {
        let plain = "    \(RowLines.flow(entry.key)): \(RowLines.flow(entry.value))"
        let number = entry.key.line - 1
        guard lines.indices.contains(number), lines[number].hasSuffix(RowLines.marker),
            let mark = lines[number].range(of: "  # ", options: .backwards)
        else { return plain }
        return plain + lines[number][mark.lowerBound...]
    }

    private static let head = [
        "# Written by htcds validate --fix-mapping: the mapping that the data was read by, with the section values added at",
        "# the end. Its rows are proposals: nobody has looked at them. Go through them, correct or take away what is wrong,",
        "# and add what a word without a proposal means as  \"the word\": Code",
        "",
    ]

    /// The document without its section `values`; as one that goes on by lines where it was written otherwise.
    private func body(_ entries: [DocumentNode.Entry]) -> [String] {
        guard isByLines(entries) else {
            return entries.filter { $0.key.text != "values" }
                .map { "\(RowLines.flow($0.key)): \(RowLines.flow($0.value))" }
        }
        guard let range = section(entries) else { return lines }
        return Array(lines[..<range.lowerBound]) + Array(lines[range.upperBound...])
    }

    /// The lines of the section `values`, numbered from 0.
    private func section(_ entries: [DocumentNode.Entry]) -> Range<Int>? {
        guard let index = entries.firstIndex(where: { $0.key.text == "values" }) else { return nil }
        let start = min(entries[index].key.line - 1, lines.count)
        let end = index + 1 < entries.count ? entries[index + 1].key.line - 1 : lines.count
        return start..<max(start, min(end, lines.count))
    }

    /// Whether each section starts a line of its own, and lines are what a parser of YAML takes for lines.
    private func isByLines(_ entries: [DocumentNode.Entry]) -> Bool {
        !entries.isEmpty && entries.allSatisfy { $0.key.column == 1 }
            && Set(entries.map(\.key.line)).count == entries.count
            && !yaml.unicodeScalars.contains { ["\u{85}", "\u{2028}", "\u{2029}"].contains($0) }
    }

    /// What a document says, whatever the order of its sections and rows.
    private static func plain(_ node: DocumentNode) -> String {
        guard let entries = node.entries else { return RowLines.flow(node) }
        return "{"
            + entries.map { "\(RowLines.quoted(plain($0.key))): \(plain($0.value))" }.sorted().joined(separator: ", ")
            + "}"
    }
}
