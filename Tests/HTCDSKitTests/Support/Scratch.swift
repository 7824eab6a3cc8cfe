import Foundation
import HTCDSKit
import Testing

/// A folder of its own for a test, gone with it.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "htcds-kit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// - Returns: the path of a new file.
    @discardableResult
    func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name))
        return path(name)
    }
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
    func lines(_ name: String) throws -> [String] { try text(name).split(separator: "\n").map(String.init) }
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }

    /// Bits of the mode of a file.
    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes[.posixPermissions] as? Int) ?? -1
    }
}

extension RunOptions {
    static func test(threads: Int = 1, _ change: (inout RunOptions) -> Void = { _ in }) -> RunOptions {
        var options = RunOptions()
        options.asOf = "2026-01-31"
        options.threads = threads
        change(&options)
        return options
    }
}

/// The error that stops some work, or nil; a `ToolError` is the only kind.
func toolError(_ body: () throws -> Void) -> ToolError? {
    do {
        try body()
        return nil
    } catch let error as ToolError {
        return error
    } catch {
        Issue.record("not a ToolError: \(type(of: error))")
        return nil
    }
}

extension Report {
    /// Counts of a rule, all fields and severities together.
    func count(_ rule: RuleID) -> Int { rules.filter { $0.rule == rule }.reduce(0) { $0 + $1.count } }
}
