import Testing

@testable import HTCDSFormats

struct SeenKeysTests {
    @Test func everyKeyIsNewOnce() throws {
        let seen = try SeenKeys()
        #expect(try seen.insert(7))
        #expect(try !seen.insert(7))
        // 0 and 1 share a place: one of 2^64 keys.
        #expect(try seen.insert(0))
        #expect(try !seen.insert(0))
        #expect(seen.count == 2)
    }

    /// Keys that fall on neighbouring slots, and more of them than memory may hold.
    @Test func manyKeysGoToTheDisk() throws {
        let seen = try SeenKeys()
        let count: UInt64 = 2_200_000
        for key in 2..<count { _ = try seen.insert(key &* 0x9E37_79B9_7F4A_7C15) }
        #expect(seen.isOnDisk)
        #expect(seen.count == Int(count) - 2)
        for key in stride(from: 2, to: count, by: 1_009) { #expect(try !seen.insert(key &* 0x9E37_79B9_7F4A_7C15)) }
        #expect(try seen.insert(count &* 0x9E37_79B9_7F4A_7C15))
    }
}
