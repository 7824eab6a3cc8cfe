import Foundation
import TestSupport

/// Other people's programs, run as they are.
enum Tool {
    struct Failure: Error { let program: String }

    /// Whether a program is in the path; says so where it is not.
    static func has(_ program: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        if folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }) { return true }
        print("Skipped: \(program) is not at hand.")
        return false
    }

    /// Runs a program on an input and gives what it wrote to standard output.
    static func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let result = try Spawn.capture([program] + arguments, input: Data(input))
        guard result.status == 0 else { throw Failure(program: program) }
        return Array(result.output)
    }
}
