/// The text of a cell as UTF-8 bytes that somebody else owns.
///
/// The only type through which the hot path looks at unsafe memory: indices are checked, nothing is copied, and nothing
/// is turned into a `String` unless ``makeString()`` is called. It must not outlive the batch it was taken from.
@frozen
public struct CellBytes {
    public let start: UnsafePointer<UInt8>
    public let count: Int

    @inlinable
    public init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    @inlinable public var isEmpty: Bool { count == 0 }
    @inlinable public var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    @inlinable
    public subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return start[index]
    }

    /// The part `range`, checked.
    @inlinable
    public subscript(range: Range<Int>) -> CellBytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return CellBytes(start: start + range.lowerBound, count: range.count)
    }

    /// A copy as text; an invalid byte becomes U+FFFD.
    public func makeString() -> String { String(decoding: buffer, as: UTF8.self) }

    /// Whether every byte is below 0x80.
    @inlinable
    public var isASCII: Bool {
        var union: UInt8 = 0
        for index in 0..<count { union |= start[index] }
        return union < 0x80
    }

    /// Without white space at both ends: ASCII blanks and controls, U+00A0, U+FEFF, U+2000…U+200B, U+202F, U+3000.
    ///
    /// Spreadsheets and the published lists carry no-break spaces (`toolkit-anomalies` S14), so they count as blanks.
    @inlinable
    @inline(__always)
    public func trimmed() -> CellBytes {
        guard count > 0 else { return self }
        let first = start[0]
        let last = start[count - 1]
        if first > 0x20, first < 0x7F, last > 0x20, last < 0x7F { return self }
        return Self.mayBegin(first) || Self.mayEnd(last) ? slowTrimmed() : self
    }

    /// Whether a blank may begin with the byte: ASCII ones, and the lead bytes of the wider ones.
    @inlinable
    static func mayBegin(_ byte: UInt8) -> Bool {
        if byte < 0xC0 { return byte <= 0x20 || byte == 0x7F }
        return byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
    }

    /// Whether a blank may end with the byte.
    @inlinable
    static func mayEnd(_ byte: UInt8) -> Bool {
        if byte < 0x80 { return byte <= 0x20 || byte == 0x7F }
        return byte <= 0x8B || byte == 0xA0 || byte == 0xAF || byte == 0xBF
    }

    @usableFromInline
    func slowTrimmed() -> CellBytes {
        var low = 0
        var high = count
        while low < high {
            let width = blankWidth(from: low, limit: high)
            if width == 0 { break }
            low += width
        }
        while low < high {
            let width = blankWidth(endingAt: high, floor: low)
            if width == 0 { break }
            high -= width
        }
        return CellBytes(start: start + low, count: high - low)
    }

    private func blankWidth(from index: Int, limit: Int) -> Int {
        let byte = start[index]
        if byte <= 0x20 || byte == 0x7F { return 1 }
        if byte == 0xC2, index + 1 < limit, start[index + 1] == 0xA0 { return 2 }
        guard index + 2 < limit else { return 0 }
        return Self.isWideBlank(byte, start[index + 1], start[index + 2]) ? 3 : 0
    }

    private func blankWidth(endingAt end: Int, floor: Int) -> Int {
        let byte = start[end - 1]
        if byte <= 0x20 || byte == 0x7F { return 1 }
        if byte == 0xA0, end - 2 >= floor, start[end - 2] == 0xC2 { return 2 }
        guard end - 3 >= floor else { return 0 }
        return Self.isWideBlank(start[end - 3], start[end - 2], byte) ? 3 : 0
    }

    private static func isWideBlank(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
        switch (a, b) {
        case (0xE2, 0x80): return (c >= 0x80 && c <= 0x8B) || c == 0xAF
        case (0xE3, 0x80): return c == 0x80
        case (0xEF, 0xBB): return c == 0xBF
        default: return false
        }
    }

    /// Whether the bytes are those of `text`, to the letter.
    @inlinable
    public func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where start[index] != text.utf8Start[index] { return false }
        return true
    }

    /// Whether there are ASCII digits and nothing else.
    public var isDigits: Bool { count > 0 && buffer.allSatisfy { ASCII.isDigit($0) } }

    /// Whether the bytes are those of `lowercase` when A–Z count as a–z. `lowercase` must be in lower case.
    @inlinable
    public func equalsIgnoringASCIICase(_ lowercase: StaticString) -> Bool {
        guard count == lowercase.utf8CodeUnitCount else { return false }
        for index in 0..<count where ASCII.lowered(start[index]) != lowercase.utf8Start[index] { return false }
        return true
    }
}

/// The few ASCII facts the readers and transforms share.
public enum ASCII {
    @inlinable
    public static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    @inlinable
    public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    @inlinable
    public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
