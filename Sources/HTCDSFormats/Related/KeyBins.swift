/// Keys in memory, in bins by their highest bits: in each those that were put in order, and behind them the newest.
///
/// Memory: what is used of 8 bytes × bins × `room`.
final class KeyBins {
    private struct Bin {
        var waiting = 0
        /// Of them, so many are in order.
        var ordered = 0
        var limit = 0
    }

    /// So many keys in no order are looked through.
    private static let fewKeys = 256
    /// Bins begin at different lines of the cache.
    private static let apart = 8

    let count: Int
    /// Keys that a bin has room for.
    let room: Int
    private let bits: UInt64
    private let stride: Int
    private let keys: UnsafeMutablePointer<UInt64>
    private let bins: UnsafeMutablePointer<Bin>

    /// - Parameter bits: so many highest bits choose the bin, at least 1.
    init(bits: UInt64, room: Int) {
        self.bits = bits
        self.room = room
        count = 1 << Int(bits)
        stride = room + Self.apart
        keys = .allocate(capacity: count * stride)
        bins = .allocate(capacity: count)
        bins.initialize(repeating: Bin(limit: room), count: count)
    }

    deinit {
        keys.deallocate()
        bins.deallocate()
    }

    @inline(__always)
    func bin(_ key: UInt64) -> Int { Int(key &>> (64 &- bits)) }

    @inline(__always)
    func isAtLimit(_ bin: Int) -> Bool { bins[bin].waiting >= bins[bin].limit }

    /// Puts a key into its bin, which must not be full.
    @inline(__always)
    func append(_ key: UInt64, _ bin: Int) {
        let place = bins[bin].waiting
        precondition(place < room)
        keys[bin &* stride &+ place] = key
        bins[bin].waiting = place &+ 1
    }

    func waiting(in bin: Int) -> Int { bins[bin].waiting }

    /// - Parameter limit: at most ``room``.
    func setLimit(of bin: Int, _ limit: Int) { bins[bin].limit = min(limit, room) }

    func keys(of bin: Int) -> UnsafeMutableBufferPointer<UInt64> {
        UnsafeMutableBufferPointer(start: keys + bin * stride, count: bins[bin].waiting)
    }

    func removeAll(_ bin: Int) {
        bins[bin].waiting = 0
        bins[bin].ordered = 0
    }

    func contains(_ key: UInt64, _ bin: Int) -> Bool {
        // What repeats often repeats something near.
        let newest = max(bins[bin].ordered, bins[bin].waiting - Self.fewKeys)
        if Self.look(for: key, in: keys(of: bin)[newest...]) { return true }
        if newest > bins[bin].ordered { _ = ordered(bin) }
        return KeyOrder.contains(UnsafeBufferPointer(rebasing: keys(of: bin)[..<bins[bin].ordered]), key)
    }

    /// Looks from behind, a few lines of the cache at a time.
    private static func look(for key: UInt64, in keys: Slice<UnsafeMutableBufferPointer<UInt64>>) -> Bool {
        var end = keys.endIndex
        while end > keys.startIndex {
            let start = max(keys.startIndex, end - 32)
            var hits: UInt64 = 0
            for other in UnsafeMutableBufferPointer(rebasing: keys[start..<end]) { hits |= other == key ? 1 : 0 }
            if hits != 0 { return true }
            end = start
        }
        return false
    }

    /// The keys of a bin in ascending order.
    func ordered(_ bin: Int) -> UnsafeBufferPointer<UInt64> {
        let all = keys(of: bin)
        let before = bins[bin].ordered
        KeyOrder.sort(UnsafeMutableBufferPointer(rebasing: all[before...]), below: bits)
        KeyOrder.merge(all, from: before)
        bins[bin].ordered = all.count
        return UnsafeBufferPointer(all)
    }
}
