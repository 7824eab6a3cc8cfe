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

    /// Reads a document that has nothing but a `source` section; nil where anything is wrong with it.
    static func source(yaml: String, name: String) -> SourceSection? {
        let complaints = ComplaintList()
        guard let root = try? DocumentNode.parse(yaml: yaml, name: name, complaints: complaints),
            let value = root.entries?.first?.value
        else { return nil }
        let source = MappingReader(complaints: complaints).source(value)
        return complaints.all.isEmpty ? source : nil
    }
}
