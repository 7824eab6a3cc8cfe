#if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
    public import _Builtin_intrinsics.intel.sse2
#endif

/// 64 bytes, and at which of their places a byte stands: a bit for each place, the first byte's lowest.
///
/// Text is looked at block by block, so that a loop turns once for what is looked for and not once for every byte.
@frozen
public struct ByteBlock {
    public static var size: Int { @inline(__always) @inlinable get { 64 } }

    @usableFromInline let first: SIMD16<UInt8>
    @usableFromInline let second: SIMD16<UInt8>
    @usableFromInline let third: SIMD16<UInt8>
    @usableFromInline let fourth: SIMD16<UInt8>

    /// - Parameter start: 64 bytes that may be read.
    @inlinable @inline(__always)
    public init(_ start: UnsafePointer<UInt8>) {
        let raw = UnsafeRawPointer(start)
        first = raw.loadUnaligned(as: SIMD16<UInt8>.self)
        second = raw.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        third = raw.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self)
        fourth = raw.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)
    }

    public typealias Hits = SIMDMask<SIMD16<Int8>>

    /// The places that `test` finds in each quarter.
    @inlinable @inline(__always)
    public func places(_ test: (SIMD16<UInt8>) -> Hits) -> UInt64 {
        Self.bits(test(first)) | Self.bits(test(second)) &<< 16 | Self.bits(test(third)) &<< 32
            | Self.bits(test(fourth)) &<< 48
    }

    /// The places where `byte` stands. `byte` is repeated by the caller once, outside of its loop.
    @inlinable @inline(__always)
    public func places(of byte: SIMD16<UInt8>) -> UInt64 { places { $0 .== byte } }

    /// Whether `byte` stands at one of the places at least.
    @inlinable @inline(__always)
    public func holds(_ byte: SIMD16<UInt8>) -> Bool {
        Self.bits(((first .== byte) .| (second .== byte)) .| ((third .== byte) .| (fourth .== byte))) != 0
    }

    /// Whether no byte is NUL or beyond ASCII.
    @inlinable @inline(__always)
    public var isPlain: Bool {
        let union = (Self.marked(first) | Self.marked(second)) | (Self.marked(third) | Self.marked(fourth))
        return Self.bits(union .>= SIMD16<UInt8>(repeating: 0x80)) == 0
    }

    /// The places of NUL and of bytes beyond ASCII.
    @inlinable
    public var unplainPlaces: UInt64 {
        let least = SIMD16<UInt8>(repeating: 0x80)
        return places { Self.marked($0) .>= least }
    }

    /// Bytes whose highest bit says that they are NUL or beyond ASCII: one less than NUL has it as well.
    @inlinable @inline(__always)
    static func marked(_ bytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
        bytes | (bytes &- SIMD16<UInt8>(repeating: 1))
    }

    /// One bit for each lane that is set, in one instruction where there is one.
    @inlinable @inline(__always)
    static func bits(_ hits: Hits) -> UInt64 {
        #if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
            UInt64(UInt32(bitPattern: _mm_movemask_epi8(unsafeBitCast(hits, to: SIMD2<Int64>.self))))
        #else
            portableBits(hits)
        #endif
    }

    /// The same on every processor: a multiplication gathers the lowest bits of eight bytes in the highest byte.
    @inlinable @inline(__always)
    public static func portableBits(_ hits: Hits) -> UInt64 {
        let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        let low = (words[0].littleEndian & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080
        let high = (words[1].littleEndian & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080
        return low &>> 56 | (high &>> 56) &<< 8
    }
}
