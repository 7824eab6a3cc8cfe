import HTCDSCells

/// Where the values of one cell end, one after another: at separators, and at the end of the cell.
///
/// Looks at ``ByteBlock/size`` bytes at once, which must be readable behind the cell.
struct PartEnds {
    private let start: UnsafePointer<UInt8>
    private let length: Int
    private let bytes: Bytes
    private var block = 0
    private var ahead: UInt64 = 0

    /// One to four separators, each sixteen times in a vector.
    struct Bytes: Sendable {
        private let vectors: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)
        private let isOne: Bool

        /// nil where there are none, or more.
        init?(_ separators: [UInt8]) {
            guard let last = separators.last, separators.count <= 4 else { return nil }
            let four = (separators + [last, last, last]).map { SIMD16<UInt8>(repeating: $0) }
            vectors = (four[0], four[1], four[2], four[3])
            isOne = separators.count == 1
        }

        @inline(__always)
        func places(_ start: UnsafePointer<UInt8>) -> UInt64 {
            let block = ByteBlock(start)
            if isOne { return block.places(of: vectors.0) }
            return block.places {
                (($0 .== vectors.0) .| ($0 .== vectors.1)) .| (($0 .== vectors.2) .| ($0 .== vectors.3))
            }
        }

        @inline(__always)
        func holds(_ byte: UInt8) -> Bool {
            byte == vectors.0[0] || byte == vectors.1[0] || byte == vectors.2[0] || byte == vectors.3[0]
        }
    }

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ length: Int, _ bytes: Bytes) {
        self.start = start
        self.length = length
        self.bytes = bytes
        look()
    }

    @inline(__always)
    private mutating func look() {
        ahead = bytes.places(start + block)
        let left = length &- block
        // The end of the cell ends its last value.
        if left < ByteBlock.size {
            let end: UInt64 = 1 &<< UInt64(truncatingIfNeeded: left)
            ahead = ahead & (end &- 1) | end
        }
    }

    /// The next end from `position` on, which is not behind the cell.
    @inline(__always)
    mutating func next(from position: Int) -> Int {
        while true {
            while ahead == 0 {
                block &+= ByteBlock.size
                look()
            }
            let end = block &+ ahead.trailingZeroBitCount
            ahead &= ahead &- 1
            if end >= position { return end }
        }
    }
}
