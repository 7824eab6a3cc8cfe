import HTCDSCells

/// A hash of 64 bits that depends on a random number of the process: of no use to anybody who does not have that number.
///
/// Not meant against somebody who makes up two people with one hash: that would be a wrong warning and nothing more.
struct KeyedHash {
    private static let random = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    // A copy in each hash: the first use of the shared one would have to be asked for at every word.
    private let key: UInt64
    private let other: UInt64
    private var state: UInt64

    /// A hash of which nothing is known yet but its kind.
    @inline(__always)
    init(_ kind: UInt64) {
        (key, other) = Self.random
        state = key &+ kind &* Self.factor
    }

    /// The hash of everything that was added.
    var value: UInt64 { Self.folded(state, Self.factor) }

    /// Multiplies to 128 bits and folds them, so that every bit of the word reaches every bit of the hash.
    @inline(__always)
    mutating func add(_ word: UInt64) { state = Self.folded(state ^ word, Self.factor) &+ key }

    /// Adds a text and its length, sixteen bytes at once (as wyhash does, by Wang Yi: two words, each with something random
    /// in it, are multiplied).
    /// - Parameter ignoringCase: whether A–Z count as a–z.
    @inline(__always)
    mutating func add(_ text: CellBytes, ignoringCase: Bool) {
        let count = text.count
        let start = UnsafeRawPointer(text.start)
        let length = other &+ UInt64(count) &* Self.factor
        var first: UInt64 = 0
        var second: UInt64 = 0
        if count >= 8 {
            var index = 0
            while index &+ 16 < count {
                first = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                second = start.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
                add(first, second, length, ignoringCase)
                index &+= 16
            }
            // The last word may overlap the one before it.
            first = start.loadUnaligned(fromByteOffset: min(index, count &- 8), as: UInt64.self)
            second = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(start.loadUnaligned(as: UInt32.self))
            second = UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
        } else if count > 0 {
            first = UInt64(text.start[0])
            second = UInt64(text.start[count / 2]) << 8 | UInt64(text.start[count &- 1])
        }
        add(first, second, length, ignoringCase)
    }

    @inline(__always)
    private mutating func add(_ first: UInt64, _ second: UInt64, _ length: UInt64, _ ignoringCase: Bool) {
        let left = ignoringCase ? Self.lowered(first) : first
        let right = ignoringCase ? Self.lowered(second) : second
        state = Self.folded(state ^ left, length ^ right) &+ key
    }

    @inline(__always)
    private static func folded(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = first.multipliedFullWidth(by: second)
        return product.high ^ product.low
    }

    /// Sets the bit that tells small from capital letters in every byte that is one of A–Z.
    @inline(__always)
    private static func lowered(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let behindZ = low &+ 0x2525_2525_2525_2525
        return word | ((fromA ^ behindZ) & ~word & 0x8080_8080_8080_8080) >> 2
    }
}
