/// Which 64-bit keys were met before: an exact set of keys that only grows.
///
/// Open addressing, 8 bytes a slot, at most half of them taken. Memory: 32 MiB; what is more lies in a file without a
/// name (`GrowingBytes`). Not thread-safe.
public final class SeenKeys {
    private static let bound = 32 * 1_024 * 1_024
    private var slots = GrowingBytes(bound: bound, what: "The list of ids and persons")
    private var slotCount = 1 << 12
    public private(set) var count = 0

    /// - Throws: `FormatError` with `.inputOutput` where there is no room on the disk.
    public init() throws { try slots.append(zeros: slotCount * 8) }

    /// Whether more keys were met than memory holds.
    public var isOnDisk: Bool { slots.isOnDisk }

    /// Notes a key.
    /// - Returns: whether it is new.
    /// - Throws: `FormatError` with `.inputOutput` where there is no room on the disk.
    public func insert(_ key: UInt64) throws -> Bool {
        // 0 marks a slot that is free.
        let key = key == 0 ? 1 : key
        if count * 2 >= slotCount { try grow() }
        let slot = find(key)
        if slots.load(at: slot * 8, as: UInt64.self) == key { return false }
        slots.store(key, at: slot * 8)
        count += 1
        return true
    }

    /// The slot of a key, or the free one where it belongs.
    private func find(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key & UInt64(slotCount - 1))
        while true {
            let found = slots.load(at: slot * 8, as: UInt64.self)
            if found == key || found == 0 { return slot }
            slot = (slot + 1) & (slotCount - 1)
        }
    }

    private func grow() throws {
        let old = slots
        let oldCount = slotCount
        slots = GrowingBytes(bound: Self.bound, what: "The list of ids and persons")
        slotCount *= 2
        try slots.append(zeros: slotCount * 8)
        for index in 0..<oldCount {
            let key = old.load(at: index * 8, as: UInt64.self)
            if key != 0 { slots.store(key, at: find(key) * 8) }
        }
    }
}
