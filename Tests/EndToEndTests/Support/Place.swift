import Foundation

/// Where the tests find the package, its binary and the published files.
enum Place {
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// The binary under test: the one that `HTCDS_BINARY` names, else the newest build; nil where there is none.
    static let binary: String? = {
        if let named = environment["HTCDS_BINARY"] { return named }
        let builds = [".build/release/htcds", ".build/debug/htcds"].map { package.appendingPathComponent($0).path }
        func age(_ path: String) -> Date? {
            let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            return (try? FileManager.default.attributesOfItem(atPath: real))?[.modificationDate] as? Date
        }
        return builds.filter { age($0) != nil }.max { (age($0) ?? .distantPast) < (age($1) ?? .distantPast) }
    }()

    /// The folder of published files: the one that `HTCDS_SHARED` names, else `shared` beside the package; nil where it
    /// is not at hand.
    static let shared: URL? = {
        let folder =
            environment["HTCDS_SHARED"].map { URL(fileURLWithPath: $0) }
            ?? package.deletingLastPathComponent().appendingPathComponent("shared")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static func published(_ path: String) -> URL? {
        guard let file = shared?.appendingPathComponent(path) else { return nil }
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }

    static func example(_ path: String) -> String { package.appendingPathComponent("Examples/" + path).path }

    static let tests = package.appendingPathComponent("Tests/EndToEndTests")
    static func golden(_ name: String) -> URL { tests.appendingPathComponent("Golden/" + name) }
    static func oracle(_ name: String) -> String { tests.appendingPathComponent("Oracles/" + name).path }
}
