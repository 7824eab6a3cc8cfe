public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Starts a program and waits for it, by POSIX alone.
///
/// The whole suite starts some thousands of programs from several threads. Foundation's `Process` waits for each by a run
/// loop that other threads have to serve, which takes its time where all of them wait.
public enum Spawn {
    public struct Failure: Error, CustomStringConvertible {
        let program: String
        let code: Int32
        public var description: String { "\(program) cannot be started: \(String(cString: strerror(code)))" }
    }

    /// Where standard output goes.
    public enum Output {
        case file(String)
        /// A descriptor, which the caller closes.
        case descriptor(Int32)
    }

    #if canImport(Darwin)
        private typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t?>
    #else
        private typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>
    #endif
    private typealias ChangeFolder = @convention(c) (Actions, UnsafePointer<CChar>) -> Int32
    private typealias CloseFrom = @convention(c) (Actions, Int32) -> Int32

    /// A function of the C library that its headers show to GNU programs only.
    private static func function<Function>(_ name: String) -> Function? {
        dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
    }

    /// - Parameter folder: the working folder of the program.
    /// - Returns: the exit code; nil if a signal ended the program.
    public static func run(
        _ program: String, _ arguments: [String], folder: String, input: String, output: Output, errors: String
    ) throws -> Int32? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        switch output {
        case .file(let path): posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY, 0)
        case .descriptor(let number): posix_spawn_file_actions_adddup2(&actions, number, 1)
        }
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY, 0)
        guard let changeFolder: ChangeFolder = Self.function("posix_spawn_file_actions_addchdir_np") else {
            throw Failure(program: program, code: ENOSYS)
        }
        _ = changeFolder(&actions, folder)
        // What other tests have open is no business of the program's.
        if let closeFrom: CloseFrom = Self.function("posix_spawn_file_actions_addclosefrom_np") {
            _ = closeFrom(&actions, 3)
        }
        // As a shell would start it: no signal is blocked or passed over.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let path = program.hasPrefix("/") ? program : FileManager.default.currentDirectoryPath + "/" + program
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        let code = posix_spawn(&child, path, &actions, &attributes, words, environ)
        guard code == 0 else { throw Failure(program: program, code: code) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure(program: program, code: errno) }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }

    /// Runs a command that `PATH` finds, and gives what it wrote.
    /// - Returns: the exit code, 255 where a signal ended it.
    public static func capture(
        _ command: [String], in folder: URL? = nil, input: Data = Data()
    ) throws -> (status: Int32, output: Data, errors: Data) {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("htcds-spawn-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (given, output, errors) = (
            scratch.appendingPathComponent("in"), scratch.appendingPathComponent("out"),
            scratch.appendingPathComponent("errors")
        )
        try input.write(to: given)
        try Data().write(to: output)
        try Data().write(to: errors)
        let status = try run(
            "/usr/bin/env", command, folder: folder?.path ?? FileManager.default.currentDirectoryPath,
            input: given.path, output: .file(output.path), errors: errors.path)
        return (status ?? 255, try Data(contentsOf: output), try Data(contentsOf: errors))
    }
}
