/// Cells of a CSV as RFC 4180 writes them.
public enum CSVText {
    /// Appends `text`, in quotes only where section 2, rules 6 and 7, demand them. Invalid UTF-8 becomes U+FFFD.
    public static func append(_ text: CellBytes, to arena: ByteArena) {
        var needsQuotes = false
        var union: UInt8 = 0
        for index in 0..<text.count {
            let byte = text.start[index]
            union |= byte
            if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { needsQuotes = true }
        }
        if union >= 0x80, !UTF8Check.isValid(text) {
            append(text.makeString(), to: arena)
            return
        }
        guard needsQuotes else {
            arena.append(text)
            return
        }
        arena.append(0x22)
        for index in 0..<text.count {
            if text.start[index] == 0x22 { arena.append(0x22) }
            arena.append(text.start[index])
        }
        arena.append(0x22)
    }

    public static func append(_ text: String, to arena: ByteArena) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { append(CellBytes(start: start, count: bytes.count), to: arena) }
        }
    }
}
