/// Which 64-bit hashes were met before: an exact set that only grows, in memory that does not.
///
/// Nearly every key is new, and a filter (``KeyFilter``) says so at once. Then the key is put behind the others of its bin
/// (``KeyBins``), chosen by its highest bits, and nothing is looked up. A full bin goes to disk by itself, in order, where
/// runs of one bin are merged when there are four of one size (``KeyShelves``). So there is never more to do at once than
/// for one bin of 256, and whoever asks is not kept waiting while all keys are moved.
///
/// Memory: up to 8 MiB for keys and 64 MiB for the filter, of either what is used, and 160 KiB where runs are merged.
/// Disk: 8 bytes a key, and as much again at most for each smaller size of runs, of which each is a quarter of the next;
/// with keys that are spread evenly less than 3 times 8 bytes a key in all. Keys should be spread evenly, as hashes are:
/// others are found as surely, but slowly. Not thread-safe.
public final class SeenKeys {
    /// How much is kept where.
    struct Limits {
        /// The number of bins is 2 to this power.
        var binBits: UInt64 = 8
        /// Keys of a bin that are kept in memory at first, and at most; eight times as many in each step.
        var fewestKeys = 64
        var mostKeys = 4_096
        /// Words of the filter for a bin, at most: a power of two.
        var mostWords = 32_768
    }

    private let limits: Limits
    @exclusivity(unchecked) private var bins: KeyBins
    @exclusivity(unchecked) private var filter: KeyFilter
    @exclusivity(unchecked) private var disk: KeyShelves?
    public private(set) var count = 0
    /// What was read without being asked for; kept, so that the reading is not left out.
    private var glanced: UInt64 = 0

    public convenience init() { self.init(Limits()) }

    init(_ limits: Limits) {
        precondition(1...16 ~= limits.binBits && 1...limits.mostKeys ~= limits.fewestKeys)
        self.limits = limits
        bins = KeyBins(bits: limits.binBits, room: limits.fewestKeys)
        filter = Self.filter(for: bins, limits)
        for bin in 0..<bins.count { setLimit(of: bin) }
    }

    /// Whether more keys were met than are kept in memory.
    public var isOnDisk: Bool { disk != nil }

    /// Bytes of the files on disk.
    var diskBytes: Int { disk?.bytes ?? 0 }

    /// Notes keys, one after another.
    /// - Returns: the indexes of those that were met before, be it as an earlier one of `keys`.
    /// - Throws: `FormatError` with `.inputOutput` where there is no room on the disk.
    public func insert(_ keys: [UInt64]) throws -> [Int] {
        glance(keys)
        var known: [Int] = []
        var next = 0
        while true {
            next = add(keys, from: next)
            guard next < keys.count else { break }
            let key = keys[next]
            let bin = bins.bin(key)
            if try filter.mayContain(key, bin) && (bins.contains(key, bin) || disk?.contains(key, bin) == true) {
                known.append(next)
            } else {
                if bins.isAtLimit(bin) { try makeRoom(in: bin) }
                filter.add(key, bin)
                bins.append(key, bin)
            }
            next += 1
        }
        count += keys.count - known.count
        return known
    }

    /// Looks at the places of all keys at once: the memory answers many such questions in the time of one, as long as none
    /// waits for the answer to another.
    private func glance(_ keys: [UInt64]) {
        let (bins, filter) = (self.bins, self.filter)
        var seen: UInt64 = 0
        for key in keys { seen ^= filter.glance(key, bins.bin(key)) }
        glanced ^= seen
    }

    /// Adds keys as long as the filter says that they are new and there is room for them.
    /// - Returns: the index of the first that was not added.
    private func add(_ keys: [UInt64], from start: Int) -> Int {
        let (bins, filter) = (self.bins, self.filter)
        for index in start..<keys.count {
            let key = keys[index]
            let bin = bins.bin(key)
            if bins.isAtLimit(bin) || !filter.addIfNew(key, bin) { return index }
            bins.append(key, bin)
        }
        return keys.count
    }

    // MARK: Room

    private func makeRoom(in bin: Int) throws {
        if bins.waiting(in: bin) == bins.room {
            if bins.room < limits.mostKeys { return widen() }
            let disk = try self.disk ?? KeyShelves(bins: bins.count, bits: limits.binBits, keys: bins.room)
            self.disk = disk
            try disk.put(bins.ordered(bin), of: bin)
            bins.removeAll(bin)
        }
        let total = bins.waiting(in: bin) + (disk?.count(of: bin) ?? 0)
        if filter.isSmall(bin, for: total) {
            filter.empty(bin, for: total)
            try disk?.forEachBlock(of: bin) { filter.add($0, bin) }
            filter.add(UnsafeBufferPointer(bins.keys(of: bin)), bin)
        }
        setLimit(of: bin)
    }

    /// Gives all bins more room, while all keys are in memory.
    private func widen() {
        let narrow = bins
        bins = KeyBins(bits: limits.binBits, room: min(narrow.room * 8, limits.mostKeys))
        for bin in 0..<bins.count {
            for key in narrow.keys(of: bin) { bins.append(key, bin) }
        }
        filter = Self.filter(for: bins, limits)
        for bin in 0..<bins.count { setLimit(of: bin) }
    }

    private static func filter(for bins: KeyBins, _ limits: Limits) -> KeyFilter {
        let isLast = bins.room == limits.mostKeys
        let filter = KeyFilter(
            bins: bins.count, bits: limits.binBits,
            mostWords: isLast ? limits.mostWords : min(bins.room, limits.mostWords))
        for bin in 0..<bins.count {
            filter.empty(bin, for: bins.waiting(in: bin))
            filter.add(UnsafeBufferPointer(bins.keys(of: bin)), bin)
        }
        return filter
    }

    /// Says how many keys may wait in a bin before something has to be done.
    private func setLimit(of bin: Int) {
        let room = filter.room(bin).map { $0 - (disk?.count(of: bin) ?? 0) } ?? bins.room
        bins.setLimit(of: bin, min(room, bins.room))
    }
}
