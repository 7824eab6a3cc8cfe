import Foundation
import TestSupport
import Testing

/// Programs that are not ours and judge what we wrote.
enum Shell {
    static func run(_ command: String...) throws -> (status: Int32, output: String) { try run(command) }

    static func run(_ command: [String]) throws -> (status: Int32, output: String) {
        let result = try Spawn.capture(command)
        return (result.status, String(decoding: result.output + result.errors, as: UTF8.self))
    }

    static func isThere(_ program: String) -> Bool {
        let isThere = (try? Spawn.capture(["which", program]))?.status == 0
        if !isThere { print("skipped: \(program) is not installed") }
        return isThere
    }

    /// The Python that has the packages of `Tests/requirements.txt`.
    static let python = ProcessInfo.processInfo.environment["HTCDS_TEST_PYTHON"] ?? "python3"

    static let hasCheckJSONSchema: Bool = {
        let isThere = (try? Spawn.capture([python, "-m", "check_jsonschema", "--version"]))?.status == 0
        if !isThere { print("skipped: check-jsonschema is not installed") }
        return isThere
    }()

    static func sha256(_ path: String) throws -> String {
        let result = try run(
            python, "-c", "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())", path
        )
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// A disk of 128 KiB, gone with the test.
final class SmallDisk {
    let folder: URL

    static let canMount: Bool = {
        guard (try? SmallDisk()) == nil else { return true }
        print("skipped: a disk cannot be mounted, so none can be full")
        return false
    }()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "htcds-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let result = try Spawn.capture(["mount", "-t", "tmpfs", "-o", "size=128k", "htcds-test", folder.path])
        guard result.status == 0 else {
            try FileManager.default.removeItem(at: folder)
            throw CocoaError(.featureUnsupported)
        }
    }

    deinit {
        _ = try? Spawn.capture(["umount", folder.path])
        try? FileManager.default.removeItem(at: folder)
    }
}
