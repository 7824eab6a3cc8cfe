import HTCDSCells
import TestSupport
import Testing

@testable import HTCDSKit

@Suite("Hashes of what tells that records repeat each other")
struct KeyedHashTests {
    private func hash(_ texts: [[UInt8]], ignoringCase: Bool = false, kind: UInt64 = 0) -> UInt64 {
        var hash = KeyedHash(kind)
        for text in texts {
            text.withUnsafeBufferPointer { bytes in
                // An empty array has no address.
                let start = bytes.baseAddress ?? UnsafePointer(bitPattern: 8)
                if let start { hash.add(CellBytes(start: start, count: bytes.count), ignoringCase: ignoringCase) }
            }
        }
        return hash.value
    }

    @Test("every byte of a text counts, at every length, and the length itself")
    func bytesCount() {
        var random = SeededNumbers(state: 4)
        var seen: Set<UInt64> = []
        var texts = 0
        for length in 0..<70 {
            let text = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            for place in -1..<length {
                for bit in 0..<(place < 0 ? 1 : 8) {
                    var changed = text
                    if place >= 0 { changed[place] ^= 1 << UInt8(bit) }
                    #expect(hash([changed]) == hash([changed]))
                    seen.insert(hash([changed]))
                    texts += 1
                }
            }
            seen.insert(hash([Array(repeating: 0, count: length + 100)]))
            texts += 1
        }
        #expect(seen.count == texts)
    }

    @Test("kinds, and where one text ends and the next begins, count")
    func partsCount() {
        let text = Array("Amina Noor Abdi Osman".utf8)
        var seen: Set<UInt64> = []
        for cut in 0...text.count { seen.insert(hash([Array(text[..<cut]), Array(text[cut...])])) }
        #expect(seen.count == text.count + 1)
        #expect(hash([text], kind: 0) != hash([text], kind: 1))
        #expect(hash([text, []]) != hash([text]))
    }

    @Test("only the letters A to Z have a case that is ignored", arguments: [1, 3, 4, 7, 8, 11, 16, 17, 33])
    func caseIgnored(_ length: Int) {
        for place in Set([0, length / 2, length - 1]) {
            var byLowered: [UInt8: UInt64] = [:]
            for byte in UInt8.min...UInt8.max {
                var text = [UInt8](repeating: 0x78, count: length)
                text[place] = byte
                let found = hash([text], ignoringCase: true)
                let lowered = 0x41...0x5A ~= byte ? byte + 0x20 : byte
                #expect(byLowered[lowered, default: found] == found)
                byLowered[lowered] = found
            }
            #expect(Set(byLowered.values).count == 256 - 26)
        }
    }

    /// Ids that count up are as alike as ids are.
    @Test func runningNumbersAreSpread() {
        var bins = [Int](repeating: 0, count: 256)
        var seen: Set<UInt64> = []
        for number in 0..<100_000 {
            let found = hash([Array("R\(number)".utf8)])
            bins[Int(found >> 56)] += 1
            seen.insert(found)
        }
        #expect(seen.count == 100_000)
        // 391 are expected in each; 20 is the standard deviation.
        #expect(bins.allSatisfy { 260...520 ~= $0 })
    }
}
