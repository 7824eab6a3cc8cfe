/// The letters of XML 1.0.
///
/// Text survives to the letter: a carriage return, and white space at either end, are written as character references,
/// which no parser normalises and no editor trims. What XML 1.0 cannot hold at all (section 2.2: control characters,
/// U+FFFE, U+FFFF) is written as `_xHHHH_`, the escape of ECMA-376-1, 22.9.2.19 (ST_Xstring), and the `_` of a text that
/// only looks like such an escape as `_x005F_`.
public enum XMLText {
    public enum Place: Sendable { case element, attribute }

    /// Appends `text`, escaped for its place. Invalid UTF-8 becomes U+FFFD.
    public static func append(_ text: CellBytes, to arena: ByteArena, in place: Place = .element) {
        // Most text needs nothing: it is copied in runs.
        var runStart = 0
        var index = 0
        func flush(_ end: Int) { if end > runStart { arena.append(text[runStart..<end]) } }
        while index < text.count {
            let byte = text.start[index]
            if isPlain(byte) {
                index += 1
                continue
            }
            let width = byte >= 0x80 ? UTF8Check.width(text, at: index) : 1
            if byte >= 0x80, width > 0, !isNoncharacter(text, index, width) {
                index += width
                continue
            }
            if let needed = special(text, index, place) {
                flush(index)
                arena.append(needed)
            } else if byte >= 0x80 {
                flush(index)
                if width == 0 {
                    arena.append("\u{FFFD}" as StaticString)
                } else {
                    arena.append(text.start[index + 2] == 0xBE ? "_xFFFE_" as StaticString : "_xFFFF_")
                }
            } else if byte < 0x20, byte != 0x09, byte != 0x0A {
                flush(index)
                appendEscape(byte, to: arena)
            } else {
                index += 1
                continue
            }
            index += max(width, 1)
            runStart = index
        }
        flush(text.count)
    }

    public static func append(_ text: String, to arena: ByteArena, in place: Place = .element) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            append(CellBytes(start: start, count: bytes.count), to: arena, in: place)
        }
    }

    /// `text` escaped as bytes, made once and written often.
    public static func escaped(_ text: String) -> [UInt8] {
        let arena = ByteArena(capacity: text.utf8.count * 2 + 16)
        append(text, to: arena)
        return Array(arena.contents)
    }

    /// Letters, digits and most signs; the blank and the underline are looked at.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x80 && byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0x22 && byte != 0x5F
    }

    /// What stands for the byte, nil where it stands for itself or is no character of XML.
    private static func special(_ text: CellBytes, _ index: Int, _ place: Place) -> StaticString? {
        let atEnd = index == 0 || index == text.count - 1
        switch text.start[index] {
        case 0x26: return "&amp;"
        case 0x3C: return "&lt;"
        case 0x3E: return "&gt;"
        case 0x22: return place == .attribute ? "&quot;" : nil
        case 0x09: return place == .attribute || atEnd ? "&#9;" : nil
        case 0x0A: return place == .attribute || atEnd ? "&#10;" : nil
        case 0x0D: return "&#13;"
        case 0x20: return place == .element && atEnd ? "&#32;" : nil
        case 0x5F: return looksEscaped(text, index) ? "_x005F_" : nil
        default: return nil
        }
    }

    /// Whether `_xHHHH_` starts here.
    private static func looksEscaped(_ text: CellBytes, _ index: Int) -> Bool {
        guard text.count - index >= 7, text.start[index + 1] == 0x78, text.start[index + 6] == 0x5F else {
            return false
        }
        for offset in 2..<6 {
            let byte = text.start[index + offset]
            guard ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 6 else { return false }
        }
        return true
    }

    /// U+FFFE and U+FFFF.
    private static func isNoncharacter(_ text: CellBytes, _ index: Int, _ width: Int) -> Bool {
        width == 3 && text.start[index] == 0xEF && text.start[index + 1] == 0xBF && text.start[index + 2] >= 0xBE
    }

    private static func appendEscape(_ byte: UInt8, to arena: ByteArena) {
        arena.append("_x00" as StaticString)
        arena.append(0x30 + byte >> 4)
        let low = byte & 15
        arena.append(low < 10 ? 0x30 + low : 0x37 + low)
        arena.append(0x5F)
    }
}
