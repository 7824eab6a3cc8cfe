import HTCDSCells

/// Texts as mapping documents hold them.
public enum MappingText {
    /// A text in double quotes, on one line (YAML 1.2, 7.3.1).
    public static func quoted(_ text: String) -> String { DraftYAML.quoted(text) }
}

/// The few forms of YAML that a draft is written in.
enum DraftYAML {
    /// A text in double quotes.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                let isHidden =
                    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(scalar.value)
                if isHidden {
                    let hex = String(scalar.value, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    /// How a document names a column.
    static func reference(_ column: SourceColumn, isShown: Bool) -> String {
        guard isShown, let name = column.name else { return "{letter: \(column.letters)}" }
        let trimmed = trimmed(name)
        if trimmed.isEmpty { return "{letter: \(column.letters)}" }
        if trimmed.hasSuffix("]") || trimmed.hasSuffix("*") {
            return "{header: \(quoted(trimmed)), occurrence: \(column.occurrence)}"
        }
        return quoted(column.occurrence > 1 ? "\(trimmed)[\(column.occurrence)]" : trimmed)
    }

    static func trimmed(_ name: String) -> String {
        var name = name
        return name.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return "" }
            return CellBytes(start: start, count: bytes.count).trimmed().makeString()
        }
    }

    /// Each line with `#` in front, at the depth of the block.
    static func commented(_ lines: [String], depth: Int) -> [String] {
        let space = String(repeating: " ", count: depth)
        return lines.map { space + "# " + ($0.hasPrefix(space) ? String($0.dropFirst(depth)) : $0) }
    }
}
