/// What may stand in a text, found out once when it becomes a value, so that rules look into few texts.
///
/// A mark says "may be": where one is missing, the thing was looked for and is not there. Whoever makes a value of a text
/// without looking leaves all marks set (``unknown``); then rules look for themselves, which is slow and not wrong.
@frozen
public struct TextMarks: OptionSet, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A digit or an @ of ASCII.
    @inlinable public static var digitOrAt: TextMarks { TextMarks(rawValue: 1) }
    /// A capital letter of ASCII behind the first byte.
    @inlinable public static var innerCapital: TextMarks { TextMarks(rawValue: 2) }
    /// A byte beyond ASCII.
    @inlinable public static var beyondASCII: TextMarks { TextMarks(rawValue: 0x80) }
    @inlinable public static var unknown: TextMarks { TextMarks(rawValue: .max) }

    /// What may stand in the text of `count` bytes at `start`. 64 bytes from `start` on may be read whatever `count` is, and
    /// 64 behind the text, as is so in a ``ByteArena``.
    ///
    /// Of texts up to 32 bytes, which are most, only digits and @ are looked for: no branch is taken in them. For longer
    /// ones, in which rules search for whole words, all is.
    @inlinable
    @inline(__always)
    public init(padded start: UnsafePointer<UInt8>, count: Int) {
        if count > 32 {
            self = Self.ofLong(start, count: count)
        } else {
            // The first and the last 16 bytes overlap; of a shorter text both are the same.
            let first = Self.contacts(Bytes16(start)).highestBits
            let last = Self.contacts(Bytes16(start + max(count &- 16, 0))).highestBits
            let inText = UInt32(0xFFFF) &>> UInt32(truncatingIfNeeded: 16 &- min(count, 16))
            let isFound: UInt16 = (first | last) & inText == 0 ? 0 : 1
            self.init(rawValue: 0xFFFE | isFound)
        }
    }

    @inlinable
    @inline(__always)
    static func contacts(_ bytes: Bytes16) -> Bytes16 { bytes.within(0x30, 0x39) | bytes.same(0x40) }

    /// The marks of a text of at least 16 bytes.
    @inline(never)
    @usableFromInline
    static func ofLong(_ start: UnsafePointer<UInt8>, count: Int) -> TextMarks {
        // The first byte is passed over among the capitals: nearly every text begins with one.
        var contacts: UInt32 = 0
        var capitals = Bytes16(start).within(0x41, 0x5A).highestBits & ~1
        var wide = Bytes16(start)
        var index = 0
        while index < count {
            let bytes = Bytes16(start + min(index, count &- 16))
            contacts |= Self.contacts(bytes).highestBits
            if index > 0 { capitals |= bytes.within(0x41, 0x5A).highestBits }
            wide = wide | bytes
            index &+= 16
        }
        return (contacts != 0 ? digitOrAt : []).union(capitals != 0 ? innerCapital : [])
            .union(wide.highestBits != 0 ? beyondASCII : [])
    }
}
