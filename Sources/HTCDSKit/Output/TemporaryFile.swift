import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file for a library that writes paths only: there from the start, readable by its owner alone, gone without a trace
/// unless it is published.
final class TemporaryFile {
    let path: String
    /// Named to the user: what the file becomes.
    private let name: String
    private var isGone = false

    /// - Parameter target: beside which the file stands, so that it can be renamed; nil: in the folder for temporary files.
    /// - Throws: `ToolError` with `.cannotCreateOutput`.
    init(beside target: String?) throws {
        name = target ?? "standard output"
        let stem = target ?? Self.folder + "/htcds"
        path = "\(stem).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ToolError(
                .cannotCreateOutput, "The output \(name) cannot be created: \(String(cString: strerror(errno))).")
        }
        close(descriptor)
        TemporaryFiles.shared.add(path)
    }

    deinit { remove() }

    /// Where files go that nobody is to see.
    static var folder: String {
        let path = FileManager.default.temporaryDirectory.path
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private func remove() {
        guard !isGone else { return }
        isGone = true
        unlink(path)
        TemporaryFiles.shared.remove(path)
    }

    /// Flushes the file and gives it its name.
    func publish(as target: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        let flushed = fsync(descriptor) == 0 || errno == EINVAL
        close(descriptor)
        guard flushed, rename(path, target) == 0 else { throw failure() }
        isGone = true
        TemporaryFiles.shared.remove(path)
    }

    /// Copies the file to a sink, and removes it.
    func copy(to sink: any ByteSink) throws {
        let handle = open(path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw failure() }
        defer {
            close(handle)
            remove()
        }
        var block = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(handle, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { break }
            try block.withUnsafeBufferPointer { try sink.write(UnsafeBufferPointer(rebasing: $0[0..<count])) }
        }
        try sink.commit()
    }

    private func failure() -> ToolError {
        ToolError(.inputOutput, "Writing \(name) failed: \(String(cString: strerror(errno))). Nothing was left behind.")
    }
}
