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

    /// Whether all of `text` is well-formed.
    public static func isValid(_ text: CellBytes) -> Bool { firstInvalid(text) == nil }

    /// The index of the first byte that does not belong to a well-formed sequence, or nil.
    public static func firstInvalid(_ text: CellBytes, from start: Int = 0) -> Int? {
        let index = text.count - start >= 2 * UTF8Block.size ? passBlocks(text, from: start) : start
        return firstInvalidByBytes(text, from: index)
    }

    private static func firstInvalidByBytes(_ text: CellBytes, from start: Int) -> Int? {
        var index = start
        let raw = UnsafeRawPointer(text.start)
        while index < text.count {
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

    /// Whether 64 bytes are well-formed as far as they go: a sequence may go on behind them, and may have begun in the three
    /// bytes before them, which must be readable.
    public static func isValid(blockAt start: UnsafePointer<UInt8>) -> Bool { UTF8Block(start).isValid }

    /// How many bytes of a text that was cut anywhere do not belong to a sequence that was cut.
    public static func countUncut(_ text: CellBytes) -> Int {
        for back in 1..<min(4, text.count + 1) {
            let byte = text.start[text.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return width > back ? text.count - back : text.count
        }
        return text.count
    }

    /// Passes whole blocks from `start` on, where a sequence starts, as long as they are well-formed.
    /// - Returns: where the first sequence starts that was not passed.
    private static func passBlocks(_ text: CellBytes, from start: Int) -> Int {
        let bytes = text.start
        var index = start
        // A block looks at the three bytes before it.
        while index < start &+ 3 {
            let width = width(text, at: index)
            if width == 0 { return index }
            index &+= width
        }
        var mayBeCut = false
        while index &+ UTF8Block.size <= text.count {
            let block = UTF8Block(bytes + index)
            if block.isASCII && !mayBeCut {
                index &+= UTF8Block.size
                continue
            }
            guard block.isValid else { break }
            index &+= UTF8Block.size
            mayBeCut = bytes[index &- 1] >= 0x80
        }
        // The last sequence before the index may go on behind it.
        if mayBeCut {
            index &-= 1
            while bytes[index] & 0xC0 == 0x80 { index &-= 1 }
        }
        return index
    }
}

/// 64 bytes of text that are checked at once, with the three bytes before them.
///
/// Which bytes have to continue a sequence follows from the three bytes before each of them, and so does which second
/// bytes would make it overlong, a surrogate or too large (RFC 3629, section 4): comparisons of whole vectors, no branch.
private struct UTF8Block {
    static let size = 64
    private let start: UnsafeRawPointer

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>) { self.start = UnsafeRawPointer(start) }

    @inline(__always)
    private func load(_ offset: Int) -> SIMD16<UInt8> {
        start.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    @inline(__always)
    var isASCII: Bool {
        let union = (load(0) | load(16)) | (load(32) | load(48))
        let words = unsafeBitCast(union, to: SIMD2<UInt64>.self)
        return (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0
    }

    /// Whether it is well-formed as far as it goes: a sequence may go on behind it.
    @inline(__always)
    var isValid: Bool {
        let faults = (faults(0) .| faults(16)) .| (faults(32) .| faults(48))
        let words = unsafeBitCast(faults, to: SIMD2<UInt64>.self)
        return words[0] | words[1] == 0
    }

    @inline(__always)
    private func faults(_ offset: Int) -> SIMDMask<SIMD16<Int8>> {
        func all(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16<UInt8>(repeating: byte) }
        func below(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> {
            // Among bytes from 0x80 to 0xBF, signed numbers are in the same order, and others are no smaller.
            unsafeBitCast(load(offset), to: SIMD16<Int8>.self) .< SIMD16<Int8>(repeating: Int8(bitPattern: byte))
        }
        let byte = load(offset)
        let before = load(offset &- 1)
        let continues = below(0xC0)
        let mustContinue =
            (before .>= all(0xC0)) .| (load(offset &- 2) .>= all(0xE0)) .| (load(offset &- 3) .>= all(0xF0))
        let never = (byte .>= all(0xF5)) .| ((byte & all(0xFE)) .== all(0xC0))
        let overlong = ((before .== all(0xE0)) .& below(0xA0)) .| ((before .== all(0xF0)) .& below(0x90))
        let surrogate = (before .== all(0xED)) .& .!below(0xA0)
        let beyond = (before .== all(0xF4)) .& .!below(0x90)
        return (continues .^ mustContinue) .| never .| overlong .| surrogate .| beyond
    }
}
