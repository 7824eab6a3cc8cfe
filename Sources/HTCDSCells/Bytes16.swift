#if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
    public import _Builtin_intrinsics.intel.sse2
#endif

/// 16 bytes that are looked at at once.
///
/// `SIMD16<UInt8>` can do the same, but some of its operators were compiled byte by byte in one place and as one instruction
/// in another (Swift 6.3), with ten times the cost. These are one or two instructions each, where the processor has them.
@frozen
public struct Bytes16 {
    #if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
        @usableFromInline let raw: __m128i

        @inlinable
        @inline(__always)
        init(raw: __m128i) { self.raw = raw }

        /// - Parameter start: 16 bytes that may be read.
        @inlinable
        @inline(__always)
        public init(_ start: UnsafePointer<UInt8>) {
            raw = UnsafeRawPointer(start).loadUnaligned(as: __m128i.self)
        }

        /// The same byte 16 times.
        @inlinable
        @inline(__always)
        public init(repeating byte: UInt8) { raw = _mm_set1_epi8(CChar(bitPattern: byte)) }

        @inlinable
        @inline(__always)
        public static func | (one: Bytes16, other: Bytes16) -> Bytes16 {
            Bytes16(raw: _mm_or_si128(one.raw, other.raw))
        }

        @inlinable
        @inline(__always)
        public static func & (one: Bytes16, other: Bytes16) -> Bytes16 {
            Bytes16(raw: _mm_and_si128(one.raw, other.raw))
        }

        /// FF where the byte is that of `other`, else 0.
        @inlinable
        @inline(__always)
        public func same(_ other: Bytes16) -> Bytes16 { Bytes16(raw: _mm_cmpeq_epi8(raw, other.raw)) }

        /// FF where the byte is from `first` to `last`, else 0.
        @inlinable
        @inline(__always)
        public func within(_ first: UInt8, _ last: UInt8) -> Bytes16 {
            let above = _mm_sub_epi8(raw, Bytes16(repeating: first).raw)
            return Bytes16(raw: _mm_cmpeq_epi8(_mm_min_epu8(above, Bytes16(repeating: last &- first).raw), above))
        }

        /// The highest bit of each byte, the first byte's lowest.
        @inlinable
        @inline(__always)
        public var highestBits: UInt32 { UInt32(bitPattern: _mm_movemask_epi8(raw)) }
    #else
        @usableFromInline let raw: SIMD16<UInt8>

        @inlinable
        @inline(__always)
        init(raw: SIMD16<UInt8>) { self.raw = raw }

        @inlinable
        @inline(__always)
        init(raw: SIMDMask<SIMD16<Int8>>) { self.raw = unsafeBitCast(raw, to: SIMD16<UInt8>.self) }

        /// - Parameter start: 16 bytes that may be read.
        @inlinable
        @inline(__always)
        public init(_ start: UnsafePointer<UInt8>) {
            raw = UnsafeRawPointer(start).loadUnaligned(as: SIMD16<UInt8>.self)
        }

        /// The same byte 16 times.
        @inlinable
        @inline(__always)
        public init(repeating byte: UInt8) { raw = SIMD16(repeating: byte) }

        @inlinable
        @inline(__always)
        public static func | (one: Bytes16, other: Bytes16) -> Bytes16 { Bytes16(raw: one.raw | other.raw) }

        @inlinable
        @inline(__always)
        public static func & (one: Bytes16, other: Bytes16) -> Bytes16 { Bytes16(raw: one.raw & other.raw) }

        /// FF where the byte is that of `other`, else 0.
        @inlinable
        @inline(__always)
        public func same(_ other: Bytes16) -> Bytes16 { Bytes16(raw: raw .== other.raw) }

        /// FF where the byte is from `first` to `last`, else 0.
        @inlinable
        @inline(__always)
        public func within(_ first: UInt8, _ last: UInt8) -> Bytes16 {
            Bytes16(raw: (raw &- SIMD16(repeating: first)) .<= SIMD16(repeating: last &- first))
        }

        /// The highest bit of each byte, the first byte's lowest.
        @inlinable
        @inline(__always)
        public var highestBits: UInt32 {
            // A multiplication gathers the lowest bits of eight bytes in the highest byte.
            let words = unsafeBitCast(raw, to: SIMD2<UInt64>.self)
            let low = (words[0].littleEndian &>> 7 & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080
            let high = (words[1].littleEndian &>> 7 & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080
            return UInt32(truncatingIfNeeded: low &>> 56 | (high &>> 56) &<< 8)
        }
    #endif

    /// FF where the byte is `byte`, else 0.
    @inlinable
    @inline(__always)
    public func same(_ byte: UInt8) -> Bytes16 { same(Bytes16(repeating: byte)) }
}
