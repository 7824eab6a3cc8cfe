import HTCDSCells

/// The places in a text where an unquoted cell ends, one after another: delimiters, line feeds and carriage returns.
///
/// Behind the text stand ``ByteBlock/size`` line feeds, so that there is always a next one.
struct CellEnds {
    private let base: UnsafePointer<UInt8>
    private let delimiters: SIMD16<UInt8>
    /// Where the block begins that is looked at, and which places in it are still to come.
    private var block: Int
    private var ahead: UInt64

    @inline(__always)
    init(_ base: UnsafePointer<UInt8>, delimiter: UInt8, from start: Int) {
        self.base = base
        delimiters = SIMD16<UInt8>(repeating: delimiter)
        block = start & ~(ByteBlock.size - 1)
        ahead = 0
        ahead = places() & (~0 &<< UInt64(truncatingIfNeeded: start &- block))
    }

    @inline(__always)
    private func places() -> UInt64 {
        let lineFeeds = SIMD16<UInt8>(repeating: 0x0A)
        let returns = SIMD16<UInt8>(repeating: 0x0D)
        return ByteBlock(base + block).places { ($0 .== delimiters) .| ($0 .== lineFeeds) .| ($0 .== returns) }
    }

    @inline(__always)
    mutating func next() -> Int {
        while ahead == 0 {
            block &+= ByteBlock.size
            ahead = places()
        }
        let place = block &+ ahead.trailingZeroBitCount
        ahead &= ahead &- 1
        return place
    }

    /// Goes on behind `place`, which lies before no place that was given. What stands before it may have been changed.
    @inline(__always)
    mutating func pass(_ place: Int) {
        let start = place & ~(ByteBlock.size - 1)
        if start != block {
            block = start
            ahead = places()
        }
        ahead &= ~1 &<< UInt64(truncatingIfNeeded: place &- start)
    }
}
