import HTCDSCells

/// Whether a text that is gone through block by block is UTF-8 without NUL, which is no character of any text.
///
/// Every byte is loaded for another reason anyway (``RecordBoundary``), so that plain blocks cost nothing more here.
struct TextCheck {
    /// Whether a block held a byte that is no text.
    private(set) var isBroken = false

    /// Looks at 64 bytes from `block` on, all of which were read.
    @inline(__always)
    mutating func pass(_ bytes: ByteBlock, _ base: UnsafePointer<UInt8>, at block: Int) {
        if bytes.isPlain && (block == 0 || base[block &- 1] < 0x80) { return }
        if block == 0 {
            pass(base, from: 0, to: ByteBlock.size)
        } else if bytes.places(of: SIMD16<UInt8>(repeating: 0)) != 0 || !UTF8Check.isValid(blockAt: base + block) {
            isBroken = true
        }
    }

    /// Looks at the bytes of a block that is not read to its end. A sequence that is cut is looked at when it is whole.
    @inline(never)
    mutating func pass(_ base: UnsafePointer<UInt8>, at block: Int, count: Int) {
        pass(base, from: block, to: UTF8Check.countUncut(CellBytes(start: base, count: count)))
    }

    /// Looks whether the text ends in the middle of a sequence.
    mutating func end(_ base: UnsafePointer<UInt8>, count: Int) { pass(base, from: max(count - 4, 0), to: count) }

    /// The same of fewer bytes, among blanks.
    private mutating func pass(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
        let before = min(start, 3)
        guard end > start else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * ByteBlock.size) { room in
            guard let around = room.baseAddress else { return }
            around.initialize(repeating: 0x20, count: room.count)
            let block = around + ByteBlock.size
            (block - before).update(from: base + start - before, count: before + end - start)
            // A sequence that a blank cuts is a fault; one that the block's end cuts is looked at with the next block.
            if ByteBlock(block).places(of: SIMD16<UInt8>(repeating: 0)) != 0 || !UTF8Check.isValid(blockAt: block) {
                isBroken = true
            }
        }
    }
}
