import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

/// The tokenizer looks at blocks of 64 bytes, ``ReferenceCSV`` at one byte after another: both must see the same cells.
@Suite struct TokenizerAgreementTests {
    private static let pieces: [[UInt8]] = [
        [0x61], Array("é".utf8), [0x2C], [0x3B], [0x09], [0x7C], [0x22], [0x0D], [0x0A], [0x20], [0x00], [0xFF],
    ]

    /// Up to 300 bytes of a few of the pieces, now and then with a long stretch that puts the next cell into another
    /// block.
    private static func randomText(_ numbers: inout SeededNumbers) -> [UInt8] {
        let chosen = (0..<Int.random(in: 2...8, using: &numbers)).map { _ in
            pieces.randomElement(using: &numbers) ?? []
        }
        let length = Int.random(in: 0...300, using: &numbers)
        var bytes: [UInt8] = []
        while bytes.count < length {
            if Int.random(in: 0..<60, using: &numbers) == 0 {
                bytes += [UInt8](repeating: 0x62, count: Int.random(in: 60...66, using: &numbers))
            }
            bytes += chosen.randomElement(using: &numbers) ?? []
        }
        return bytes
    }

    @Test(arguments: [0x2C, 0x3B, 0x09, 0x7C] as [UInt8])
    func agreesWithAReaderOfSingleBytes(delimiter: UInt8) throws {
        var numbers = SeededNumbers(state: UInt64(delimiter))
        var (whole, unclosed, broken) = (0, 0, 0)
        for _ in 0..<4_000 {
            let bytes = Self.randomText(&numbers)
            let columns = Int.random(in: 1...5, using: &numbers)
            var options = CSVOptions.rowsOnly(
                delimiter: delimiter, chunkSize: [16, 63, 64, 65, 128, 512 * 1024].randomElement(using: &numbers) ?? 16)
            options.encoding = .utf8
            options.escape = .doubled
            var expected = ReferenceCSV.read(bytes, delimiter: delimiter, columns: columns)
            expected?.markBroken()
            let found = try? CSVSheet.read(
                bytes, options, capacity: [1, 3, 64].randomElement(using: &numbers) ?? 1, columns: columns)
            try #require(found == expected, "\(bytes), \(columns) columns, chunks of \(options.chunkSize)")
            if expected == nil { unclosed += 1 } else { whole += 1 }
            if expected?.rows.contains(where: { !$0.broken.isEmpty }) == true { broken += 1 }
        }
        // None of them may vanish, or the test would test less than it says.
        #expect(whole > 1_000 && unclosed > 100 && broken > 100)
    }
}

extension CSVSheet {
    /// Marks the cells with bytes that stand in no text, where all other bytes are UTF-8.
    fileprivate mutating func markBroken() {
        for index in rows.indices {
            let broken = rows[index].cells.filter { $0.value.contains(0x00) || $0.value.contains(0xFF) }
            rows[index].broken = Set(broken.keys)
        }
    }
}
