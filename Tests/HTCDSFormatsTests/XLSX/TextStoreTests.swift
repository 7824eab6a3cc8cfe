import Foundation
import HTCDSCells
import TestSupport
import Testing

@testable import HTCDSFormats

@Suite("Texts that are more than memory should hold")
struct TextStoreTests {
    private func add(_ text: [UInt8], to store: TextStore) throws {
        try text.withUnsafeBufferPointer { try store.add($0) }
    }

    @Test("every text is found again, whatever lies in memory", arguments: [0, 1, 1_000, 100_000, Int.max])
    func random(share: Int) throws {
        var numbers = SeededNumbers(state: 16_384)
        let store = TextStore(memoryShare: share)
        var texts: [[UInt8]] = []
        for number in 0..<6_000 {
            // Most are short; some are longer than a page of the file, or than what is written at once.
            let length =
                number % 2_000 == 999 ? 300_000 : number % 500 == 1 ? 20_000 : Int.random(in: 0...60, using: &numbers)
            texts.append((0..<length).map { UInt8(truncatingIfNeeded: $0 &+ number) })
            try add(texts[number], to: store)
        }
        #expect(store.count == texts.count)
        #expect(store.bytes == texts.reduce(0) { $0 + $1.count })
        for number in Array(texts.indices) + (0..<6_000).map({ _ in Int.random(in: texts.indices, using: &numbers) }) {
            let text = try #require(try store.text(number))
            try #require(text.elementsEqual(texts[number]), "text \(number)")
        }
        #expect(try store.text(-1) == nil)
        #expect(try store.text(texts.count) == nil)
    }

    @Test("a text that comes after others were looked at is found as well")
    func afterwards() throws {
        let store = TextStore(memoryShare: 10)
        for number in 0..<5_000 {
            let text = Array("text \(number)".utf8)
            try add(text, to: store)
            #expect(try store.text(number)?.elementsEqual(text) == true)
            #expect(try store.text(number / 2)?.elementsEqual("text \(number / 2)".utf8) == true)
        }
    }

    @Test(
        "the file has no name, and is gone with the store",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc")))
    func unnamed() throws {
        func spills() -> [String] {
            let folder = "/proc/self/fd"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
                .filter { $0.contains("/htcds.") }
        }
        try {
            let store = TextStore(memoryShare: 0)
            try add([1, 2, 3], to: store)
            #expect(spills().contains { $0.hasSuffix(" (deleted)") })
            #expect(spills().allSatisfy { $0.hasSuffix(" (deleted)") })
            withExtendedLifetime(store) {}
        }()
    }

    @Test("a workbook with more texts than memory holds is read like any other")
    func workbook() throws {
        let long = String(repeating: "abcdefghij", count: 900)
        let count = TextStore.memoryShare / 9_000 + 200
        var fixture = WorkbookFixture()
        fixture.strings = (0..<count).map { "<si><t>\(long)\($0)</t></si>" }.joined()
        let asked = [0, 1, count / 2, count - 300, count - 2, count - 1, 3, count - 1]
        fixture.rows = "<row>" + asked.map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "</row>"
        let cells = try fixture.cells()
        #expect(cells == zip("ABCDEFGH", asked).map { "\($0)1:\(long)\($1)" })
    }
}
