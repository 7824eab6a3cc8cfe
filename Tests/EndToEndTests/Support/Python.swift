import Foundation

/// The independent oracles are Python scripts: another language, another CSV reader, another ZIP reader.
enum Python {
    static let program = Place.environment["HTCDS_TEST_PYTHON"] ?? "/usr/bin/env"
    private static let leading = Place.environment["HTCDS_TEST_PYTHON"] == nil ? ["python3"] : []

    static func run(_ arguments: [String], in folder: Scratch? = nil) throws -> RunResult {
        try CommandLine.run(program, leading + arguments, in: folder)
    }

    /// Whether Python is there and knows a module; why not is said by whoever skips.
    static func has(_ module: String) -> Bool { (try? run(["-c", "import \(module)"]).status) == 0 }

    static let isThere = has("csv")
    static let hasOpenpyxl = has("openpyxl")
    static let hasSchemaChecker = has("check_jsonschema")
}
