internal import HTCDSCells

/// Puts line breaks and blanks into compact JSON, which may come in pieces cut anywhere.
///
/// Each member of an object and element of an array stands on a line of its own, indented by two blanks a level; empty
/// ones stay `{}` and `[]`.
struct JSONIndentation {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// Whether the last byte opened an object or array, so that nothing is known of its content yet.
    private var hasJustOpened = false

    mutating func append(_ compact: UnsafeBufferPointer<UInt8>, to arena: ByteArena) {
        var index = 0
        while index < compact.count {
            let byte = compact[index]
            if isInString {
                let start = index
                while index < compact.count, isInString {
                    passString(compact[index])
                    index += 1
                }
                arena.append(UnsafeBufferPointer(rebasing: compact[start..<index]))
                continue
            }
            index += 1
            let closes = byte == 0x7D || byte == 0x5D
            if closes { depth -= 1 }
            if hasJustOpened != closes { startLine(arena, if: hasJustOpened || closes) }
            hasJustOpened = byte == 0x7B || byte == 0x5B
            if hasJustOpened { depth += 1 }
            isInString = byte == 0x22
            arena.append(byte)
            if byte == 0x2C { startLine(arena, if: true) }
            if byte == 0x3A { arena.append(0x20) }
        }
    }

    private mutating func passString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == 0x5C {
            isEscaped = true
        } else if byte == 0x22 {
            isInString = false
        }
    }

    private func startLine(_ arena: ByteArena, if needed: Bool) {
        guard needed else { return }
        arena.append(0x0A)
        for _ in 0..<depth { arena.append("  " as StaticString) }
    }
}
