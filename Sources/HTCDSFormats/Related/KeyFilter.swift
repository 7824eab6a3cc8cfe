/// Says of a 64-bit hash that it was surely never added, or that it may have been (B. H. Bloom, Communications of the
/// ACM 13, 1970), for each bin of hashes by itself. A hash sets four bits of one word.
///
/// A bin has a word for each of its keys until there are as many as it may have: so far 2 in 10,000 other keys are taken
/// for one of them, 1 in 100 where six keys share a word, and 5 in 100 where nine do. Memory: what is used of 8 bytes × bins
/// × `mostWords`.
final class KeyFilter {
    private static let fewestWords = 32
    /// Bins begin at different lines of the cache.
    private static let apart = 24

    private let bits: UInt64
    private let mostWords: Int
    private let stride: Int
    private let words: UnsafeMutablePointer<UInt64>
    /// By how much a key is shifted to the right for its word, by bin.
    private let shifts: UnsafeMutablePointer<UInt64>

    /// Every bin has to be emptied before it is used.
    /// - Parameters:
    ///   - bits: so many highest bits are the same in all keys of a bin, at least 1.
    ///   - mostWords: of a bin. The next smaller power of two counts, at least 2.
    init(bins: Int, bits: UInt64, mostWords: Int) {
        self.bits = bits
        self.mostWords = 1 << max(1, Int.bitWidth - 1 - mostWords.leadingZeroBitCount)
        stride = self.mostWords + Self.apart
        words = .allocate(capacity: bins * stride)
        shifts = .allocate(capacity: bins)
        shifts.initialize(repeating: 63, count: bins)
    }

    deinit {
        words.deallocate()
        shifts.deallocate()
    }

    // MARK: Keys

    /// The word of a key.
    @inline(__always)
    func glance(_ key: UInt64, _ bin: Int) -> UInt64 { word(key, bin).pointee }

    @inline(__always)
    func mayContain(_ key: UInt64, _ bin: Int) -> Bool {
        let mask = Self.mask(key)
        return word(key, bin).pointee & mask == mask
    }

    @inline(__always)
    func add(_ key: UInt64, _ bin: Int) { word(key, bin).pointee |= Self.mask(key) }

    /// Adds a key that was surely not there.
    /// - Returns: whether it was.
    @inline(__always)
    func addIfNew(_ key: UInt64, _ bin: Int) -> Bool {
        let word = word(key, bin)
        let mask = Self.mask(key)
        let old = word.pointee
        if old & mask == mask { return false }
        word.pointee = old | mask
        return true
    }

    func add(_ keys: UnsafeBufferPointer<UInt64>, _ bin: Int) {
        for key in keys { add(key, bin) }
    }

    /// The bits behind those of the bin choose the word.
    @inline(__always)
    private func word(_ key: UInt64, _ bin: Int) -> UnsafeMutablePointer<UInt64> {
        let below: UInt64 = (key &<< bits) &>> shifts[bin]
        return words + (bin &* stride &+ Int(below))
    }

    /// Four bits, by six bits of the key each.
    @inline(__always)
    private static func mask(_ key: UInt64) -> UInt64 {
        let one: UInt64 = 1
        let (first, second) = (one &<< key, one &<< (key &>> 6))
        let (third, fourth) = (one &<< (key &>> 12), one &<< (key &>> 18))
        return first | second | third | fourth
    }

    // MARK: Size

    private func words(_ bin: Int) -> Int { 1 << Int(64 - shifts[bin]) }

    /// For how many keys a bin of the filter is large enough; nil where it cannot be larger.
    func room(_ bin: Int) -> Int? { room(of: words(bin)) }

    /// The last step comes early: so memory is the same from then on, however many keys there are.
    private func room(of words: Int) -> Int? {
        if words == mostWords { return nil }
        return words * 2 == mostWords ? words / 2 : words
    }

    /// Whether a bin should be larger before more is added to so many keys.
    func isSmall(_ bin: Int, for count: Int) -> Bool { room(bin).map { $0 <= count } ?? false }

    /// Forgets the keys of a bin and makes it large enough for more than so many.
    func empty(_ bin: Int, for count: Int) {
        var size = min(Self.fewestWords, mostWords)
        while let room = room(of: size), room <= count { size *= 2 }
        shifts[bin] = UInt64(64 - size.trailingZeroBitCount)
        (words + bin * stride).initialize(repeating: 0, count: size)
    }
}
