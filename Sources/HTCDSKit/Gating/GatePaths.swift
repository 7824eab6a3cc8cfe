import Foundation

/// Where things may be written beside a gate's folder.
enum GatePaths {
    /// Whole records never stand beside what leaves.
    /// - Throws: `ToolError` with `.usage`.
    static func demandOutside(_ path: String?, of directory: String) throws {
        guard let path, path != "-" else { return }
        let inside = resolved(path)
        let folder = resolved(directory)
        guard inside == folder || inside.hasPrefix(folder + "/") else { return }
        throw ToolError(
            .usage,
            "Whole records are personal data and must not lie in the folder that is handed on. Give --quarantine a place "
                + "outside of \(directory).")
    }

    /// The path without links and dots, as far as it exists.
    private static func resolved(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}
