/// The different cells of a column and in how many rows each stands.
///
/// Memory: the different texts once, at most ``most`` of them.
struct DistinctCells {
    /// More different values than that are no categories: the table that is written cannot number more either.
    static let most = 1 << 16

    private(set) var isFull = false
    private var bytes: [UInt8] = []
    private var entries: [(start: Int, length: Int, count: Int)] = []
    /// Number of an entry, from 1, by hash; 0: free.
    private var slots = [UInt32](repeating: 0, count: 64)

    mutating func add(_ cell: borrowing [UInt8]) {
        if isFull { return }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in 0..<cell.count { hash = (hash ^ UInt64(cell[place])) &* 0x0000_0100_0000_01B3 }
        hash ^= hash >> 32
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if isEqual(number, cell) {
                entries[number].count += 1
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard entries.count < Self.most else {
            isFull = true
            return
        }
        entries.append((bytes.count, cell.count, 1))
        for place in 0..<cell.count { bytes.append(cell[place]) }
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
    }

    private func isEqual(_ number: Int, _ cell: borrowing [UInt8]) -> Bool {
        let entry = entries[number]
        guard entry.length == cell.count else { return false }
        for place in 0..<cell.count where bytes[entry.start + place] != cell[place] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, entry) in entries.enumerated() {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes[entry.start..<(entry.start + entry.length)] {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            hash ^= hash >> 32
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    var all: [(bytes: [UInt8], count: Int)] {
        entries.map { (Array(bytes[$0.start..<($0.start + $0.length)]), $0.count) }
    }
}
