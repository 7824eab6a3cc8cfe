import HTCDSCells
import TestSupport
import Testing

@testable import HTCDSFormats

/// What ``TokenizerAgreementTests`` and ``TextCheckTests`` hold against their judges on this processor must be true on one
/// without wide instructions.
@Suite struct RecordBoundaryTests {
    private struct Found: Equatable {
        var afterLastRecord: Int
        var endsInsideQuote: Bool
        var openQuote: Int
        var suspectsBackslashes: Bool
        var isText: Bool

        init(_ boundary: RecordBoundary) {
            afterLastRecord = boundary.afterLastRecord
            endsInsideQuote = boundary.endsInsideQuote
            openQuote = boundary.openQuote
            suspectsBackslashes = boundary.suspectsBackslashes
            isText = boundary.isText
        }
    }

    /// Long plain stretches in many scripts, with a quotation mark or what is no text now and then.
    private static func randomText(_ numbers: inout SeededNumbers) -> [UInt8] {
        let plain = ["Case", "Zorblé", "प्रकरण", "قضية", "案件", "한글", "𝄞", "a,b", ",", "\n", "\r\n", " "].map {
            Array($0.utf8)
        }
        let rare: [[UInt8]] = [
            [0x22], [0x22, 0x22], [0x2C, 0x22], [0x22, 0x2C], [0x0A, 0x22], [0x5C, 0x22], [0x00], [0xFF], [0x80],
            [0xC3],
            [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC1, 0x81],
        ]
        let kinds = Int.random(in: 0...rare.count, using: &numbers)
        let rate = Int.random(in: 5...80, using: &numbers)
        var bytes: [UInt8] = []
        let length = Int.random(in: 0...700, using: &numbers)
        while bytes.count < length {
            let isRare = kinds > 0 && Int.random(in: 0..<rate, using: &numbers) == 0
            bytes += (isRare ? rare.prefix(kinds) : plain[...]).randomElement(using: &numbers) ?? []
        }
        return bytes
    }

    /// Scans a text that comes in two parts, as a chunk does that is read twice.
    private static func scan(_ bytes: [UInt8], until middle: Int, escape: CSVEscape, isPortable: Bool) -> Found {
        var boundary = RecordBoundary(delimiter: 0x2C, escape: escape, isPortable: isPortable)
        let arena = ByteArena(capacity: bytes.count + 1)
        bytes[..<middle].withUnsafeBufferPointer { arena.append($0) }
        boundary.scan(arena.base, count: arena.count, isEnd: false)
        bytes[middle...].withUnsafeBufferPointer { arena.append($0) }
        boundary.scan(arena.base, count: arena.count, isEnd: true)
        return Found(boundary)
    }

    @Test(arguments: [CSVEscape.doubled, .backslash])
    func seesTheSameWithAndWithoutWideInstructions(escape: CSVEscape) throws {
        var numbers = SeededNumbers(state: 64)
        var (texts, quoted, plain) = (0, 0, 0)
        for _ in 0..<8_000 {
            let bytes = Self.randomText(&numbers)
            let middle = Int.random(in: 0...bytes.count, using: &numbers)
            let wide = Self.scan(bytes, until: middle, escape: escape, isPortable: false)
            let portable = Self.scan(bytes, until: middle, escape: escape, isPortable: true)
            try #require(wide == portable, "\(bytes), cut at \(middle)")
            if wide.isText { texts += 1 }
            if bytes.contains(0x22) { quoted += 1 } else { plain += 1 }
        }
        #expect(texts > 1_000 && texts < 7_000 && quoted > 1_000 && plain > 100)
    }
}
