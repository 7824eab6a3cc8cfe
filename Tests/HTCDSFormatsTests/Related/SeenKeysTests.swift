import TestSupport
import Testing

@testable import HTCDSFormats

/// Random numbers are spread evenly, as hashes are.
@Suite("Keys that were met before")
struct SeenKeysTests {
    @Test func everyKeyIsNewOnce() throws {
        let seen = SeenKeys()
        #expect(try seen.insert(7))
        #expect(try !seen.insert(7))
        // 0 and 1 share a place: one of 2^64 keys.
        #expect(try seen.insert(0))
        #expect(try !seen.insert(0))
        #expect(try seen.insert(.max))
        #expect(try !seen.insert(.max))
        #expect(seen.count == 3)
    }

    /// Tables so small that keys go to disk hundreds of times, and filters from far too small to large enough.
    @Test(arguments: [64, 4_096, 1 << 20])
    func asASetDoes(_ filterBytes: Int) throws {
        let seen = SeenKeys(mostSlots: 256, filterBytes: filterBytes)
        var known: Set<UInt64> = []
        var met: [UInt64] = []
        var hashes = SeededNumbers(state: UInt64(filterBytes))
        for number in 0..<50_000 {
            let key = number % 3 == 2 ? met[Int(hashes.next() % UInt64(met.count))] : hashes.next()
            met.append(key)
            if number % 5 == 0 { seen.expect([key, 0, .max]) }
            let isNew = try seen.insert(key)
            if isNew != known.insert(key).inserted { Issue.record("key \(number)") }
        }
        #expect(seen.isOnDisk)
        #expect(seen.count == known.count)
    }

    @Test func manyKeysGoToTheDisk() throws {
        let seen = SeenKeys()
        var hashes = SeededNumbers(state: 1)
        let count = 2_200_000
        for _ in 0..<count { _ = try seen.insert(hashes.next()) }
        #expect(seen.isOnDisk)
        #expect(seen.count == count)
        hashes = SeededNumbers(state: 1)
        for number in 0..<count where number % 1_009 == 0 || number < 10 {
            var again = SeededNumbers(state: 1 &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
            #expect(try !seen.insert(again.next()))
        }
        hashes = SeededNumbers(state: 2)
        #expect(try seen.insert(hashes.next()))
    }

    @Test func aRunFindsItsKeysAndNoOthers() throws {
        var hashes = SeededNumbers(state: 9)
        let keys = (0..<100_000).map { _ in hashes.next() | 1 }.sorted()
        // Bunched at both ends besides, as no hashes are.
        let all = Array(2..<600).map(UInt64.init) + keys + (0..<600).map { UInt64.max - 600 + $0 }
        let run = try KeyRun()
        for key in all { try run.append(key) }
        try run.flush()
        #expect(run.count == all.count)
        for key in all where key % 97 < 3 || key < 1_000 { #expect(try run.contains(key)) }
        for key in keys.prefix(3_000) { #expect(try !run.contains(key &- 1) || keys.contains(key &- 1)) }
        #expect(try !run.contains(0) && !run.contains(600) && !run.contains(.max))
        #expect(try !KeyRun().contains(5))
    }
}
