import Foundation

/// Published spreadsheets that are not part of the package.
enum PublishedSheets {
    /// The published field standards: below the folder that `HTCDS_SHARED` names, else below `shared` beside the package.
    static let paths: [String] = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["HTCDS_SHARED"]
            ?? package.deletingLastPathComponent().appendingPathComponent("shared").path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: shared + "/toolkit")) ?? []
        let found = files.filter { $0.hasSuffix(".ods") }.sorted().map { "\(shared)/toolkit/\($0)" }
        if found.isEmpty { print("Skipped: the published files are not at hand: name their folder in HTCDS_SHARED.") }
        return found
    }()
}
