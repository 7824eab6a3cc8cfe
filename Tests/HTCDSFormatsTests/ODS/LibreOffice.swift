import Foundation
import TestSupport

/// LibreOffice without a window, as another program that writes spreadsheets.
enum LibreOffice {
    /// Whether `soffice` runs.
    static let isThere: Bool = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        if folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/soffice") }) { return true }
        print("Skipped: LibreOffice (soffice) is not at hand.")
        return false
    }()

    struct Failure: Error {}

    /// Converts a file and gives the path of the result, in a folder of its own.
    ///
    /// - Parameter filter: the filter and its options, where the ending alone does not say them.
    static func convert(_ path: String, to ending: String, filter: String? = nil) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        _ = try Spawn.capture([
            "soffice", "--headless", "-env:UserInstallation=file://\(folder.path)/profile", "--convert-to",
            filter.map { "\(ending):\($0)" } ?? ending,
            "--outdir", folder.path, path,
        ])
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let result = folder.appendingPathComponent("\(name).\(ending)")
        guard FileManager.default.fileExists(atPath: result.path) else { throw Failure() }
        return result
    }
}
