import HTCDSCells

/// Texts and what they stand for, found by their exact bytes: no folding, no trimming, no `String`.
///
/// What stands in it was asked of the slow way before, text by text, so it can say nothing else. Looks at two vectors of
/// 16 bytes and nearly always at one place of a table; a text of more than 32 bytes is compared with its key besides.
/// Never changed after it was made, so threads share it.
final class ExactTexts: @unchecked Sendable {
    // Unchecked: pointers to memory that is written in `init` only.

    /// Longer texts are never looked up.
    static let longest = 255
    /// So many bytes from the start of a text on must be readable however short it is, as they are in a ``ByteArena``.
    static let readable = 16

    typealias Vector = SIMD16<UInt8>

    private struct Entry {
        /// The first and the last 16 bytes, which overlap in a shorter text; twice the whole with zeros behind it in one of
        /// up to 16.
        var first = Vector()
        var last = Vector()
        /// 0: a free place.
        var length: UInt32 = 0
        var value: UInt32 = 0
        /// Where the key begins.
        var key: UInt32 = 0
    }

    private let keys: UnsafeMutablePointer<UInt8>
    private let entries: UnsafeMutablePointer<Entry>
    /// 16 bytes of ones and 16 of zeros: what a text leaves of a vector is cut out of them.
    private let ones: UnsafeMutablePointer<UInt8>
    private let shift: UInt64
    private let mask: Int
    private let factor: UInt64

    /// - Parameter texts: the first of two equal texts wins; texts that are empty or too long are left out.
    init(_ texts: [(text: [UInt8], value: UInt32)]) {
        ones = .allocate(capacity: 32)
        ones.initialize(repeating: 0xFF, count: 16)
        (ones + 16).initialize(repeating: 0, count: 16)
        let kept = texts.filter { !$0.text.isEmpty && $0.text.count <= Self.longest }
        keys = .allocate(capacity: kept.reduce(Self.readable) { $0 + $1.text.count })
        var size = 8
        while size < kept.count * 4 { size *= 2 }
        mask = size - 1
        shift = UInt64(64 - size.trailingZeroBitCount)
        entries = .allocate(capacity: size)
        entries.initialize(repeating: Entry(), count: size)

        var used = 0
        var made: [(entry: Entry, mixed: UInt64)] = []
        made.reserveCapacity(kept.count)
        for (text, value) in kept {
            let key = keys + used
            key.initialize(from: text, count: text.count)
            (key + text.count).initialize(repeating: 0, count: Self.readable)
            let (first, last) = Self.vectors(key, text.count, ones)
            let entry = Entry(
                first: first, last: last, length: UInt32(text.count), value: value, key: UInt32(used))
            made.append((entry, Self.mixed(first, last, text.count)))
            used += text.count
        }
        factor = Self.factor(made.map(\.mixed), size: size, shift: shift)
        for (entry, mixed) in made where find(keys + Int(entry.key), Int(entry.length)) == nil {
            var place = Int(truncatingIfNeeded: (mixed &* factor) &>> shift)
            while entries[place].length != 0 { place = (place + 1) & mask }
            entries[place] = entry
        }
    }

    deinit {
        keys.deallocate()
        entries.deallocate()
        ones.deallocate()
    }

    /// What to multiply with, so that few texts fall on the place of another: none in most lists of codes.
    private static func factor(_ mixed: [UInt64], size: Int, shift: UInt64) -> UInt64 {
        var best: UInt64 = 0x9E37_79B9_7F4A_7C15
        var fewest = Int.max
        var tried = best
        // A long list is never without; a second or third look would delay the start for nothing.
        for _ in 0..<(mixed.count > 128 ? 1 : 24) {
            var taken = [Bool](repeating: false, count: size)
            var collisions = 0
            for number in mixed {
                let place = Int(truncatingIfNeeded: (number &* tried) &>> shift)
                if taken[place] { collisions += 1 }
                taken[place] = true
            }
            if collisions < fewest { (fewest, best) = (collisions, tried) }
            if fewest == 0 { break }
            tried = tried &* 0xD134_2543_DE82_EF95 | 1
        }
        return best
    }

    @inline(__always)
    private static func vectors(
        _ start: UnsafePointer<UInt8>, _ length: Int, _ ones: UnsafePointer<UInt8>
    ) -> (first: Vector, last: Vector) {
        let raw = UnsafeRawPointer(start)
        let mask = UnsafeRawPointer(ones).loadUnaligned(fromByteOffset: 16 &- min(length, 16), as: Vector.self)
        return (
            raw.loadUnaligned(as: Vector.self) & mask,
            raw.loadUnaligned(fromByteOffset: max(length &- 16, 0), as: Vector.self) & mask
        )
    }

    /// The first eight bytes and the last of the vectors, which is all of most codes.
    @inline(__always)
    private static func mixed(_ first: Vector, _ last: Vector, _ length: Int) -> UInt64 {
        let head = unsafeBitCast(first, to: SIMD2<UInt64>.self)[0].littleEndian
        let tail = unsafeBitCast(last, to: SIMD2<UInt64>.self)[1].littleEndian
        return head ^ (tail &<< 23 | tail &>> 41) ^ UInt64(truncatingIfNeeded: length)
    }

    /// What the text of `length` bytes at `start` stands for, nil where it is none of these texts.
    ///
    /// ``readable`` bytes from `start` on must be so.
    @inline(__always)
    func find(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        guard UInt(bitPattern: length &- 1) < UInt(Self.longest) else { return nil }
        let (first, last) = Self.vectors(start, length, ones)
        var place = Int(truncatingIfNeeded: (Self.mixed(first, last, length) &* factor) &>> shift)
        while true {
            let entry = entries + place
            let known = Int(entry.pointee.length)
            let differs = unsafeBitCast(
                (first ^ entry.pointee.first) | (last ^ entry.pointee.last), to: SIMD2<UInt64>.self)
            if differs[0] | differs[1] | UInt64(truncatingIfNeeded: known ^ length) == 0,
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
