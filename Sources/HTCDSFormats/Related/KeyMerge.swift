/// Makes one run of a few.
///
/// Memory: a block of keys for each, and one for what is written.
final class KeyMerge {
    /// Runs that are merged at once.
    static let width = 4

    private struct Cursor {
        let run: KeyRun
        let block: UnsafeMutableBufferPointer<UInt64>
        var index = 0
        var filled = 0
        var read = 0

        /// Goes on to the next key, which may be the first.
        /// - Returns: whether there is one.
        @inline(__always)
        mutating func advance() throws -> Bool {
            index += 1
            return try index < filled || refill()
        }

        mutating func refill() throws -> Bool {
            index = 0
            filled = min(block.count, run.count - read)
            if filled == 0 { return false }
            try run.shelf.read(UnsafeMutableBufferPointer(rebasing: block[..<filled]), from: run.slot, at: read)
            read += filled
            return true
        }
    }

    private let block: Int
    private let room: UnsafeMutableBufferPointer<UInt64>

    /// - Parameter block: keys that are read and written at once.
    init(block: Int) {
        self.block = block
        room = .allocate(capacity: block * (Self.width + 1))
    }

    deinit { room.deallocate() }

    /// - Parameters:
    ///   - runs: at most ``width``.
    ///   - merged: has room for the keys of all of them.
    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    func merge(_ runs: ArraySlice<KeyRun>, to merged: KeyRun) throws {
        precondition(runs.count <= Self.width && runs.reduce(0) { $0 + $1.count } == merged.count)
        var cursors: [Cursor] = []
        for (number, run) in runs.enumerated() {
            var cursor = Cursor(run: run, block: part(number))
            if try cursor.refill() { cursors.append(cursor) }
        }
        let output = part(Self.width)
        var waiting = 0
        var written = 0
        while !cursors.isEmpty {
            var least = 0
            var key = cursors[0].block[cursors[0].index]
            for other in 1..<max(cursors.count, 1) {
                let found = cursors[other].block[cursors[other].index]
                if found < key { (least, key) = (other, found) }
            }
            output[waiting] = key
            waiting += 1
            if waiting == block {
                try merged.shelf.write(UnsafeBufferPointer(output), to: merged.slot, at: written)
                written += waiting
                waiting = 0
            }
            if try !cursors[least].advance() { cursors.remove(at: least) }
        }
        try merged.shelf.write(
            UnsafeBufferPointer(rebasing: output[..<waiting]), to: merged.slot, at: written)
    }

    /// Hands out the keys of a run, block by block.
    /// - Throws: `FormatError` with `.inputOutput`.
    func forEachBlock(of run: KeyRun, _ body: (UnsafeBufferPointer<UInt64>) -> Void) throws {
        var cursor = Cursor(run: run, block: part(0))
        while try cursor.refill() { body(UnsafeBufferPointer(rebasing: cursor.block[..<cursor.filled])) }
    }

    private func part(_ number: Int) -> UnsafeMutableBufferPointer<UInt64> {
        UnsafeMutableBufferPointer(rebasing: room[number * block..<(number + 1) * block])
    }
}
