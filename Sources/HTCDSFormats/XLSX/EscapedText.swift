import HTCDSCells

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Decodes `_xHHHH_` in the text of a workbook: characters that XML cannot hold, such as `_x000D_`.
///
/// Source: ECMA-376-1, 22.9.2.19 (ST_Xstring); each stands for one UTF-16 code unit, and `_x005F_` for the `_` of a text
/// that only looks like an escape. A lone surrogate stays as it is written.
enum EscapedText {
    private static let length = 7

    /// Decodes in place; text never grows by it.
    /// - Returns: the new length.
    static func decode(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        // Few texts have an underline at all.
        guard let base = text.baseAddress, let found = memchr(base, 0x5F, text.count) else { return text.count }
        let first = UnsafeMutableRawPointer(base).distance(to: found)
        var input = first
        var output = first
        while input < text.count {
            if let unit = unit(text, at: input), let (scalar, width) = scalar(text, at: input, first: unit) {
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    text[output] = byte
                    output += 1
                }
                input += width
            } else {
                text[output] = text[input]
                output += 1
                input += 1
            }
        }
        return output
    }

    private static func scalar(
        _ text: UnsafeMutableBufferPointer<UInt8>, at index: Int, first: UInt32
    ) -> (Unicode.Scalar, Int)? {
        if let scalar = Unicode.Scalar(first) { return (scalar, length) }
        guard first < 0xDC00, let second = unit(text, at: index + length), second >= 0xDC00, second < 0xE000,
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { return nil }
        return (scalar, 2 * length)
    }

    private static func unit(_ text: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> UInt32? {
        guard index + length <= text.count, text[index] == 0x5F, text[index + 1] == 0x78, text[index + 6] == 0x5F
        else { return nil }
        var value: UInt32 = 0
        for byte in text[index + 2..<index + 6] {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
