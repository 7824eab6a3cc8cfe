import Foundation
public import HTCDSFindings
import HTCDSFormats

/// JSON reports that were kept: read again, shown in another form, compared.
public enum Reports {
    /// Reports hold a bounded number of findings unless all were asked for; more than this is no report.
    static let maximumSize = 256 << 20

    /// Reads a report as `--format json` writes it.
    ///
    /// - Parameter showValues: whether values that the report may hold stay in it.
    /// - Throws: `ToolError`: 66 for a missing file, 65 for one that is no report.
    public static func read(_ path: String, showValues: Bool = false) throws -> Report {
        let bytes: [UInt8]
        do {
            bytes = try FileByteSource(path: path).readAll(limit: maximumSize + 1)
        } catch { throw ToolError.wrapping(error, file: path) }
        guard bytes.count <= maximumSize else {
            throw ToolError(.unreadableInput, "\(path): The file is too large for a report.")
        }
        guard var report = try? JSONDecoder().decode(Report.self, from: Data(bytes)), report.report == 1 else {
            throw ToolError(
                .unreadableInput,
                "\(path): This is no report of this tool. Give a file that --format json or --report wrote.")
        }
        if !showValues {
            for index in report.findings.indices { report.findings[index].value = nil }
        }
        return report
    }
}
