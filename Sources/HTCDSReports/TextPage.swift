internal import HTCDSCells

/// Lays out plain text for people: wrapped paragraphs, indents, labels in a column of their own, tables.
///
/// What comes from a file cannot move the cursor, colour the terminal or turn the direction
/// of the text: such characters become `?`.
struct TextPage {
    let arena = ByteArena(capacity: 16 << 10)
    let width: Int
    let colour: Bool
    let words: ReportWords

    /// ECMA-48, select graphic rendition.
    enum Tint: String {
        case plain = "0", bold = "1", red = "1;31", green = "1;32", yellow = "1;33", blue = "1;34"
    }

    init(width: Int, colour: Bool, words: ReportWords) {
        self.words = words
        self.width = width
        self.colour = colour
    }

    func write(to output: any ReportOutput) throws { try output.write(arena.contents) }

    func blank() { arena.append(0x0A) }

    func heading(_ text: String) {
        blank()
        append(text, tint: .bold)
        blank()
    }

    /// A paragraph between `indent` and the width. `lead` stands before its first line, tinted, and further lines start
    /// below the text that follows it if `hangs`.
    func paragraph(_ text: String, indent: Int = 2, lead: String = "", tint: Tint = .plain, hangs: Bool = true) {
        let text = PlainText.clean(text)
        let hanging = indent + (hangs ? lead.count : 0)
        pad(indent)
        append(lead, tint: tint)
        let lines = PlainText.lines(text, room: width - indent - lead.count, further: width - hanging, cutsWords: false)
        for (number, line) in lines.enumerated() {
            if number > 0 {
                blank()
                pad(hanging)
            }
            arena.append(line)
        }
        blank()
    }

    /// A paragraph behind a label. Labels of one group are as wide as `labelWidth`.
    func labelled(_ label: String, _ text: String, indent: Int = 2, labelWidth: Int = 12) {
        paragraph(text, indent: indent, lead: Self.padded(label, to: labelWidth))
    }

    /// Rows below each other; columns named in `numbers` are flush right. Cells are cut at `longest`.
    func table(_ rows: [[String]], numbers: Set<Int>, indent: Int = 2, longest: Int = 32) {
        let cells = rows.map { row in row.map { Self.cut(PlainText.clean($0), to: longest) } }
        guard let first = cells.first else { return }
        let widths = first.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        for row in cells {
            pad(indent)
            let texts = row.indices.map { column in
                numbers.contains(column)
                    ? String(repeating: " ", count: widths[column] - row[column].count) + row[column]
                    : Self.padded(row[column], to: widths[column])
            }
            var line = texts.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            arena.append(line)
            blank()
        }
    }

    private static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(length - 3) + "..."
    }

    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func pad(_ count: Int) {
        for _ in 0..<count { arena.append(0x20) }
    }

    private func append(_ text: String, tint: Tint) {
        guard colour, tint != .plain, !text.isEmpty else { return arena.append(text) }
        arena.append("\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m")
    }
}
