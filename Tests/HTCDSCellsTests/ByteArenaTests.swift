import HTCDSCells
import Testing

@Suite struct ByteArenaTests {
    @Test func growsAndKeepsWhatItHolds() {
        let arena = ByteArena(capacity: 0)
        var expected: [UInt8] = []
        for number in 0..<5_000 {
            arena.append(UInt8(truncatingIfNeeded: number))
            expected.append(UInt8(truncatingIfNeeded: number))
            if number % 100 == 0 {
                arena.append("text" as StaticString)
                arena.append("é" as String)
                "cell".withCell { arena.append($0) }
                expected += Array("textécell".utf8)
            }
        }
        #expect(arena.contents.elementsEqual(expected))
        #expect(arena.capacity >= arena.count)
        #expect(arena.bytes(at: 1, length: 4).makeString() == "text")
        arena.removeAll()
        #expect(arena.count == 0 && arena.contents.isEmpty)
    }

    @Test func bytesBehindTheCapacityMayBeUsed() {
        let arena = ByteArena(capacity: 100)
        for offset in 0..<ByteArena.padding { arena.base[arena.capacity + offset] = 1 }
        arena.reserve(1_000)
        for offset in 0..<ByteArena.padding { arena.base[arena.capacity + offset] = 1 }
        #expect(arena.capacity >= 1_000)
    }

    @Test func slicesLieInside() async {
        await #expect(processExitsWith: .failure) { _ = ByteArena(capacity: 64).bytes(at: 0, length: 1) }
        await #expect(processExitsWith: .failure) { ByteArena(capacity: 64).count = 65 }
    }
}
