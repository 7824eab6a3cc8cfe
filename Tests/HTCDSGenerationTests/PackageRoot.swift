import Foundation

/// Where the tests find the package and the published files.
enum PackageRoot {
    static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The published field standard: below the folder that `HTCDS_SHARED` names, else below `shared` beside the
    /// package; nil where it is not at hand.
    static let publishedStandard: String? = {
        let shared = ProcessInfo.processInfo.environment["HTCDS_SHARED"] ?? path + "/../shared"
        let file = shared + "/toolkit/HTCDS Field Standards 2.0.ods"
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }()
}
