#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs of equally many keys in a file without a name. The room of a run that is given back is used for another.
///
/// Disk: as many runs as there were at once.
final class KeyShelf {
    /// Keys of a run.
    let keys: Int
    private let descriptor: Int32
    private var free: [Int] = []
    private var slots = 0

    /// - Throws: `FormatError` with `.inputOutput`.
    init(keys: Int) throws {
        self.keys = keys
        descriptor = try NamelessFile.open()
    }

    deinit { close(descriptor) }

    var bytes: Int { slots * keys * 8 }

    /// Room for a run.
    func take() -> Int {
        if let slot = free.popLast() { return slot }
        slots += 1
        return slots - 1
    }

    func giveBack(_ slot: Int) { free.append(slot) }

    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    func write(_ part: UnsafeBufferPointer<UInt64>, to slot: Int, at start: Int) throws {
        precondition(start + part.count <= keys)
        let bytes = UnsafeRawBufferPointer(part)
        var done = 0
        while done < bytes.count {
            let some = pwrite(
                descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, place(slot, start) + off_t(done))
            if some < 0 && errno == EINTR { continue }
            guard some > 0 else { throw NamelessFile.failure("cannot be written") }
            done += some
        }
    }

    /// - Throws: `FormatError` with `.inputOutput`.
    func read(_ part: UnsafeMutableBufferPointer<UInt64>, from slot: Int, at start: Int) throws {
        precondition(start + part.count <= keys)
        let bytes = UnsafeMutableRawBufferPointer(part)
        var done = 0
        while done < bytes.count {
            let some = pread(
                descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, place(slot, start) + off_t(done))
            if some < 0 && errno == EINTR { continue }
            guard some > 0 else { throw NamelessFile.failure("cannot be read") }
            done += some
        }
    }

    private func place(_ slot: Int, _ key: Int) -> off_t { off_t((slot * keys + key) * 8) }
}
