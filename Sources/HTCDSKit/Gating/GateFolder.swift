import HTCDSFindings
import HTCDSFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that a gate writes: it appears whole or not at all.
///
/// It is built beside its place, for its owner's eyes alone, every file flushed to the disk, and gets its name as the very
/// last step. Dropped without ``commit()``, it leaves no trace, and so it does when the program is interrupted. What a run
/// that was killed left behind is removed by the next run with the same place.
public final class GateFolder {
    /// As the user named it.
    public let path: String
    private let place: GatePlace
    private let part: String
    /// Of the folder while it is built; its lock says that somebody is at it.
    private var descriptor: Int32
    private var files: [String: GateFile] = [:]

    /// - Parameter path: a folder that is absent or empty.
    /// - Throws: `ToolError` with `.cannotCreateOutput`.
    public init(path: String) throws {
        self.path = path
        let place = try GatePlace(path)
        self.place = place
        PartFolder.removeLeftovers(of: place.name, in: place.parent)
        part = "\(place.parent)/\(PartFolder.name(of: place.name))"
        guard mkdir(part, 0o700) == 0 else { throw Self.cannotCreate(path, errno) }
        TemporaryFiles.shared.addFolder(part)
        descriptor = open(part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        // Whatever the mask of the process says.
        guard descriptor >= 0, fchmod(descriptor, 0o700) == 0 else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
            PartFolder.remove(part)
            TemporaryFiles.shared.removeFolder(part)
            throw Self.cannotCreate(path, code)
        }
        // Some file systems know no locks: then the number of the process must do.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
    }

    deinit { discard() }

    /// Takes everything away.
    public func discard() {
        guard descriptor >= 0 else { return }
        for file in files.values { file.abandon() }
        files = [:]
        close(descriptor)
        descriptor = -1
        PartFolder.remove(part)
        TemporaryFiles.shared.removeFolder(part)
    }

    /// Opens a file of the folder for writing, in place of an earlier one of the same name.
    /// - Throws: `ToolError` with `.inputOutput`.
    public func file(_ name: GateFileName) throws -> GateFile {
        try remove(name)
        let file = try GateFile(name, in: descriptor, shown: shown(name))
        files[name.rawValue] = file
        return file
    }

    /// Removes a file, if it is there.
    public func remove(_ name: GateFileName) throws {
        guard let known = files.removeValue(forKey: name.rawValue) else { return }
        known.abandon()
        guard unlinkat(descriptor, name.rawValue, 0) == 0 || errno == ENOENT else { throw failure(shown(name)) }
    }

    /// What a committed file of the folder holds, from its first byte.
    /// - Throws: `ToolError`.
    func read(_ name: GateFileName) throws -> FileByteSource {
        do { return try FileByteSource(path: "\(part)/\(name.rawValue)") } catch {
            throw ToolError.wrapping(error, file: shown(name))
        }
    }

    /// The committed files but the receipt, in the order of their names' list.
    public var outputs: [Receipt.Output] {
        GateFileName.allCases.filter { $0 != .receipt }.compactMap { files[$0.rawValue]?.output }
    }

    /// Commits what is open, and gives the folder its name.
    /// - Throws: `ToolError`: 73 if somebody put something there meanwhile, 74 if writing failed. Nothing is left then.
    public func commit() throws {
        precondition(descriptor >= 0, "a folder is committed once")
        do {
            for name in GateFileName.allCases { try files[name.rawValue]?.commit() }
            try flush(descriptor)
            guard TemporaryFiles.shared.publishFolder(part, { rename(part, place.path) == 0 }) else {
                let code = errno
                if code == EEXIST || code == ENOTEMPTY || code == ENOTDIR {
                    throw ToolError(
                        .cannotCreateOutput,
                        "Somebody else wrote to \(path) meanwhile. Name a folder that does not exist yet.")
                }
                if code == EBUSY { throw GatePlace.isMounted(path) }
                throw Self.failure(path, code)
            }
        } catch {
            discard()
            throw error
        }
        close(descriptor)
        descriptor = -1
        // The name is there already: a file system that cannot flush a folder takes nothing away.
        let parent = open(place.parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    private func flush(_ descriptor: Int32) throws {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
    }

    private func shown(_ name: GateFileName) -> String { "\(path)/\(name.rawValue)" }

    private func failure(_ shown: String) -> ToolError { Self.failure(shown, errno) }

    private static func failure(_ shown: String, _ code: Int32) -> ToolError {
        ToolError(.inputOutput, "Writing \(shown) failed: \(String(cString: strerror(code))). Nothing was left behind.")
    }

    private static func cannotCreate(_ path: String, _ code: Int32) -> ToolError {
        ToolError(.cannotCreateOutput, "The folder \(path) cannot be created: \(String(cString: strerror(code))).")
    }
}
