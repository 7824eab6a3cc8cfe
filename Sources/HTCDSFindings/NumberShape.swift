internal import HTCDSCells

/// Numbers as people write them, in a value folded by ``ValueProfile``.
enum NumberShape {
    /// Whether all of `folded` is one number: a sign, a currency or per cent sign, digits with separators, an exponent.
    static func isNumber(_ folded: [UInt8]) -> Bool { isNumber(folded[...]) }

    /// Two numbers with a comma, a semicolon or a blank between them, as coordinates are written.
    static func isPairOfNumbers(_ folded: [UInt8]) -> Bool {
        let parts = folded.split(whereSeparator: { $0 == 0x2C || $0 == 0x3B || $0 == 0x20 })
        return parts.count == 2 && parts.allSatisfy { isNumber($0) && $0.contains(0x2E) }
    }

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var text = text
        func isAround(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x24 || byte == 0x25 }
        while let first = text.first, isAround(first) || first == 0x2B || first == 0x2D { text.removeFirst() }
        while let last = text.last, isAround(last) { text.removeLast() }
        // 1.5e-3
        if let exponent = text.firstIndex(of: 0x65), exponent > text.startIndex {
            let digits = text[(exponent + 1)...].drop { $0 == 0x2B || $0 == 0x2D }
            guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit) else { return false }
            text = text[..<exponent]
        }
        guard let first = text.first, let last = text.last else { return false }
        guard ASCII.isDigit(first) || first == 0x2E, ASCII.isDigit(last) || last == 0x2E else { return false }
        var separators = 0
        var digits = 0
        for byte in text {
            if ASCII.isDigit(byte) {
                digits += 1
                separators = 0
            } else if byte == 0x2E || byte == 0x2C || byte == 0x27 || byte == 0x20 {
                separators += 1
                if separators > 1 { return false }
            } else {
                return false
            }
        }
        return digits > 0
    }
}
