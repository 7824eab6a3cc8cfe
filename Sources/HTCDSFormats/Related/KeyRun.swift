#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// 64-bit hashes in ascending order, in a file without a name.
///
/// Memory: nothing but a block while it is read. Looking a key up takes two or three reads of 4 KiB, because hashes are
/// spread evenly and the place of one can be computed from its size.
final class KeyRun {
    /// Keys read at once when one is looked up.
    private static let window = 512
    private let descriptor: Int32
    private(set) var count = 0
    private var pending: [UInt64] = []
    private var page = [UInt64](repeating: 0, count: KeyRun.window)

    /// - Throws: `FormatError` with `.inputOutput`.
    init() throws { descriptor = try NamelessFile.open() }

    deinit { close(descriptor) }

    /// Adds a key that is larger than all before it.
    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    func append(_ key: UInt64) throws {
        pending.append(key)
        if pending.count == Cursor.block { try flush() }
    }

    /// Writes what waits. To be called behind the last key.
    func flush() throws {
        try pending.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let place = off_t(count * 8 + written)
                let some = pwrite(
                    descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, place)
                if some < 0 && errno == EINTR { continue }
                guard some > 0 else { throw NamelessFile.failure("cannot be written") }
                written += some
            }
        }
        count += pending.count
        pending.removeAll(keepingCapacity: true)
    }

    /// Whether a key is among those that were flushed.
    func contains(_ key: UInt64) throws -> Bool {
        var low = 0
        var high = count
        // Where the key would lie if all of them were spread evenly.
        var guess = Int(key.multipliedFullWidth(by: UInt64(count)).high)
        while low < high {
            let start = min(max(guess - Self.window / 2, low), max(high - 1, low))
            let read = try read(at: start, atMost: min(Self.window, high - start))
            let (first, last) = (page[0], page[read - 1])
            if key < first {
                high = start
                let back = (first - key).multipliedFullWidth(by: UInt64(count)).high
                guess = start - min(Int(back), start) - 1
            } else if key > last {
                low = start + read
                guess = low + Int((key - last).multipliedFullWidth(by: UInt64(count)).high)
            } else {
                return Self.search(page, read, key)
            }
        }
        return false
    }

    private static func search(_ keys: [UInt64], _ count: Int, _ key: UInt64) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] == key { return true }
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return false
    }

    private func read(at start: Int, atMost wanted: Int) throws -> Int {
        try page.withUnsafeMutableBytes { bytes in
            try Self.read(descriptor, at: start, UnsafeMutableRawBufferPointer(rebasing: bytes[0..<wanted * 8]))
        }
        return wanted
    }

    fileprivate static func read(_ descriptor: Int32, at start: Int, _ buffer: UnsafeMutableRawBufferPointer) throws {
        var done = 0
        while done < buffer.count {
            let some = pread(
                descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(start * 8 + done))
            if some < 0 && errno == EINTR { continue }
            guard some > 0 else { throw NamelessFile.failure("cannot be read") }
            done += some
        }
    }

    // MARK: One after another

    /// Both runs in one.
    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    static func merged(_ one: KeyRun, _ other: KeyRun) throws -> KeyRun {
        let merged = try KeyRun()
        var first = Cursor(one)
        var second = Cursor(other)
        var left = try first.next()
        var right = try second.next()
        while let key = left ?? right {
            if let other = right, other <= key {
                try merged.append(other)
                if other == key { left = try first.next() }
                right = try second.next()
            } else {
                try merged.append(key)
                left = try first.next()
            }
        }
        try merged.flush()
        return merged
    }

    private struct Cursor {
        static let block = 32 * 1_024
        private let run: KeyRun
        private var buffer: [UInt64] = []
        private var index = 0
        private var position = 0

        init(_ run: KeyRun) { self.run = run }

        mutating func next() throws -> UInt64? {
            if index == buffer.count {
                let some = min(Self.block, run.count - position)
                if some == 0 { return nil }
                buffer = [UInt64](repeating: 0, count: some)
                try buffer.withUnsafeMutableBytes { try KeyRun.read(run.descriptor, at: position, $0) }
                position += some
                index = 0
            }
            defer { index += 1 }
            return buffer[index]
        }
    }
}
