import HTCDSCells

/// Blocks of bytes that are handed out, and used again once nobody else holds them.
///
/// A block of a chunk is as large as what the C library asks the system for anew each time, page by page. Whoever takes
/// blocks need not give them back: letting go of them is enough. Not thread-safe itself; blocks may be let go anywhere.
struct ArenaPool {
    private var arenas: [ByteArena] = []

    /// More of them in use at once are not remembered.
    private static let most = 64

    /// An empty block of at least so many bytes.
    mutating func take(capacity: Int) -> ByteArena {
        var index = 0
        while index < arenas.count {
            guard isKnownUniquelyReferenced(&arenas[index]) else {
                index += 1
                continue
            }
            // One that held a long record is not kept for short ones.
            if arenas[index].capacity / 4 > max(capacity, 64) {
                arenas.remove(at: index)
                continue
            }
            let arena = arenas[index]
            arena.removeAll()
            arena.reserve(capacity)
            return arena
        }
        let arena = ByteArena(capacity: capacity)
        if arenas.count < Self.most { arenas.append(arena) }
        return arena
    }
}
