#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An ordinary file, or standard input, read from its start to its end.
///
/// Directories, FIFOs, sockets and devices are refused by name: a reader must not wait for ever on what it was given by
/// mistake. Standard input may be anything.
public final class FileByteSource: ByteSource {
    private let descriptor: Int32
    private let owned: Bool
    /// Size in bytes as the file system says it, nil for standard input.
    public let size: Int?

    /// Opens a file for reading.
    /// - Parameter path: the file; a leading `~` is not expanded.
    /// - Throws: `FormatError` with `.cannotOpen`.
    public init(path: String) throws {
        // Looked at before it is opened: opening a FIFO for reading waits for a writer.
        var info = stat()
        guard stat(path, &info) == 0 else {
            throw FormatError(
                .cannotOpen,
                errno == ENOENT || errno == ENOTDIR
                    ? "There is no such file. Check the name and the folder."
                    : "The file cannot be opened: \(Self.reason()).")
        }
        try Self.demandOrdinary(info)
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard opened >= 0 else {
            throw FormatError(.cannotOpen, "The file cannot be opened: \(Self.reason()).")
        }
        // Looked at again: it may have changed between the two calls.
        if fstat(opened, &info) != 0 || (info.st_mode & S_IFMT) != S_IFREG {
            close(opened)
            throw FormatError(.cannotOpen, "The file cannot be opened: it is not an ordinary file.")
        }
        descriptor = opened
        owned = true
        size = Int(info.st_size)
        #if canImport(Glibc)
            posix_fadvise(opened, 0, 0, POSIX_FADV_SEQUENTIAL)
        #endif
    }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        owned = false
        size = nil
    }

    public static func standardInput() -> FileByteSource { FileByteSource(descriptor: 0) }

    deinit { if owned { close(descriptor) } }

    private static func demandOrdinary(_ info: stat) throws {
        let what: String
        switch info.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: what = "a folder; name the file in it"
        case S_IFIFO: what = "a pipe; use - to read from standard input"
        case S_IFSOCK: what = "a socket"
        default: what = "a device"
        }
        throw FormatError(.cannotOpen, "This is not a file but \(what).")
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, start, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, start, buffer.count)
            #else
                let count = Darwin.read(descriptor, start, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno == EINTR { continue }
            throw FormatError(.inputOutput, "Reading failed midway: \(Self.reason()).")
        }
    }
}
