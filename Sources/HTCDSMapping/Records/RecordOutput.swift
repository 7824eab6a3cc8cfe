import Foundation
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
    fileprivate weak var pool: RecordOutputPool?
    /// What an encoder makes of the unit besides bytes.
    public var companion: AnyObject?

    public init(streamCount: Int) {
        streams = (0..<streamCount).map { _ in Stream(arena: ByteArena(capacity: 64 * 1024)) }
    }

    /// Says that a record's number belongs here.
    func addGap(_ stream: Int, at offset: Int, record: Int) {
        streams[stream].gaps.append(Gap(offset: offset, record: record))
    }

    /// Gives the room back to whoever made it. The output is not to be used afterwards.
    public func giveBack() { pool?.take(self) }

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
        let gaps = streams[stream].gaps
        guard !gaps.isEmpty else { return try body(bytes) }
        // Put together in blocks: a call for each gap would cost more than the copy.
        let block = ByteArena(capacity: Self.blockBytes)
        func add(_ part: Range<Int>) throws {
            if block.count + part.count > Self.blockBytes - 32 {
                try body(block.contents)
                block.removeAll()
            }
            let part = UnsafeBufferPointer(rebasing: bytes[part])
            if part.count < Self.blockBytes / 2 { block.append(part) } else { try body(part) }
        }
        var from = 0
        for gap in gaps {
            try add(from..<gap.offset)
            JSONText.appendInteger(before + gap.record + 1, to: block)
            from = gap.offset
        }
        try add(from..<bytes.count)
        try body(block.contents)
    }

    private static let blockBytes = 256 * 1_024
}

/// Room for the records of units, used again and again: fresh memory costs as much as writing into it.
///
/// Holds as many outputs as there were units under way at a time.
public final class RecordOutputPool: @unchecked Sendable {
    // Unchecked: guarded by `lock`.
    private let lock = NSLock()
    private var free: [RecordOutput] = []
    private let streamCount: Int

    public init(streamCount: Int) { self.streamCount = streamCount }

    /// An empty output.
    public func make() -> RecordOutput {
        if let known = lock.withLock({ free.popLast() }) { return known }
        let made = RecordOutput(streamCount: streamCount)
        made.pool = self
        return made
    }

    fileprivate func take(_ output: RecordOutput) {
        output.removeAll()
        lock.withLock { free.append(output) }
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
