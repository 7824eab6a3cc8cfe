/// Says of a 64-bit hash that it was surely never added, or that it may have been (B. H. Bloom, Communications of
/// the ACM 13, 1970, in blocks of one cache line).
///
/// Memory: `bytes`, whatever is added. With 7 bits for each of the keys about 4 in 100 others are taken for one of them.
final class KeyFilter {
    private let words: UnsafeMutablePointer<UInt64>
    private let shift: UInt64
    let bytes: Int

    /// - Parameter bytes: a power of two, at least 64.
    init(bytes: Int) {
        precondition(bytes >= 64 && bytes & (bytes - 1) == 0)
        self.bytes = bytes
        words = .allocate(capacity: bytes / 8)
        words.initialize(repeating: 0, count: bytes / 8)
        // One less than the bits that are left, because a single block has none.
        shift = UInt64(63 - (bytes / 64).trailingZeroBitCount)
    }

    deinit { words.deallocate() }

    /// What stands at the beginning of a key's block.
    func glance(_ key: UInt64) -> UInt64 { block(key).pointee }

    func add(_ key: UInt64) {
        let block = block(key)
        let (first, second, third, fourth) = Self.four(key)
        Self.set(block, first)
        Self.set(block, second)
        Self.set(block, third)
        Self.set(block, fourth)
    }

    func mayContain(_ key: UInt64) -> Bool {
        let block = block(key)
        let (first, second, third, fourth) = Self.four(key)
        return Self.isSet(block, first) && Self.isSet(block, second) && Self.isSet(block, third)
            && Self.isSet(block, fourth)
    }

    /// High bits choose the block, so that keys in ascending order go through the memory from its beginning to its end.
    private func block(_ key: UInt64) -> UnsafeMutablePointer<UInt64> { words + Int((key >> 1) >> shift) * 8 }

    private static func set(_ block: UnsafeMutablePointer<UInt64>, _ bit: Int) {
        block[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    private static func isSet(_ block: UnsafeMutablePointer<UInt64>, _ bit: Int) -> Bool {
        block[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// Four bits of 512, by nine bits of the key each.
    private static func four(_ key: UInt64) -> (Int, Int, Int, Int) {
        (Int(key & 511), Int(key >> 9 & 511), Int(key >> 18 & 511), Int(key >> 27 & 511))
    }
}
