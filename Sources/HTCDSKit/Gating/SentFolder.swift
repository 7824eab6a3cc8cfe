import HTCDSFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that somebody sent: its files are opened by name in it, no link is followed, nothing waits.
final class SentFolder {
    private let descriptor: Int32
    /// Names of what is in it, sorted.
    let names: [String]

    /// - Throws: `ToolError` with `.missingInput`.
    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ToolError(
                .missingInput,
                errno == ENOTDIR
                    ? "\(path) is no folder. Name the folder that the gate wrote."
                    : errno == ENOENT
                        ? "There is no folder \(path). Check the name."
                        : "The folder \(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard let names = PartFolder.entries(of: descriptor) else {
            let code = errno
            close(descriptor)
            throw ToolError(
                .missingInput, "The folder \(path) cannot be read: \(String(cString: strerror(code))).")
        }
        self.names = names
    }

    deinit { close(descriptor) }

    /// An open file, and its size when it was opened.
    final class File {
        private let descriptor: Int32
        let size: Int

        fileprivate init?(_ name: String, in folder: Int32) {
            let opened = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard opened >= 0 else { return nil }
            var info = stat()
            guard fstat(opened, &info) == 0, (info.st_mode & S_IFMT) == S_IFREG else {
                close(opened)
                return nil
            }
            descriptor = opened
            size = Int(info.st_size)
        }

        deinit { close(descriptor) }

        /// Passes at most `size` bytes on, block by block.
        func read(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
            defer { block.deallocate() }
            var rest = size
            while rest > 0 {
                let count = Self.read(descriptor, block.baseAddress, min(rest, block.count))
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else {
                    throw ToolError(.inputOutput, "Reading the folder failed: \(String(cString: strerror(errno))).")
                }
                if count == 0 { return }
                rest -= count
                try body(UnsafeRawBufferPointer(rebasing: block[0..<count]))
            }
        }

        /// The function of the system, whose name is taken here.
        private static func read(_ descriptor: Int32, _ block: UnsafeMutableRawPointer?, _ count: Int) -> Int {
            #if canImport(Glibc)
                Glibc.read(descriptor, block, count)
            #elseif canImport(Musl)
                Musl.read(descriptor, block, count)
            #else
                Darwin.read(descriptor, block, count)
            #endif
        }
    }

    /// nil where it is no ordinary file that can be opened.
    func file(_ name: String) -> File? { File(name, in: descriptor) }
}
