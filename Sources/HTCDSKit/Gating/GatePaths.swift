import Foundation

/// Where things may be written beside a gate's folder.
enum GatePaths {
    /// Whole records never stand beside what leaves, nor on the screen.
    /// - Throws: `ToolError` with `.usage`.
    static func demandOutside(_ path: String?, of directories: [String]) throws {
        guard let path else { return }
        guard path != "-" else {
            throw ToolError(.usage, "Whole records are personal data. Give --quarantine a file, not standard output.")
        }
        let inside = resolved(path)
        guard
            let directory = directories.first(where: {
                let folder = resolved($0)
                return inside == folder || inside.hasPrefix(folder + "/")
            })
        else { return }
        throw ToolError(
            .usage,
            "Whole records are personal data and must not lie in the folder that is handed on. Give --quarantine a place "
                + "outside of \(directory).")
    }

    /// The path without links and dots, as far as it exists.
    private static func resolved(_ path: String) -> String {
        let url = URL(filePath: path).standardizedFileURL
        guard !FileManager.default.fileExists(atPath: url.path) else { return url.resolvingSymlinksInPath().path }
        // Links are followed in what exists.
        let parent = url.deletingLastPathComponent()
        return parent.path == url.path ? url.path : resolved(parent.path) + "/" + url.lastPathComponent
    }
}
