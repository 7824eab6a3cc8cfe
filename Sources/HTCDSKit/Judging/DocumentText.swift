import Foundation
import HTCDSDocuments
import HTCDSFormats

/// The text of a document that a user gives by its path.
enum DocumentText {
    /// Whether a word that is no name means a file.
    static func isPath(_ reference: String) -> Bool {
        reference.contains("/") || reference.hasSuffix(".yaml") || reference.hasSuffix(".yml")
            || FileManager.default.fileExists(atPath: reference)
    }

    /// - Throws: `FormatError` where it cannot be read, `ToolError` where it is no text.
    static func read(_ path: String) throws -> String {
        let bytes = try FileByteSource(path: path).readAll(limit: DocumentNode.maximumSize + 1)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ToolError(.wrongDocument, "\(path): The document is not UTF-8 text.")
        }
        return text
    }
}
