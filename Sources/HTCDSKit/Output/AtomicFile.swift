import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Somewhere bytes go in order.
protocol ByteSink: AnyObject {
    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws
    /// Makes what was written count. Without it nothing was written.
    func commit() throws
    /// Forgets what was written, to start again.
    func restart() throws
}

/// A file that appears whole or not at all: written beside its target, flushed, renamed. Readable by its owner alone.
///
/// Dropped without `commit`, it leaves no trace and the target as it was.
final class AtomicFile: ByteSink {
    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 20

    /// - Throws: `ToolError` with `.cannotCreateOutput`.
    init(path: String) throws {
        self.path = path
        var info = stat()
        if stat(path, &info) == 0, (info.st_mode & S_IFMT) == S_IFDIR {
            throw ToolError(.cannotCreateOutput, "The output \(path) is a folder. Name a file.")
        }
        temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw ToolError(
                .cannotCreateOutput, "The output \(path) cannot be created: \(String(cString: strerror(errno))).")
        }
        TemporaryFiles.shared.add(temporary)
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
        TemporaryFiles.shared.remove(temporary)
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try Descriptor.writeAll(descriptor, UnsafeRawBufferPointer(bytes), name: path)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBytes { try Descriptor.writeAll(descriptor, $0, name: path) }
        buffer.removeAll(keepingCapacity: true)
    }

    func commit() throws {
        try flush()
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure() }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0, rename(temporary, path) == 0 else {
            let error = failure()
            unlink(temporary)
            TemporaryFiles.shared.remove(temporary)
            throw error
        }
        TemporaryFiles.shared.remove(temporary)
    }

    func restart() throws {
        buffer.removeAll(keepingCapacity: true)
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure() }
    }

    private func failure() -> ToolError {
        ToolError(.inputOutput, "Writing \(path) failed: \(String(cString: strerror(errno))). Nothing was left behind.")
    }
}

/// Standard output. Nothing is written before `commit` unless it no longer fits into memory's small share.
final class StandardOutput: ByteSink {
    private var buffer: [UInt8] = []
    private var hasWritten = false
    private static let bufferSize = 1 << 20

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        buffer.append(contentsOf: bytes)
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        hasWritten = true
        try buffer.withUnsafeBytes { try Descriptor.writeAll(1, $0, name: "standard output") }
        buffer.removeAll(keepingCapacity: true)
    }

    func commit() throws { try flush() }

    func restart() throws {
        guard !hasWritten else {
            throw ToolError(
                .unreadableInput,
                "The file turned out to be in another encoding after output had begun. Give --encoding, or --output FILE."
            )
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// A file or device that cannot be replaced by renaming (`/dev/stdout`, `/dev/full`, a named pipe).
final class DirectOutput: ByteSink {
    private let descriptor: Int32
    private let name: String

    init(path: String) throws {
        name = path
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 {
            throw ToolError(
                .cannotCreateOutput, "The output \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
    }
    deinit { close(descriptor) }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        try Descriptor.writeAll(descriptor, UnsafeRawBufferPointer(bytes), name: name)
    }
    func commit() throws {}
    func restart() throws {
        throw ToolError(
            .unreadableInput, "The file turned out to be in another encoding after output had begun. Give --encoding.")
    }
}

enum OutputOpener {
    /// - Parameter path: a file, `-` for standard output.
    static func open(_ path: String) throws -> any ByteSink {
        if path == "-" { return StandardOutput() }
        var info = stat()
        if stat(path, &info) == 0 {
            let kind = info.st_mode & S_IFMT
            if kind == S_IFCHR || kind == S_IFIFO { return try DirectOutput(path: path) }
        }
        return try AtomicFile(path: path)
    }
}

enum Descriptor {
    static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, name: String) throws {
        var offset = 0
        while offset < bytes.count {
            guard let base = bytes.baseAddress else { return }
            let count = write(descriptor, base + offset, bytes.count - offset)
            if count > 0 {
                offset += count
                continue
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EPIPE {
                throw ToolError(.inputOutput, "The reader of the output went away.", isClosedPipe: true)
            }
            throw ToolError(.inputOutput, "Writing \(name) failed: \(String(cString: strerror(errno))).")
        }
    }
}
