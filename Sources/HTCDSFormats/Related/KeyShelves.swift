/// The keys of all bins that are on disk: in runs, four of which are merged to one, and four of those again.
///
/// Memory: a page, 16 bytes a run, and the blocks of ``KeyMerge``. Files: one for each size of runs, seven where there are
/// 4,000,000,000 keys in 256 bins.
final class KeyShelves {
    private let bits: UInt64
    /// Keys that come at once.
    private let keys: Int
    /// By the size of their runs, the smallest first.
    private var shelves: [KeyShelf] = []
    /// By bin, the longest first.
    private var runs: [[KeyRun]]
    private let merge: KeyMerge
    private let page: UnsafeMutableBufferPointer<UInt64>

    /// - Parameters:
    ///   - bits: so many highest bits choose the bin.
    ///   - keys: that are put here at once.
    /// - Throws: `FormatError` with `.inputOutput`.
    init(bins: Int, bits: UInt64, keys: Int) throws {
        self.bits = bits
        self.keys = keys
        runs = Array(repeating: [], count: bins)
        merge = KeyMerge(block: keys)
        page = .allocate(capacity: min(keys, 512))
    }

    deinit { page.deallocate() }

    var bytes: Int { shelves.reduce(0) { $0 + $1.bytes } }

    func count(of bin: Int) -> Int { runs[bin].reduce(0) { $0 + $1.count } }

    /// - Throws: `FormatError` with `.inputOutput`.
    func contains(_ key: UInt64, _ bin: Int) throws -> Bool {
        for run in runs[bin] where try run.contains(key, below: bits, page: page) { return true }
        return false
    }

    /// Takes keys in ascending order.
    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    func put(_ sorted: UnsafeBufferPointer<UInt64>, of bin: Int) throws {
        precondition(sorted.count == keys)
        let run = try newRun(0)
        try run.shelf.write(sorted, to: run.slot, at: 0)
        runs[bin].append(run)
        var size = 0
        while runs[bin].count >= KeyMerge.width,
            let first = runs[bin].dropLast(KeyMerge.width - 1).last, first.count == shelves[size].keys
        {
            size += 1
            let merged = try newRun(size)
            let few = runs[bin].suffix(KeyMerge.width)
            try merge.merge(few, to: merged)
            for run in few { run.giveBack() }
            runs[bin].replaceSubrange(few.indices, with: [merged])
        }
    }

    /// Hands out all keys of a bin, block by block.
    /// - Throws: `FormatError` with `.inputOutput`.
    func forEachBlock(of bin: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Void) throws {
        for run in runs[bin] { try merge.forEachBlock(of: run, body) }
    }

    private func newRun(_ size: Int) throws -> KeyRun {
        if size == shelves.count {
            shelves.append(try KeyShelf(keys: shelves.last.map { $0.keys * KeyMerge.width } ?? keys))
        }
        return KeyRun(shelf: shelves[size], slot: shelves[size].take())
    }
}
