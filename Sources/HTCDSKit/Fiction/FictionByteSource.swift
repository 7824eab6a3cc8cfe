import HTCDSCells
import HTCDSFormats
import HTCDSSpec

/// Fictional records as NDJSON, made as they are read: what a file of them would hold, without the file.
final class FictionByteSource: ByteSource {
    private let author: CaseAuthor
    private let writer: any FictionWriter
    private let page = FictionalCase()
    private let arena = ByteArena(capacity: blockSize + FictionRoom.record)
    private let records: Int
    private var record = 0
    /// Bytes of the block that were read.
    private var offset = 0
    private static let blockSize = 1 << 16

    init(records: Int, author: CaseAuthor, fields: [FieldSpec]) {
        self.records = records
        self.author = author
        writer = FictionJSONWriter(author.words.phrases, fields: fields)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        if offset == arena.count { refill() }
        let part = arena.contents[offset..<min(arena.count, offset + buffer.count)]
        buffer.copyBytes(from: part)
        offset += part.count
        return part.count
    }

    private func refill() {
        arena.removeAll()
        offset = 0
        while record < records && arena.count < Self.blockSize {
            record += 1
            author.write(record: UInt64(record), into: page, furtherPages: true)
            writer.write(page, record: UInt64(record), into: arena)
        }
    }
}
