import HTCDSCells
import HTCDSFormats
import Testing

/// Found by fuzzing: why a line is refused must not depend on where blocks of the file end.
struct JSONLinePiecesTests {
    @Test func aRefusedLineIsRefusedForTheSameReasonInPieces() throws {
        var bytes: [UInt8] = Array(#"{"m\"et4444644444444-":"#.utf8)
        bytes += [UInt8](repeating: 0xFF, count: 10)
        bytes += Array(#"{"m\"et":"#.utf8) + [UInt8](repeating: 0xFF, count: 44) + Array(#"nas"it{0nc?ID":"#.utf8)
        bytes += [UInt8](repeating: 0xFF, count: 23) + [UInt8](repeating: 0x38, count: 60)
        bytes += [UInt8](repeating: 0xFF, count: 24) + Array(#"nas"it{0nc?ID":NN.""#.utf8) + [0xC3]
        let whole = try Self.rejected(bytes, piece: .max)
        for piece in 1...bytes.count { #expect(try Self.rejected(bytes, piece: piece) == whole, "\(piece)") }
    }

    private static func rejected(_ bytes: [UInt8], piece: Int) throws -> [String] {
        let reader = JSONRecordReader(lines: Pieces(bytes, piece))
        let batch = CellBatch(columnCount: 4, recordCapacity: 4, arena: ByteArena(capacity: 64), carriesLines: true)
        while try reader.read(into: batch) {}
        return reader.rejectedLines.map { "\($0.line): \($0.message)" }
    }

    /// A source that gives at most so many bytes at a time.
    private final class Pieces: ByteSource {
        private var rest: ArraySlice<UInt8>
        private let piece: Int

        init(_ bytes: [UInt8], _ piece: Int) {
            rest = bytes[...]
            self.piece = piece
        }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let count = min(piece, buffer.count, rest.count)
            for index in 0..<count { buffer[index] = rest[rest.startIndex + index] }
            rest = rest.dropFirst(count)
            return count
        }
    }
}
