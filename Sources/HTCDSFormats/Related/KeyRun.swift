/// Keys in ascending order on disk, all of one bin.
struct KeyRun {
    let shelf: KeyShelf
    let slot: Int
    var count: Int { shelf.keys }

    func giveBack() { shelf.giveBack(slot) }

    /// Whether a key is among them: one or two reads, because hashes are spread evenly and the place of one can be
    /// computed from its size; of keys that are not, as many as to halve the run until the key can only be in the page.
    /// - Parameters:
    ///   - bits: so many highest bits are the same in all of them.
    ///   - page: room for the keys that are read at once.
    /// - Throws: `FormatError` with `.inputOutput`.
    func contains(_ key: UInt64, below bits: UInt64, page: UnsafeMutableBufferPointer<UInt64>) throws -> Bool {
        var low = 0
        var high = count
        // Where the key would lie if all of them were spread evenly.
        var guess = Self.share(key &<< bits, of: count)
        var tries = 0
        // Nineteen of twenty lie no further from there.
        let reach = min(page.count, 4 * Int(Double(count).squareRoot()))
        while low < high {
            let start = min(max(guess - reach / 2, low), max(high - reach, low))
            let part = UnsafeMutableBufferPointer(rebasing: page[..<min(reach, high - start)])
            try shelf.read(part, from: slot, at: start)
            let (first, last) = (part[0], part[part.count - 1])
            if key < first {
                high = start
                guess = start - Self.share((first - key) &<< bits, of: count)
            } else if key > last {
                low = start + part.count
                guess = low + Self.share((key - last) &<< bits, of: count)
            } else {
                return KeyOrder.contains(UnsafeBufferPointer(part), key)
            }
            tries += 1
            if tries > 3 { guess = (low + high) / 2 }
        }
        return false
    }

    private static func share(_ key: UInt64, of count: Int) -> Int {
        Int(key.multipliedFullWidth(by: UInt64(count)).high)
    }
}
