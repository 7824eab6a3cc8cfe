import Foundation
import HTCDSFormats

/// The schemas of the standard and its blank workbook.
public enum SpecExport {
    /// What can be exported, sorted.
    public static var names: [String] { (ShippedSchemas.all.map(\.name) + ["xlsx"]).sorted() }

    /// The text of a schema; nil for a name that is none, and for the workbook.
    public static func text(_ name: String) -> String? { ShippedSchemas.all.first { $0.name == name }?.text }

    /// Writes a schema or the workbook.
    ///
    /// - Parameter path: a file, which appears whole or not at all, or `-` for standard output.
    /// - Throws: `ToolError`.
    public static func write(_ name: String, to path: String) throws {
        do {
            let bytes: Data
            if name == "xlsx" {
                bytes = try workbook()
            } else if let text = text(name) {
                bytes = Data(text.utf8)
            } else {
                throw ToolError(.usage, "There is no schema \(name). There are: \(names.joined(separator: ", ")).")
            }
            let sink = try OutputOpener.open(path)
            try bytes.withUnsafeBytes { try sink.write($0.assumingMemoryBound(to: UInt8.self)) }
            try sink.commit()
        } catch { throw ToolError.wrapping(error) }
    }

    /// The library writes files only, so it gets one of its own.
    private static func workbook() throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("htcds-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("htcds.xlsx")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ToolError(.cannotCreateOutput, "The folder for temporary files cannot be written to. Set TMPDIR.")
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        try XLSXFormWriter.write(SpecWorkbook.form(Catalogues.standard), to: file.path)
        return try Data(contentsOf: file)
    }
}
