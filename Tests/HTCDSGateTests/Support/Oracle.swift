import Foundation
import TestSupport

/// Python programs that judge what we wrote. They share no code with us.
enum Oracle {
    /// The Python that has the packages of `Tests/requirements.txt`.
    static let python = ProcessInfo.processInfo.environment["HTCDS_TEST_PYTHON"] ?? "python3"

    static let hasPython = isThere("csv")
    static let hasPacSynth = isThere("pacsynth")

    private static func isThere(_ module: String) -> Bool {
        let isThere = (try? Spawn.capture([python, "-c", "import \(module)"]))?.status == 0
        if !isThere { print("skipped: Python's \(module) is not installed; `make test` brings it") }
        return isThere
    }

    /// - Returns: what the program printed, as JSON; nil where it failed.
    static func run(_ program: String, _ input: Data, _ arguments: [String]) throws -> (json: Any?, errors: String) {
        let result = try Spawn.capture([python, "-c", program] + arguments, input: input)
        return (
            try? JSONSerialization.jsonObject(with: result.output, options: .fragmentsAllowed),
            String(decoding: result.errors, as: UTF8.self)
        )
    }
}

/// Numbers that are the same in every run: SplitMix64.
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
