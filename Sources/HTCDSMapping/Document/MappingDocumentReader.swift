import HTCDSDocuments
import HTCDSSpec

/// Reads a mapping document and says everything that is wrong with it at once, before any data is touched.
public enum MappingDocumentReader {
    /// - Parameter name: what to call the document in messages.
    /// - Throws: `DocumentError` with every complaint, each with line and column.
    public static func read(yaml: String, name: String) throws -> MappingDocument {
        let complaints = ComplaintList()
        let root = try DocumentNode.parse(yaml: yaml, name: name, complaints: complaints)
        let document = MappingReader(complaints: complaints).document(root)
        guard complaints.all.isEmpty, let document else {
            throw DocumentError(document: name, complaints: complaints.all)
        }
        return document
    }
}
