import HTCDSCells

/// A hash of 64 bits that depends on a random number of the process: of no use to anybody who does not have that number.
///
/// Not meant against somebody who makes up two people with one hash: that would be a wrong warning and nothing more.
struct KeyedHash {
    private static let random = UInt64.random(in: .min ... .max)
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    // A copy in each hash: the first use of the shared one would have to be asked for at every word.
    private let key: UInt64
    private(set) var value: UInt64

    /// A hash of which nothing is known yet but its kind.
    init(_ kind: UInt64) {
        key = Self.random
        value = key
        add(kind)
    }

    /// Multiplies to 128 bits and folds them, so that every bit of the word reaches every bit of the hash.
    @inline(__always)
    mutating func add(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: Self.factor)
        value = (product.high ^ product.low) &+ key
    }

    /// Adds a text and its length.
    /// - Parameter ignoringCase: whether A–Z count as a–z.
    @inline(__always)
    mutating func add(_ text: CellBytes, ignoringCase: Bool) {
        let count = text.count
        add(UInt64(count))
        let start = UnsafeRawPointer(text.start)
        if count >= 8 {
            // The last word overlaps the one before it.
            var index = 0
            while index < count {
                let word = start.loadUnaligned(fromByteOffset: min(index, count &- 8), as: UInt64.self)
                add(ignoringCase ? Self.lowered(word) : word)
                index &+= 8
            }
        } else if count > 0 {
            var rest: UInt64 = 0
            for index in 0..<count { rest = rest << 8 | UInt64(text.start[index]) }
            add(ignoringCase ? Self.lowered(rest) : rest)
        }
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
