import HTCDSCells

/// Texts and what they stand for, found by their exact bytes: no folding, no trimming, no `String`.
///
/// What stands in it was asked of the slow way before, text by text, so it can say nothing else. Looks at four words of
/// eight bytes and a place or two of a table; a text of more than 32 bytes is compared with its key besides.
/// Never changed after it was made, so threads share it.
final class ExactTexts: @unchecked Sendable {
    // Unchecked: pointers to memory that is written in `init` only.

    /// Longer texts are never looked up.
    static let longest = 255

    /// Eight bytes from the beginning, behind them, before the last ones and at the end: all of a text of up to 32 bytes,
    /// so that texts of all these lengths take the same way. They overlap in a shorter text, and are four times the whole
    /// with zeros behind it in one of up to eight bytes.
    private struct Words {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var third: UInt64 = 0
        var last: UInt64 = 0

        init() {}

        @inline(__always)
        init(_ start: UnsafePointer<UInt8>, _ length: Int) {
            let raw = UnsafeRawPointer(start)
            let mask = UInt64.max &>> UInt64(truncatingIfNeeded: (8 &- min(length, 8)) &* 8)
            func word(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) & mask
            }
            let end = max(length &- 8, 0)
            first = word(0)
            second = word(min(8, end))
            third = word(max(length &- 16, 0))
            last = word(end)
        }

        @inline(__always)
        func differs(_ other: Words) -> UInt64 {
            (first ^ other.first) | (second ^ other.second) | (third ^ other.third) | (last ^ other.last)
        }

        @inline(__always)
        func place(_ length: Int) -> Int {
            let mixed = first ^ (last << 23 | last >> 41) ^ UInt64(truncatingIfNeeded: length)
            return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
        }
    }

    private struct Entry {
        var words = Words()
        /// Where the key begins.
        var key: UInt32 = 0
        /// 0: a free place.
        var length: UInt32 = 0
        var value: UInt32 = 0
    }

    private let keys: UnsafeMutablePointer<UInt8>
    private let entries: UnsafeMutablePointer<Entry>
    private let mask: Int

    /// - Parameter texts: the first of two equal texts wins; texts that are empty or too long are left out.
    init(_ texts: [(text: [UInt8], value: UInt32)]) {
        var size = 8
        while size < texts.count * 3 { size *= 2 }
        mask = size - 1
        entries = .allocate(capacity: size)
        entries.initialize(repeating: Entry(), count: size)
        keys = .allocate(capacity: texts.reduce(8) { $0 + $1.text.count } + 8)
        var used = 0
        for (text, value) in texts where !text.isEmpty && text.count <= Self.longest {
            let key = keys + used
            key.initialize(from: text, count: text.count)
            (key + text.count).initialize(repeating: 0, count: 8)
            if find(key, text.count) != nil { continue }
            let words = Words(key, text.count)
            var place = words.place(text.count) & mask
            while entries[place].length != 0 { place = (place + 1) & mask }
            entries[place] = Entry(words: words, key: UInt32(used), length: UInt32(text.count), value: value)
            used += text.count
        }
    }

    deinit {
        keys.deallocate()
        entries.deallocate()
    }

    /// What the text of `length` bytes at `start` stands for, nil where it is none of these texts.
    ///
    /// Eight bytes from `start` on must be readable however short the text is, as they are in a ``ByteArena``.
    @inline(__always)
    func find(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        guard length &- 1 < Self.longest, length > 0 else { return nil }
        let words = Words(start, length)
        var place = words.place(length) & mask
        while true {
            let entry = entries + place
            let known = Int(entry.pointee.length)
            if words.differs(entry.pointee.words) | UInt64(truncatingIfNeeded: known ^ length) == 0,
                length <= 32 || isSame(start, length, Int(entry.pointee.key))
            {
                return entry.pointee.value
            }
            if known == 0 { return nil }
            place = (place &+ 1) & mask
        }
    }

    /// Whether the bytes between the first and the last 16 are those of a key of the same length.
    @inline(__always)
    private func isSame(_ start: UnsafePointer<UInt8>, _ length: Int, _ key: Int) -> Bool {
        let text = UnsafeRawPointer(start)
        let known = UnsafeRawPointer(keys + key)
        var index = 16
        while index < length &- 16 {
            if text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                != known.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            {
                return false
            }
            index &+= 8
        }
        return true
    }
}
