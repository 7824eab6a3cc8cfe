import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

/// What every reader promises, whatever its format.
@Suite("Every reader keeps the same promises")
struct ReaderConformanceTests {
    @Test("every cell is read with its column, row and line", arguments: Readers.all)
    func cells(_ reader: any ReaderUnderTest) throws {
        let expected = reader.write().expected
        try #require(expected.count == ConformanceTable.filled)
        let reading = ConformanceReading(capacity: 4_096) { try reader.open(reader.whole, step: .max) }
        #expect(reading.error == nil)
        #expect(reading.records == expected)
        #expect(reading.blankRows == ConformanceTable.records.count - ConformanceTable.filled)
    }

    @Test("batches of 1, 7 and 4,096 records give the same cells", arguments: Readers.all)
    func batches(_ reader: any ReaderUnderTest) {
        let expected = reader.write().expected
        for capacity in [1, 7, 4_096] {
            let reading = ConformanceReading(capacity: capacity) { try reader.open(reader.whole, step: .max) }
            #expect(reading.records == expected, "batches of \(capacity)")
        }
    }

    @Test("a source that gives a byte at a time makes no difference", arguments: Readers.all)
    func pieces(_ reader: any ReaderUnderTest) {
        let expected = reader.write().expected
        for step in [1, 2, 3, 64] {
            let reading = ConformanceReading(capacity: 3) { try reader.open(reader.whole, step: step) }
            #expect(reading.records == expected, "\(step) bytes at a time")
        }
    }

    @Test("a file cut anywhere is an error or a clean beginning, never an invented cell", arguments: Readers.all)
    func cut(_ reader: any ReaderUnderTest) {
        let content = reader.write()
        for length in 0..<content.bytes.count {
            let file = reader.file(Array(content.bytes.prefix(length)))
            let reading = ConformanceReading(capacity: 2) { try reader.open(file, step: .max) }
            let fault = Self.fault(reading, of: content.expected, reader.whenCut)
            if let fault {
                Issue.record("\(reader.name) cut at \(length): \(fault)")
                return
            }
        }
    }

    @Test("a container cut anywhere is an error", arguments: Readers.all.filter { $0.whole != $0.write().bytes })
    func cutContainer(_ reader: any ReaderUnderTest) {
        let whole = reader.whole
        for length in 0..<whole.count {
            let reading = ConformanceReading(capacity: 2) { try reader.open(Array(whole.prefix(length)), step: .max) }
            guard reading.code == .notWhatItClaims, reading.records.isEmpty else {
                Issue.record("\(reader.name) cut at \(length): \(reading)")
                return
            }
        }
    }

    /// What is wrong with the reading of a file that was cut off, nil if nothing is.
    static func fault(
        _ reading: ConformanceReading, of expected: [ConformanceRecord], _ policy: CutPolicy
    ) -> String? {
        guard reading.records.count <= expected.count else { return "more records than there are" }
        if let error = reading.error, reading.code != .notWhatItClaims { return "another error: \(error)" }
        let isComplete = reading.records.count == expected.count
        if policy == .refused, reading.error == nil, !isComplete { return "not noticed" }
        for (index, record) in reading.records.enumerated() where record != expected[index] {
            guard policy == .notSeen, index == reading.records.count - 1, reading.error == nil else {
                return "another record: \(record)"
            }
            guard isBeginning(record, of: expected[index]) else { return "invented cells: \(record)" }
        }
        return nil
    }

    /// Whether the cells are the first ones of a record, the last of them perhaps shorter.
    private static func isBeginning(_ record: ConformanceRecord, of whole: ConformanceRecord) -> Bool {
        guard record.row == whole.row, record.line == whole.line, record.cells.count <= whole.cells.count else {
            return false
        }
        return zip(record.cells, whole.cells).enumerated().allSatisfy { index, pair in
            pair.0 == pair.1
                || (index == record.cells.count - 1 && pair.0.column == pair.1.column
                    && pair.1.text.starts(with: pair.0.text))
        }
    }

    @Test("the check of cut files notices invented, changed and lost records")
    func checkCanFail() {
        let expected = JSONUnderTest(isLines: false).write().expected
        var reading = ConformanceReading(capacity: 1) { throw FormatError(.notWhatItClaims, "Cut.") }
        #expect(Self.fault(reading, of: expected, .refused) == nil)
        reading.error = nil
        #expect(Self.fault(reading, of: expected, .refused) == "not noticed")
        reading.records = expected
        #expect(Self.fault(reading, of: expected, .refused) == nil)
        reading.records[1].cells.removeFirst()
        #expect(Self.fault(reading, of: expected, .notSeen) != nil)
        reading.records = [expected[0]]
        reading.records[0].cells[0] = ConformanceCell(column: 0, line: 2, text: Array("A2".utf8))
        #expect(Self.fault(reading, of: expected, .notSeen) != nil)
    }

    @Test(
        "an error of the source midway is told as it is, after the records before it",
        arguments: Readers.all.compactMap { $0 as? any StreamReaderUnderTest })
    func failingSource(_ reader: any StreamReaderUnderTest) throws {
        let expected = reader.write().expected
        let bytes = reader.whole
        for length in stride(from: 0, to: bytes.count, by: 37) {
            let reading = ConformanceReading(capacity: 2) {
                try reader.open(FailingSource(Array(bytes.prefix(length))))
            }
            #expect(reading.code == .inputOutput, "\(length) bytes")
            #expect(expected.starts(with: reading.records), "\(length) bytes")
        }
    }
}

/// Gives its bytes, then fails as a disk does.
private final class FailingSource: ByteSource {
    private let memory: MemoryByteSource

    init(_ bytes: [UInt8]) { memory = MemoryByteSource(bytes) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = memory.read(into: buffer)
        if count == 0 { throw FormatError(.inputOutput, "Reading failed midway: the disk is gone.") }
        return count
    }
}
