/// A JSON document whose members keep their order.
indirect enum JSONTree {
    case object([(String, JSONTree)])
    case array([JSONTree])
    case string(String)
    case number(Int)
    case bool(Bool)

    static func strings(_ texts: [String]) -> JSONTree { .array(texts.map { .string($0) }) }

    /// The document, indented by two blanks, with a line feed at its end.
    var text: String { write(indent: 0) + "\n" }

    private var isScalar: Bool {
        switch self {
        case .object, .array: false
        case .string, .number, .bool: true
        }
    }

    /// On one line; nil where it holds an object with members of its own, or is too long.
    private func short(room: Int) -> String? {
        let text: String
        switch self {
        case .object(let members):
            guard members.allSatisfy({ $0.1.isScalar }) else { return nil }
            text = "{" + members.map { Self.quoted($0.0) + ": " + $0.1.write(indent: 0) }.joined(separator: ", ") + "}"
        case .array(let items):
            guard items.allSatisfy(\.isScalar) else { return nil }
            text = "[" + items.map { $0.write(indent: 0) }.joined(separator: ", ") + "]"
        case .string, .number, .bool: return write(indent: 0)
        }
        return text.count <= room ? text : nil
    }

    private func write(indent: Int) -> String {
        switch self {
        case .string(let text): return Self.quoted(text)
        case .number(let number): return String(number)
        case .bool(let flag): return flag ? "true" : "false"
        case .object(let members):
            if let short = short(room: 90 - indent) { return short }
            return lines(
                members.map { Self.quoted($0.0) + ": " + $0.1.write(indent: indent + 2) }, "{", "}", indent: indent)
        case .array(let items):
            if let short = short(room: 90 - indent) { return short }
            if items.allSatisfy(\.isScalar) {
                return lines(
                    Self.filled(items.map { $0.write(indent: 0) }, room: 100 - indent), "[", "]", indent: indent)
            }
            return lines(items.map { $0.write(indent: indent + 2) }, "[", "]", indent: indent)
        }
    }

    private func lines(_ parts: [String], _ open: String, _ close: String, indent: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indent)
        return open + parts.map { margin + "  " + $0 }.joined(separator: ",") + margin + close
    }

    /// Scalars side by side, as many as a line takes.
    private static func filled(_ texts: [String], room: Int) -> [String] {
        var rows: [String] = []
        for text in texts {
            if let last = rows.last, last.count + text.count + 2 <= room {
                rows[rows.count - 1] = "\(last), \(text)"
            } else {
                rows.append(text)
            }
        }
        return rows
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
