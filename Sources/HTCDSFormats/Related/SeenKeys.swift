/// Which 64-bit hashes were met before: an exact set that only grows, in memory that does not.
///
/// The newest keys stand in a table. When it is full, they go to disk in order (``KeyRun``), where runs of like size are
/// merged, so that there are few of them; a filter in memory (``KeyFilter``) says of nearly every new key that it is in
/// none. Where two keys differ in nothing but that one is 0 and the other 1, they are one.
///
/// Memory: a table of at most 8 MiB, and from 786,432 keys on 32 MiB for the filter. Disk: 8 bytes a key, twice as much
/// while runs are merged. Keys must be spread evenly, as hashes are. Not thread-safe.
public final class SeenKeys {
    private let mostSlots: Int
    private let filterBytes: Int
    @exclusivity(unchecked) private var table: KeyTable
    @exclusivity(unchecked) private var filter: KeyFilter?
    /// So many runs cost less to look into than to merge.
    private static let fewRuns = 4
    /// Runs on disk.
    private var runs: [KeyRun] = []
    @exclusivity(unchecked) public private(set) var count = 0
    /// What was read without being asked for; kept, so that the reading is not left out.
    private var glanced: UInt64 = 0

    public convenience init() { self.init(mostSlots: 1 << 20, filterBytes: 32 << 20) }

    /// - Parameters:
    ///   - mostSlots: of the table, a power of two.
    ///   - filterBytes: a power of two.
    init(mostSlots: Int, filterBytes: Int) {
        self.mostSlots = mostSlots
        self.filterBytes = filterBytes
        table = KeyTable(slots: min(1 << 12, mostSlots))
    }

    /// Whether more keys were met than the table holds.
    public var isOnDisk: Bool { !runs.isEmpty }

    /// Looks at the places of keys that are to be inserted soon, all at once: the memory answers many such questions in
    /// the time of one, as long as none waits for the answer to another.
    public func expect(_ keys: [UInt64]) {
        var seen: UInt64 = 0
        for key in keys {
            seen ^= table.glance(key)
            if let filter { seen ^= filter.glance(key) }
        }
        glanced ^= seen
    }

    /// Notes a key.
    /// - Returns: whether it is new.
    /// - Throws: `FormatError` with `.inputOutput` where there is no room on the disk.
    public func insert(_ key: UInt64) throws -> Bool {
        // 0 marks a slot that is free.
        let key = key == 0 ? 1 : key
        if table.contains(key) { return false }
        if let filter, filter.mayContain(key), try runs.contains(where: { try $0.contains(key) }) {
            return false
        }
        if table.isFull { try makeRoom() }
        table.insert(key)
        count += 1
        return true
    }

    private func makeRoom() throws {
        if table.slots < mostSlots, !table.isCrowded {
            let larger = KeyTable(slots: table.slots * 2)
            table.forEachInOrder { larger.insert($0) }
            table = larger
            return
        }
        let filter = self.filter ?? KeyFilter(bytes: filterBytes)
        let run = try KeyRun()
        try table.forEachInOrder { key in
            filter.add(key)
            try run.append(key)
        }
        try run.flush()
        self.filter = filter
        runs.append(run)
        table.removeAll()
        while runs.count > Self.fewRuns, runs[runs.count - 1].count * 2 > runs[runs.count - 2].count {
            let merged = try KeyRun.merged(runs[runs.count - 2], runs[runs.count - 1])
            runs.replaceSubrange((runs.count - 2)..., with: [merged])
        }
    }
}
