import HTCDSCells

/// Numbers in the lexical form of `xs:decimal`, which knows no exponent.
enum XMLDecimal {
    /// A double has no more places than this before or behind the point.
    static let mostPlaces = 400

    /// Appends a number that is in JSON's form; digits are moved, never rounded.
    /// - Returns: whether it was written; false, with nothing written, where the exponent is past ``mostPlaces``.
    static func append(_ text: CellBytes, to arena: ByteArena) -> Bool {
        guard let mark = (0..<text.count).first(where: { text[$0] | 0x20 == 0x65 }) else {
            arena.append(text)
            return true
        }
        guard let exponent = Int(String(decoding: text[mark + 1..<text.count].buffer, as: UTF8.self)),
            exponent.magnitude <= UInt(mostPlaces)
        else { return false }
        var digits: [UInt8] = []
        var point: Int?
        let isNegative = text.count > 0 && text[0] == 0x2D
        for index in 0..<mark {
            if text[index] == 0x2E { point = digits.count }
            if ASCII.isDigit(text[index]) { digits.append(text[index]) }
        }
        let place = (point ?? digits.count) + exponent
        if isNegative { arena.append(0x2D) }
        if place <= 0 { arena.append("0" as StaticString) }
        for index in min(place, 0)..<max(place, digits.count) {
            if index == place, index < digits.count { arena.append(0x2E) }
            arena.append(digits.indices.contains(index) ? digits[index] : 0x30)
        }
        return true
    }
}
