/// A growing block of bytes that cells point into.
///
/// Every byte up to ``count`` is initialised. The bytes behind it, up to ``padding`` behind the capacity, may be written,
/// and read although their content is unspecified: a search may load 16 bytes at a time without looking where the block
/// ends.
///
/// Not thread-safe: one stage owns an arena at a time and hands it on as a whole.
public final class ByteArena {
    /// How many bytes behind the capacity may be read.
    public static let padding = 64

    // One stage owns an arena at a time, so that looking for overlapping accesses at run time finds nothing and costs a
    // third of the time of writing records (measured with perf).
    @exclusivity(unchecked)
    @usableFromInline var storage: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked)
    @usableFromInline var used: Int
    @exclusivity(unchecked)
    @usableFromInline var room: Int

    @inlinable public var base: UnsafeMutablePointer<UInt8> { storage }
    @inlinable public var capacity: Int { room }
    /// Bytes in use, from 0 to the capacity.
    @inlinable public var count: Int {
        get { used }
        set {
            precondition(newValue >= 0 && newValue <= room, "an arena cannot hold more than its capacity")
            used = newValue
        }
    }

    public init(capacity: Int) {
        room = max(capacity, 64)
        storage = Self.allocate(room)
        used = 0
    }

    deinit { storage.deallocate() }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        // Not cleared up to the capacity: whoever counts bytes in has written them, and clearing a block that is filled
        // at once cost a seventh of the instructions of reading a CSV.
        let pointer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + padding)
        (pointer + capacity).initialize(repeating: 0, count: padding)
        return pointer
    }

    /// Makes room for `extra` more bytes. Amortised O(1); pointers into the arena are invalid afterwards.
    @inlinable
    public func reserve(_ extra: Int) {
        precondition(extra >= 0)
        if extra > room &- used { grow(extra) }
    }

    @usableFromInline
    func grow(_ extra: Int) {
        let (needed, overflow) = used.addingReportingOverflow(extra)
        precondition(!overflow, "an arena cannot grow past the address space")
        let grown = max(needed, room &* 2)
        let moved = Self.allocate(grown)
        moved.update(from: storage, count: used)
        storage.deallocate()
        storage = moved
        room = grown
    }

    @inlinable
    public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(bytes.count)
        (storage + used).update(from: source, count: bytes.count)
        used &+= bytes.count
    }

    @inlinable
    public func append(_ byte: UInt8) {
        reserve(1)
        storage[used] = byte
        used &+= 1
    }

    @inlinable
    public func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    public func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    @inlinable public func append(_ bytes: CellBytes) { append(bytes.buffer) }

    @inlinable public func removeAll() { used = 0 }

    /// The bytes from `offset` on, `length` of them. Valid until the arena grows or goes.
    @inlinable
    public func bytes(at offset: Int, length: Int) -> CellBytes {
        precondition(offset >= 0 && length >= 0 && offset <= used - length, "a slice lies inside its arena")
        return CellBytes(start: storage + offset, count: length)
    }

    public var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
}
