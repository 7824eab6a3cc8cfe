import Foundation

/// Reads and writes text files below the root of the package.
struct PackageFolder {
    private let root: URL

    init(root: String) {
        self.root = URL(fileURLWithPath: root, isDirectory: true)
    }

    func data(at path: String) throws -> Data {
        do {
            return try Data(contentsOf: root.appendingPathComponent(path))
        } catch {
            throw GenerationError(message: "\(path) cannot be read: \(error.localizedDescription)")
        }
    }

    /// The text of a file, byte for byte; nil where there is none or it is not UTF-8.
    func text(at path: String) -> String? {
        (try? data(at: path)).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Names of the files in a folder that end in `suffix`, sorted by bytes; none where the folder is missing.
    func names(in path: String, endingWith suffix: String) -> [String] {
        let url = root.appendingPathComponent(path)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func write(_ text: String, to path: String) throws {
        let url = root.appendingPathComponent(path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw GenerationError(message: "\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
