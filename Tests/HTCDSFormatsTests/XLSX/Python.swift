import Foundation
import TestSupport

/// The Python of the machine, as a second opinion; tests that need it say so when it is missing.
enum Python {
    /// Whether `python3` runs and has these modules.
    static func has(_ modules: String) -> Bool {
        guard (try? run("import \(modules)")) != nil else {
            print("Skipped: python3 with \(modules) is not at hand.")
            return false
        }
        return true
    }

    /// Runs a program and gives what it printed.
    @discardableResult
    static func run(_ program: String, _ arguments: String...) throws -> String {
        let result = try Spawn.capture(["python3", "-c", program] + arguments)
        guard result.status == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: result.output, as: UTF8.self)
    }

    /// A path for a file that a test makes; the caller removes it.
    static func temporaryPath(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)").path
    }
}
