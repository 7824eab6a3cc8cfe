import Crypto
import Foundation
import HTCDSFormats

/// Reads a source and hashes its bytes in a thread of its own, some blocks ahead of who asks for them.
///
/// Reading and hashing go from one byte to the next and cannot be shared among threads; done by the thread that also finds
/// chunks and puts results in order, they would keep the workers waiting. Memory: four blocks of 256 KiB.
final class ReadAhead: @unchecked Sendable {
    // Unchecked: `source` and `hash` belong to the thread until it is over, `current` to who reads, and everything else
    // is guarded by `condition`.
    private let source: any ByteSource
    private var hash: SHA256
    private let condition = NSCondition()
    private var free = (0..<4).map { _ in Block() }
    private var filled: [Block] = []
    private var failure: (any Error)?
    private var isOver = false
    private var isStopped = false
    private var current: Block?

    private final class Block {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
        var count = 0
        /// How many bytes were handed out.
        var taken = 0
        deinit { bytes.deallocate() }
    }

    /// - Parameter hash: of what was read of `source` before. Nobody else may read it from now on.
    init(_ source: any ByteSource, hash: SHA256) {
        self.source = source
        self.hash = hash
        let thread = Thread { [self] in serve() }
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Lets the thread end, however much of the source is left.
    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }

    /// - Returns: the SHA-256 of the whole source, once ``read(into:)`` has returned 0.
    func digest() -> SHA256Digest { condition.withLock { hash.finalize() } }

    private func serve() {
        while let block = takeFree() {
            do {
                block.count = try source.read(into: block.bytes)
                hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block.bytes[..<block.count]))
                if block.count == 0 { return end(nil) }
            } catch { return end(error) }
            block.taken = 0
            condition.withLock {
                filled.append(block)
                condition.signal()
            }
        }
    }

    /// A block to be filled, nil where no more are wanted.
    private func takeFree() -> Block? {
        condition.withLock {
            while free.isEmpty && !isStopped { condition.wait() }
            return isStopped ? nil : free.removeLast()
        }
    }

    private func end(_ error: (any Error)?) {
        condition.withLock {
            failure = error
            isOver = true
            condition.signal()
        }
    }

    /// As `ByteSource` has it: an error comes behind all bytes that were read before it.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard buffer.count > 0, let block = try next() else { return 0 }
        let count = min(buffer.count, block.count - block.taken)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block.bytes[block.taken..<block.taken + count]))
        block.taken += count
        return count
    }

    /// The block with the bytes that follow, nil at the end.
    private func next() throws -> Block? {
        if let current, current.taken < current.count { return current }
        return try condition.withLock {
            if let read = current {
                current = nil
                free.append(read)
                condition.signal()
            }
            while filled.isEmpty && !isOver { condition.wait() }
            if filled.isEmpty {
                if let failure { throw failure }
                return nil
            }
            current = filled.removeFirst()
            return current
        }
    }
}
