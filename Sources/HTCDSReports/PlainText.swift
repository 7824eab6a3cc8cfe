/// Text for a terminal: cleaned and wrapped.
public enum PlainText {
    /// `text` without what could act on a terminal or turn the direction of the text: such characters become `?`, line
    /// breaks and tabs become blanks.
    public static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                scalars.append(scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : "?")
            case .format, .surrogate, .privateUse: scalars.append("?")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// `text` in lines, at least one, broken at blanks.
    /// - Parameters:
    ///   - room: characters that the first line has room for.
    ///   - further: the same for the other lines; nil: as many.
    ///   - cutsWords: whether a word is cut that is longer than a line; else it stands out.
    public static func lines(_ text: String, room: Int, further: Int? = nil, cutsWords: Bool) -> [String] {
        let room = max(room, 1)
        let further = max(further ?? room, 1)
        var lines: [String] = []
        var line = ""
        var length = 0
        for word in text.split(separator: " ") {
            var rest = word[...]
            var count = rest.count
            while length > 0 || cutsWords {
                let left = lines.isEmpty ? room : further
                if length == 0 {
                    if count <= left { break }
                    lines.append(String(rest.prefix(left)))
                    rest = rest.dropFirst(left)
                    count -= left
                } else {
                    if length + 1 + count <= left { break }
                    lines.append(line)
                    line = ""
                    length = 0
                }
            }
            if length > 0 {
                line += " "
                length += 1
            }
            line += rest
            length += count
        }
        if length > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }
}
