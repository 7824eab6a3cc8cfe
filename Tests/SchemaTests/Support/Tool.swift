import Foundation
import TestSupport
import Testing

/// Programs that are not ours and judge what we wrote.
enum Tool {
    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A schema as it is checked in.
    static func schema(_ name: String) -> String { package.appending(path: "Schemas/generated/\(name)").path }

    /// The Python that has the packages of `Tests/requirements.txt`: `HTCDS_TEST_PYTHON`, else `python3`.
    static let python = ProcessInfo.processInfo.environment["HTCDS_TEST_PYTHON"] ?? "python3"

    /// The `htcds` under test, where one is named.
    static let htcds = ProcessInfo.processInfo.environment["HTCDS_BINARY"]

    static let xmllint = isThere(["xmllint", "--version"])
    static let checkJSONSchema = isThere([python, "-m", "check_jsonschema", "--version"])
    static let frictionless = isThere([python, "-c", "import frictionless"])
    static let openpyxl = isThere([python, "-c", "import openpyxl"])
    static let csvw = isThere([python, "-c", "import csvw"])
    static let countryConverter = isThere([python, "-c", "import country_converter"])
    static let sqlite = isThere([python, "-c", "import sqlite3"])

    static func whyNot(_ name: String) -> Comment { "\(name) is not installed: `make test` brings it" }

    private static func isThere(_ command: [String]) -> Bool {
        let isThere = (try? run(command))?.status == 0
        if !isThere { print("skipped: \(command.joined(separator: " ")) does not run; `make test` brings it") }
        return isThere
    }

    static func run(
        _ command: [String], in folder: URL? = nil, input: String? = nil
    ) throws -> (status: Int32, text: String) {
        let result = try Spawn.capture(command, in: folder, input: Data((input ?? "").utf8))
        return (result.status, String(decoding: result.output + result.errors, as: UTF8.self))
    }

    /// Runs a Python program with arguments.
    static func python(
        _ program: String, _ arguments: String..., in folder: URL? = nil
    ) throws -> (
        status: Int32, text: String
    ) {
        try run([python, "-c", program] + arguments, in: folder)
    }
}

/// A new folder that is gone after the test.
final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "htcds-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and tells its path.
    func file(_ name: String, _ text: String) throws -> String {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

/// A fault that is put into a good document: the text that is replaced, and what takes its place.
struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let replacement: String

    init(_ text: String, _ replacement: String) {
        self.text = text
        self.replacement = replacement
    }

    /// - Throws: where the document does not hold the text, so that the fault would be none.
    func put(into document: String) throws -> String {
        let range = try #require(document.range(of: text), "the document does not hold: \(text)")
        return document.replacingCharacters(in: range, with: replacement)
    }

    var testDescription: String { "\(text) -> \(replacement)" }
}
