internal import HTCDSCells

/// Writes CommonMark with the tables of GitHub Flavored Markdown. Text from outside cannot become markup.
struct MarkdownPage {
    let arena = ByteArena(capacity: 16 << 10)

    func write(to output: any ReportOutput) throws { try output.write(arena.contents) }

    func heading(_ text: String, level: Int) {
        arena.append(String(repeating: "#", count: level) + " \(Self.escaped(text))\n\n")
    }

    func paragraph(_ text: String) { arena.append(Self.escaped(text) + "\n\n") }

    func list(_ items: [String]) {
        for item in items { arena.append("- \(Self.escaped(item))\n") }
        if !items.isEmpty { arena.append("\n") }
    }

    /// A table with a header; columns named in `numbers` are flush right.
    func table(_ header: [String], _ rows: [[String]], numbers: Set<Int> = []) {
        func line(_ cells: [String]) { arena.append("| \(cells.joined(separator: " | ")) |\n") }
        line(header.map(Self.escaped))
        line(header.indices.map { numbers.contains($0) ? "---:" : "---" })
        for row in rows { line(row.map(Self.escaped)) }
        arena.append("\n")
    }

    /// Text in one line whose signs stand for themselves: ASCII punctuation that can be markup has a backslash
    /// (CommonMark 0.31, section 2.4), and what could become a tag, entity, mention or reference is an entity.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in PlainText.clean(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "@": escaped += "&#64;"
            case "#": escaped += "&#35;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "$", "+", "=", "{", "}":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case "-", ".", ")":
                // Only where a list, a rule or a heading could start.
                if escaped.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || $0 == "-" || $0 == "\\" }) {
                    escaped += "\\"
                }
                escaped.unicodeScalars.append(scalar)
            case ":" where escaped.hasSuffix("http") || escaped.hasSuffix("https"): escaped += "&#58;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
