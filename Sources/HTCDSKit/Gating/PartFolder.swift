#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Folders that stand beside their target until they are complete: `.NAME.PID.RANDOM.part`.
enum PartFolder {
    /// So many bytes of the target's name stand in the part's, whose length file systems limit to 255 bytes.
    private static let mostNameBytes = 180

    /// - Parameter target: name of the target, without its folder.
    static func name(of target: String, process: Int32 = getpid()) -> String {
        "\(stem(target))\(process).\(UInt32.random(in: 0...UInt32.max))\(ending)"
    }

    private static let ending = ".part"

    private static func stem(_ target: String) -> String {
        var short = target
        while short.utf8.count > mostNameBytes { short.removeLast() }
        return ".\(short)."
    }

    /// Whose part of `target` this is, nil if it is none.
    private static func process(_ name: String, of target: String) -> Int32? {
        let stem = stem(target)
        guard name.hasPrefix(stem), name.hasSuffix(ending) else { return nil }
        let numbers = name.dropFirst(stem.count).dropLast(ending.count).split(
            separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 2, UInt32(numbers[1]) != nil, let process = Int32(numbers[0]), process > 0 else {
            return nil
        }
        return process
    }

    /// Removes the parts of runs that were killed: their process is gone, and nobody holds their lock. The lock tells
    /// where the process is one of another container or machine, whose numbers mean nothing here.
    static func removeLeftovers(of target: String, in parent: String) {
        guard let folder = opendir(parent) else { return }
        defer { closedir(folder) }
        var found: [String] = []
        while let entry = readdir(folder) {
            let name = Self.name(entry)
            guard let process = process(name, of: target), process != getpid() else { continue }
            if isGone(process) { found.append(name) }
        }
        for name in found {
            let path = "\(parent)/\(name)"
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            var info = stat()
            if fstat(descriptor, &info) == 0, info.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                remove(path)
            }
            close(descriptor)
        }
    }

    /// Whether a process is no more, or has ended and only waits for its parent to ask how (in a container, often for ever).
    private static func isGone(_ process: Int32) -> Bool {
        if kill(process, 0) != 0 { return errno == ESRCH }
        let descriptor = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &text, text.count)
        // The state stands behind the name of the program, which is in brackets and may hold any letter.
        guard count > 0, let end = text[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else {
            return false
        }
        return text[end + 2] == UInt8(ascii: "Z") || text[end + 2] == UInt8(ascii: "X")
    }

    /// Removes a folder and the files in it. Folders in it, which are none of ours, stay and keep it.
    static func remove(_ path: String) {
        // Again where a thread put a file into it meanwhile.
        for _ in 0..<3 {
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { return }
            for name in entries(of: descriptor) ?? [] { unlinkat(descriptor, name, 0) }
            close(descriptor)
            if rmdir(path) == 0 || errno == ENOENT { return }
        }
    }

    /// Names in an open folder, sorted, without `.` and `..`; nil where they cannot be read.
    static func entries(of descriptor: Int32) -> [String]? {
        // A descriptor of its own, which the stream closes.
        let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { return nil }
        guard let folder = fdopendir(own) else {
            close(own)
            return nil
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = Self.name(entry)
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func name(_ entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) { name in
            name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                String(cString: $0)
            }
        }
    }
}
