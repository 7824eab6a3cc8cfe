/// Which bytes are UTF-8 (RFC 3629, section 4: no overlong forms, no surrogates, nothing past U+10FFFF).
public enum UTF8Check {
    /// The length of the well-formed sequence that starts at `index`, 1 to 4, or 0 if none starts there.
    @inlinable
    public static func width(_ text: CellBytes, at index: Int) -> Int {
        let first = text.start[index]
        if first < 0x80 { return 1 }
        let left = text.count - index
        func continues(_ offset: Int) -> Bool { text.start[index + offset] & 0xC0 == 0x80 }
        switch first {
        case 0xC2...0xDF:
            return left >= 2 && continues(1) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, continues(1), continues(2) else { return 0 }
            let second = text.start[index + 1]
            if first == 0xE0 && second < 0xA0 { return 0 }
            if first == 0xED && second > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard left >= 4, continues(1), continues(2), continues(3) else { return 0 }
            let second = text.start[index + 1]
            if first == 0xF0 && second < 0x90 { return 0 }
            if first == 0xF4 && second > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }

    /// Whether all of `text` is well-formed. ASCII is passed 32 or eight bytes at a time.
    public static func isValid(_ text: CellBytes) -> Bool { firstInvalid(text) == nil }

    /// The index of the first byte that does not belong to a well-formed sequence, or nil.
    public static func firstInvalid(_ text: CellBytes, from start: Int = 0) -> Int? {
        var index = start
        let raw = UnsafeRawPointer(text.start)
        while index < text.count {
            while index &+ 32 <= text.count {
                let words = raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
                let pairs = words.lowHalf | words.highHalf
                if (pairs[0] | pairs[1]) & 0x8080_8080_8080_8080 != 0 { break }
                index &+= 32
            }
            while index &+ 8 <= text.count,
                raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
            }
            guard index < text.count else { return nil }
            let width = width(text, at: index)
            if width == 0 { return index }
            index &+= width
        }
        return nil
    }
}
