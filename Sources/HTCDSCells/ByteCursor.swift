/// Writes behind what an arena holds, and asks for room once a piece, not once a byte.
///
/// Copies go 16 bytes at a time. They read up to 15 bytes behind a piece that lies in an arena and write as many behind
/// the room that was asked for; ``ByteArena/padding`` allows both. What was written counts once ``finish()`` was called;
/// until then nobody else may append to the arena.
public struct ByteCursor {
    public let arena: ByteArena
    @usableFromInline var next: UnsafeMutablePointer<UInt8>
    @usableFromInline var end: UnsafeMutablePointer<UInt8>

    @inlinable
    public init(_ arena: ByteArena) {
        self.arena = arena
        next = arena.base + arena.count
        end = arena.base + arena.capacity
    }

    /// Bytes from the start of the arena.
    @inlinable public var count: Int { next - arena.base }

    /// Makes all that was written count.
    @inlinable public func finish() { arena.count = count }

    /// Forgets what was written since ``count`` was `count`.
    @inlinable
    public mutating func rewind(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        next = arena.base + count
    }

    /// Puts another byte in the place of one that was written.
    @inlinable
    public func replace(at index: Int, by byte: UInt8) {
        precondition(index >= 0 && index < count)
        arena.base[index] = byte
    }

    @inlinable
    @inline(__always)
    mutating func reserve(_ extra: Int) { if extra > end - next { grow(extra) } }

    @usableFromInline
    @inline(never)
    mutating func grow(_ extra: Int) {
        arena.count = count
        arena.reserve(extra)
        next = arena.base + arena.count
        end = arena.base + arena.capacity
    }

    @inlinable
    public mutating func put(_ byte: UInt8) {
        reserve(1)
        next.pointee = byte
        next += 1
    }

    @inlinable
    public mutating func put(_ text: StaticString) {
        put(CellBytes(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends bytes from anywhere.
    @inlinable
    public mutating func put(_ bytes: CellBytes) {
        reserve(bytes.count)
        next.update(from: bytes.start, count: bytes.count)
        next += bytes.count
    }

    /// Appends a slice of an arena.
    @inlinable
    @inline(__always)
    public mutating func put(slice: CellBytes) {
        reserve(slice.count)
        let from = UnsafeRawPointer(slice.start)
        let to = UnsafeMutableRawPointer(next)
        var index = 0
        while index < slice.count {
            to.storeBytes(
                of: from.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self), toByteOffset: index,
                as: SIMD16<UInt8>.self)
            index &+= 16
        }
        next += slice.count
    }

    /// Appends a word that was made beforehand.
    @inlinable
    @inline(__always)
    public mutating func put(_ word: WordStore.Word, of words: WordStore) { put(slice: words[word]) }

    /// Lets `body` append to the arena by its own means.
    @inlinable
    public mutating func aside(_ body: (ByteArena) -> Void) {
        finish()
        body(arena)
        self = ByteCursor(arena)
    }

    /// Two digits of a number below 100.
    @inlinable
    @inline(__always)
    mutating func putPair(_ number: Int) {
        next[0] = UInt8(truncatingIfNeeded: 0x30 &+ number / 10)
        next[1] = UInt8(truncatingIfNeeded: 0x30 &+ number % 10)
        next += 2
    }

    /// `2018`, `2018-05` or `2018-05-03`.
    public mutating func put(_ date: PackedDate) {
        reserve(10)
        putPair(date.year / 100)
        putPair(date.year % 100)
        putPart(date.month)
        putPart(date.day)
    }

    @inline(__always)
    private mutating func putPart(_ number: Int) {
        guard number > 0 else { return }
        next.pointee = 0x2D
        next += 1
        putPair(number)
    }
}

/// Words that are made once and written often: keys, codes, tags.
public final class WordStore {
    /// Where a word lies. Good for the store that made it.
    public struct Word: BitwiseCopyable, Sendable {
        @usableFromInline let start: Int
        @usableFromInline let count: Int
    }

    @usableFromInline let arena = ByteArena(capacity: 4096)

    public init() {}

    public func add(_ bytes: some Sequence<UInt8>) -> Word {
        let start = arena.count
        for byte in bytes { arena.append(byte) }
        return Word(start: start, count: arena.count - start)
    }
    public func add(_ text: String) -> Word { add(text.utf8) }

    @inlinable
    public subscript(word: Word) -> CellBytes {
        @inline(__always)
        get { arena.bytes(at: word.start, length: word.count) }
    }
}

/// Sixteen bytes looked at in one go.
@usableFromInline
enum ByteVector {
    @inlinable
    @inline(__always)
    static func load(_ start: UnsafePointer<UInt8>) -> SIMD16<Int8> {
        UnsafeRawPointer(start).loadUnaligned(as: SIMD16<Int8>.self)
    }

    /// How many lanes stand before the first hit; 16 where there is none.
    @inlinable
    @inline(__always)
    static func firstHit(_ hits: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return UInt64(littleEndian: words[0]).trailingZeroBitCount >> 3 }
        return words[1] != 0 ? 8 + UInt64(littleEndian: words[1]).trailingZeroBitCount >> 3 : 16
    }

    /// Whether a slice of an arena is free of bytes that `looks` hits.
    @inlinable
    @inline(__always)
    static func isPlain(_ slice: CellBytes, _ looks: (SIMD16<Int8>) -> SIMDMask<SIMD16<Int8>>) -> Bool {
        var index = 0
        while index < slice.count {
            let hit = firstHit(looks(load(slice.start + index)))
            if hit < 16 { return index &+ hit >= slice.count }
            index &+= 16
        }
        return true
    }
}
