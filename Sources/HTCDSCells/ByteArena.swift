/// A growing block of bytes that cells point into.
///
/// Every byte up to ``count`` is initialised, and ``padding`` further bytes behind the capacity may be read (their
/// content is unspecified), so that a search may load 16 bytes at a time without looking where the block ends.
///
/// Not thread-safe: one stage owns an arena at a time and hands it on as a whole.
public final class ByteArena {
    /// How many bytes behind the capacity may be read.
    public static let padding = 64

    public private(set) var base: UnsafeMutablePointer<UInt8>
    public private(set) var capacity: Int
    /// Bytes in use, from 0.
    public var count: Int {
        didSet { precondition(count >= 0 && count <= capacity, "an arena cannot hold more than its capacity") }
    }

    public init(capacity: Int) {
        self.capacity = max(capacity, 64)
        self.base = Self.allocate(self.capacity)
        self.count = 0
    }

    deinit { base.deallocate() }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let pointer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + padding)
        pointer.initialize(repeating: 0, count: capacity + padding)
        return pointer
    }

    /// Makes room for `extra` more bytes. Amortised O(1); pointers into the arena are invalid afterwards.
    public func reserve(_ extra: Int) {
        precondition(extra >= 0)
        let (needed, overflow) = count.addingReportingOverflow(extra)
        precondition(!overflow, "an arena cannot grow past the address space")
        guard needed > capacity else { return }
        let grown = max(needed, capacity &* 2)
        let moved = Self.allocate(grown)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = grown
    }

    public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(bytes.count)
        (base + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    public func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    public func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    public func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    public func append(_ bytes: CellBytes) { append(bytes.buffer) }

    public func removeAll() { count = 0 }

    /// The bytes from `offset` on, `length` of them. Valid until the arena grows or goes.
    public func bytes(at offset: Int, length: Int) -> CellBytes {
        precondition(offset >= 0 && length >= 0 && offset <= count - length, "a slice lies inside its arena")
        return CellBytes(start: base + offset, count: length)
    }

    public var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
}
