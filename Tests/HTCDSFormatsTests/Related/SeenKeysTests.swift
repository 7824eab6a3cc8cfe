import TestSupport
import Testing

@testable import HTCDSFormats

@Suite("Keys that were met before")
struct SeenKeysTests {
    @Test func everyKeyIsNewOnce() throws {
        let seen = SeenKeys()
        #expect(try seen.insert([]).isEmpty)
        #expect(try seen.insert([7]).isEmpty)
        #expect(try seen.insert([7]) == [0])
        #expect(try seen.insert([0, 1, 0, .max, 7, 1, .max]) == [2, 4, 5, 6])
        #expect(try seen.insert([0, 1, .max - 1]) == [0, 1])
        #expect(seen.count == 5)
        #expect(!seen.isOnDisk)
    }

    /// How keys are spread; hashes are as the first.
    enum Spread: CaseIterable {
        case evenly, inOrder, backwards, inOneBin, inOneWord, atBothEnds, someBinsFuller

        func key(_ number: UInt64, _ random: UInt64) -> UInt64 {
            switch self {
            case .evenly: random
            case .inOrder: number
            case .backwards: .max - number
            case .inOneBin: random >> 20 | 0xAB << 56
            // What the filter asks for is the same in all of them.
            case .inOneWord: (random & 0xFFFF) << 25
            case .atBothEnds: number % 2 == 0 ? number : .max - number
            case .someBinsFuller: random % 5 == 0 ? random : random & 0x3FFF_FFFF_FFFF_FFFF
            }
        }
    }

    /// Bins so small that keys go to disk and runs are merged thousands of times, with filters from far too small to large
    /// enough, beside a set of the standard library.
    @Test(arguments: Spread.allCases, [2, 64, 16_384])
    func asASetDoes(_ spread: Spread, _ mostWords: Int) throws {
        for (binBits, fewest, most) in [(1, 1, 1), (2, 3, 7), (4, 2, 40), (8, 16, 16), (3, 64, 512)] {
            let seen = SeenKeys(
                .init(binBits: UInt64(binBits), fewestKeys: fewest, mostKeys: most, mostWords: mostWords))
            var known: Set<UInt64> = []
            var met: [UInt64] = []
            var random = SeededNumbers(state: UInt64(mostWords + most))
            let total = most == 1 ? 700 : 3_000
            while met.count < total {
                var unit: [UInt64] = []
                for _ in 0..<random.next() % 40 {
                    let earlier = met.isEmpty ? 0 : Int(random.next() % UInt64(met.count))
                    let again = random.next() % 3 == 0 && !met.isEmpty
                    unit.append(again ? met[earlier] : spread.key(UInt64(met.count), random.next()))
                    met.append(unit[unit.count - 1])
                }
                let expected = unit.indices.filter { !known.insert(unit[$0]).inserted }
                let found = try seen.insert(unit)
                if found != expected { return #expect(found == expected, "\(spread), \(met.count) keys, \(most)") }
            }
            #expect(seen.count == known.count)
            if binBits < 3 { #expect(seen.isOnDisk) }
            #expect(try seen.insert(met) == Array(met.indices))
        }
    }

    @Test func manyKeysGoToTheDisk() throws {
        let seen = SeenKeys()
        let count = 2_200_000
        var hashes = SeededNumbers(state: 1)
        for _ in 0..<count / 1_000 { #expect(try seen.insert((0..<1_000).map { _ in hashes.next() }).isEmpty) }
        #expect(seen.isOnDisk)
        #expect(seen.count == count)
        // What was given back on the disk is used again.
        #expect(seen.diskBytes < 3 * 8 * count)
        for number in 0..<count where number % 1_009 == 0 || number < 10 {
            var again = SeededNumbers(state: 1 &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
            #expect(try seen.insert([again.next()]) == [0])
        }
        hashes = SeededNumbers(state: 2)
        #expect(try seen.insert([hashes.next()]).isEmpty)
    }

    @Test func aRunFindsItsKeysAndNoOthers() throws {
        var hashes = SeededNumbers(state: 9)
        // Bunched at both ends besides, as no hashes are.
        let bunched = (2..<600).map(UInt64.init) + (0..<600).map { UInt64.max - 600 + $0 }
        let all = (bunched + (0..<100_000).map { _ in hashes.next() | 1 << 20 }).sorted()
        let shelf = try KeyShelf(keys: all.count)
        let other = shelf.take()
        let run = KeyRun(shelf: shelf, slot: shelf.take())
        try all.withUnsafeBufferPointer { try shelf.write($0, to: run.slot, at: 0) }
        let page = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 64)
        defer { page.deallocate() }
        let known = Set(all)
        for key in all where key % 97 < 3 || key < 1_000 {
            #expect(try run.contains(key, below: 0, page: page))
            #expect(try run.contains(key &- 1, below: 0, page: page) == known.contains(key &- 1))
        }
        shelf.giveBack(other)
        #expect(shelf.take() == other)
        #expect(shelf.bytes == 2 * 8 * all.count)
    }

    @Test(arguments: [0, 1, 2, 63, 64, 255, 257, 4_096, 70_000])
    func keysArePutInOrder(_ count: Int) {
        var random = SeededNumbers(state: UInt64(count))
        for spread in Spread.allCases {
            var keys = (0..<count).map { spread.key(UInt64($0), random.next()) }
            let expected = keys.sorted()
            let middle = Int(random.next() % UInt64(count + 1))
            let bits: UInt64 = spread == .inOneBin ? 8 : 0
            keys.withUnsafeMutableBufferPointer {
                KeyOrder.sort(UnsafeMutableBufferPointer(rebasing: $0[..<middle]), below: bits)
                KeyOrder.sort(UnsafeMutableBufferPointer(rebasing: $0[middle...]), below: bits)
                KeyOrder.merge($0, from: middle)
            }
            #expect(keys == expected, "\(spread)")
            keys.withUnsafeBufferPointer { sorted in
                #expect(expected.prefix(100).allSatisfy { KeyOrder.contains(sorted, $0) })
                #expect(!KeyOrder.contains(sorted, 0xDEAD_BEEF_0000_0001))
            }
        }
    }
}
