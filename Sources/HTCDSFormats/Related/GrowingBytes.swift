#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that grow at their end: in memory up to a bound, past it in a file that has no name and that its owner alone
/// could read, mapped into memory so that the system may write it out and forget it.
///
/// Not thread-safe.
final class GrowingBytes {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int
    private let bound: Int
    private var descriptor: Int32 = -1

    /// What is told to be too large where the disk is full.
    private let what: String

    /// - Parameter bound: bytes that may stay in memory.
    init(bound: Int, what: String = "A related table") {
        self.bound = bound
        self.what = what
        capacity = 64 * 1_024
        base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        if descriptor >= 0 {
            munmap(base, capacity)
            close(descriptor)
        } else {
            base.deallocate()
        }
    }

    /// Whether the bytes are in a file.
    var isOnDisk: Bool { descriptor >= 0 }

    /// Makes room for more bytes behind the last.
    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    func reserve(_ extra: Int) throws {
        guard extra > capacity - count else { return }
        let wanted = max(count + extra, capacity * 2)
        if descriptor < 0, wanted <= bound {
            let moved = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
            moved.copyMemory(from: base, byteCount: count)
            base.deallocate()
            base = moved
            capacity = wanted
            return
        }
        try moveToFile(wanted)
    }

    private func moveToFile(_ wanted: Int) throws {
        let isFirst = descriptor < 0
        if isFirst { descriptor = try NamelessFile.open() }
        // Blocks are asked for at once: a disk that fills up later would end the program in the middle of a store.
        let reserved = posix_fallocate(descriptor, 0, off_t(wanted))
        guard reserved == 0 || ftruncate(descriptor, off_t(wanted)) == 0, reserved != ENOSPC else {
            throw full(isFirst)
        }
        let mapped = mmap(nil, wanted, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let mapped, mapped != MAP_FAILED else { throw full(isFirst) }
        if isFirst {
            mapped.copyMemory(from: base, byteCount: count)
            base.deallocate()
        } else {
            munmap(base, capacity)
        }
        base = mapped
        capacity = wanted
    }

    private func full(_ isFirst: Bool) -> FormatError {
        if isFirst {
            close(descriptor)
            descriptor = -1
        }
        return FormatError(
            .inputOutput, "\(what) is too large for the memory, and the folder for temporary files has no room."
        )
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try reserve(bytes.count)
        if let start = bytes.baseAddress { (base + count).copyMemory(from: start, byteCount: bytes.count) }
        count += bytes.count
    }

    func append(zeros: Int) throws {
        try reserve(zeros)
        memset(base + count, 0, zeros)
        count += zeros
    }

    func append<Value: BitwiseCopyable>(_ value: Value) throws {
        try withUnsafeBytes(of: value) { try append($0) }
    }

    func load<Value: BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
        precondition(offset >= 0 && offset <= count - MemoryLayout<Value>.size)
        return base.loadUnaligned(fromByteOffset: offset, as: type)
    }

    func store<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
        precondition(offset >= 0 && offset <= count - MemoryLayout<Value>.size)
        base.storeBytes(of: value, toByteOffset: offset, as: Value.self)
    }
}
