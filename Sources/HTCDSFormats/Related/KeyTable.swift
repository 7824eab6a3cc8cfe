/// Keys by their highest bits, so that they lie nearly in order: open addressing with room behind the last slot.
final class KeyTable {
    /// Keys that hash to the last slots lie here.
    private static let behind = 64
    let slots: Int
    private let shift: UInt64
    private let keys: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var count = 0
    /// Whether there was no room behind the last slot, which evenly spread keys do not come near.
    @exclusivity(unchecked) private(set) var isCrowded = false

    init(slots: Int) {
        precondition(slots >= 2 && slots & (slots - 1) == 0)
        self.slots = slots
        shift = UInt64(64 - slots.trailingZeroBitCount)
        keys = .allocate(capacity: slots + Self.behind)
        keys.initialize(repeating: 0, count: slots + Self.behind)
    }

    deinit { keys.deallocate() }

    /// Three quarters.
    var isFull: Bool { count * 4 >= slots * 3 || isCrowded }

    /// What stands where a key belongs.
    func glance(_ key: UInt64) -> UInt64 { keys[Int(key >> shift)] }

    func contains(_ key: UInt64) -> Bool {
        let slot = slot(key)
        return slot < slots + Self.behind && keys[slot] == key
    }

    /// A key that is not there yet, into a table that is not full.
    func insert(_ key: UInt64) {
        let slot = slot(key)
        precondition(slot < slots + Self.behind, "a crowded table is emptied before")
        keys[slot] = key
        count += 1
        if slot == slots + Self.behind - 1 { isCrowded = true }
    }

    /// The slot of a key, or the free one where it belongs.
    private func slot(_ key: UInt64) -> Int {
        var slot = Int(key >> shift)
        while slot < slots + Self.behind, keys[slot] != 0, keys[slot] != key { slot += 1 }
        return slot
    }

    /// Forgets all keys.
    func removeAll() {
        keys.update(repeating: 0, count: slots + Self.behind)
        count = 0
        isCrowded = false
    }

    /// All keys from the smallest to the largest, for the last time before it is emptied.
    func forEachInOrder(_ body: (UInt64) throws -> Void) rethrows {
        var used = 0
        for slot in 0..<slots + Self.behind where keys[slot] != 0 {
            // A key lies a few places behind where it belongs at most.
            let key = keys[slot]
            var place = used
            while place > 0, keys[place - 1] > key {
                keys[place] = keys[place - 1]
                place -= 1
            }
            keys[place] = key
            used += 1
        }
        for place in 0..<used { try body(keys[place]) }
    }
}
