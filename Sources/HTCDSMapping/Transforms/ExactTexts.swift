import HTCDSCells

/// Texts and what they stand for, found by their exact bytes: no folding, no trimming, no `String`.
///
/// What stands in it was asked of the slow way before, text by text, so it can say nothing else. Looks at two words of
/// eight bytes and a place or two of a table; a text of more than 16 bytes is compared with its key besides.
/// Never changed after it was made, so threads share it.
final class ExactTexts: @unchecked Sendable {
    // Unchecked: pointers to memory that is written in `init` only.

    /// Longer texts are never looked up.
    static let longest = 255

    private struct Entry {
        var first: UInt64 = 0
        var last: UInt64 = 0
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
            let (first, last) = Self.ends(key, text.count)
            var place = Self.place(first, last, text.count) & mask
            while entries[place].length != 0 { place = (place + 1) & mask }
            entries[place] = Entry(
                first: first, last: last, key: UInt32(used), length: UInt32(text.count), value: value)
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
        let (first, last) = Self.ends(start, length)
        var place = Self.place(first, last, length) & mask
        while true {
            let entry = entries + place
            let known = Int(entry.pointee.length)
            if known == length, entry.pointee.first == first, entry.pointee.last == last,
                length <= 16 || isSame(start, length, Int(entry.pointee.key))
            {
                return entry.pointee.value
            }
            if known == 0 { return nil }
            place = (place &+ 1) & mask
        }
    }

    /// Whether the bytes between the first and the last eight are those of a key of the same length.
    @inline(__always)
    private func isSame(_ start: UnsafePointer<UInt8>, _ length: Int, _ key: Int) -> Bool {
        let text = UnsafeRawPointer(start)
        let known = UnsafeRawPointer(keys + key)
        var index = 8
        while index < length &- 8 {
            if text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                != known.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            {
                return false
            }
            index &+= 8
        }
        return true
    }

    /// The first and the last eight bytes; of a shorter text twice the whole, with zeros behind it.
    @inline(__always)
    private static func ends(_ start: UnsafePointer<UInt8>, _ length: Int) -> (first: UInt64, last: UInt64) {
        let raw = UnsafeRawPointer(start)
        let mask = UInt64.max &>> UInt64(truncatingIfNeeded: (8 &- min(length, 8)) &* 8)
        let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & mask
        let last = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: max(length &- 8, 0), as: UInt64.self)) & mask
        return (first, last)
    }

    @inline(__always)
    private static func place(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
        let mixed = (first ^ (last << 23 | last >> 41) ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 40)
    }
}
