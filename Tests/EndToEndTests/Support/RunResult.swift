import Foundation

/// What a finished program left behind.
struct RunResult {
    /// Exit code; nil if a signal ended the program.
    let status: Int32?
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard output as one JSON value.
    func json() throws -> JSON { try JSON(output) }

    /// Everything a person could read of the run on a terminal.
    var everything: String { text + "\n" + errors }
}
