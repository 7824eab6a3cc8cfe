import Foundation

/// Where the tests find the package and the published files.
enum PackageRoot {
    static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The published field standard 2.0; nil where it is not at hand.
    static let publishedStandard: String? = publishedStandard(version: "2.0")

    /// A published field standard: below the folder that `HTCDS_SHARED` names, else below `shared` beside the package;
    /// nil where it is not at hand.
    static func publishedStandard(version: String) -> String? {
        let shared = ProcessInfo.processInfo.environment["HTCDS_SHARED"] ?? path + "/../shared"
        let file = shared + "/toolkit/HTCDS Field Standards \(version).ods"
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
