public import HTCDSCells

/// What a batch of records became as bytes: one stream a file, with gaps for numbers that are known only when the
/// batches are put in order.
public final class RecordOutput: @unchecked Sendable {
    // Unchecked: filled by one thread, then handed to the one that writes.

    /// A place in a stream where the number of a record belongs.
    public struct Gap: Sendable {
        public let offset: Int
        /// Index of the record in the unit, from 0.
        public let record: Int
    }

    public struct Stream {
        public let arena: ByteArena
        public internal(set) var gaps: [Gap] = []
    }

    public internal(set) var streams: [Stream]
    /// What an encoder makes of the unit besides bytes.
    public var companion: AnyObject?

    public init(streamCount: Int) {
        streams = (0..<streamCount).map { _ in Stream(arena: ByteArena(capacity: 64 * 1024)) }
    }

    /// Makes ready for the next unit.
    public func removeAll() {
        companion = nil
        for index in streams.indices {
            streams[index].arena.removeAll()
            streams[index].gaps.removeAll(keepingCapacity: true)
        }
    }

    /// Hands the bytes of a stream on in order, the numbers filled in.
    /// - Parameter before: records before this unit, so that the first one gets `before + 1`.
    public func write(
        stream: Int, before: Int, to body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) rethrows {
        let bytes = streams[stream].arena.contents
        var from = 0
        let number = ByteArena(capacity: 32)
        for gap in streams[stream].gaps {
            if gap.offset > from { try body(UnsafeBufferPointer(rebasing: bytes[from..<gap.offset])) }
            number.removeAll()
            JSONText.appendInteger(before + gap.record + 1, to: number)
            try body(number.contents)
            from = gap.offset
        }
        if from < bytes.count { try body(UnsafeBufferPointer(rebasing: bytes[from...])) }
    }
}

/// Writes records in one form.
public protocol RecordEncoder: AnyObject {
    /// Names to put behind the main file's, in order of the streams; the first is empty.
    var streamNames: [String] { get }
    /// What stands at the head of a stream, once.
    func begin(stream: Int, into arena: ByteArena)
    /// Appends one record.
    /// - Parameter ordinal: index of the record in the unit, from 0.
    func encode(_ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput)
    /// What stands at the foot of a stream, once.
    func end(stream: Int, into arena: ByteArena)
}
