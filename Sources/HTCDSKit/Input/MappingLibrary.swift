import Foundation
import HTCDSDocuments
import HTCDSFormats
public import HTCDSMapping
import HTCDSSpec

/// A mapping document with the text it was read from.
public struct LoadedMapping: Sendable {
    public let document: MappingDocument
    public let yaml: String
    /// The file it was read from, nil for a shipped one and for standard input.
    var path: String?
    public var sha256: String { Hexadecimal.sha256(yaml) }

    /// The same with matches applied that are not exact, as an acceptance allows, and with an organisation's own codes.
    func accepting(_ relations: RelationPolicy, localCodes: [LocalCode] = []) -> LoadedMapping {
        var document = document
        document.policy = relations
        document.localCodes = localCodes
        return LoadedMapping(document: document, yaml: yaml, path: path)
    }
}

/// Finds mapping documents: the shipped ones by name, others by path.
public enum MappingLibrary {
    /// All shipped mappings, read and checked.
    public static func shipped() throws -> [LoadedMapping] {
        try MappingCatalogue.entries.map { LoadedMapping(document: try $0.document(), yaml: $0.yaml) }
    }

    /// - Parameter reference: name of a shipped mapping, path of a document, or `-` for standard input.
    /// - Throws: `ToolError`: 64 for an unknown name, 66 for a missing file, 78 for a wrong document.
    public static func load(_ reference: String) throws -> LoadedMapping {
        if let yaml = MappingCatalogue.yaml(reference), let document = try MappingCatalogue.document(reference) {
            return LoadedMapping(document: document, yaml: yaml)
        }
        let isPath =
            reference == "-" || reference.contains("/") || reference.hasSuffix(".yaml") || reference.hasSuffix(".yml")
            || FileManager.default.fileExists(atPath: reference)
        guard isPath else {
            let near = Spelling.nearest(to: reference, in: MappingCatalogue.names).map { " Did you mean \($0)?" } ?? ""
            throw ToolError(
                .usage,
                "There is no mapping called \(reference).\(near) The names: \(MappingCatalogue.names.joined(separator: ", "))."
            )
        }
        let name = reference == "-" ? "standard input" : reference
        do {
            let source = reference == "-" ? FileByteSource.standardInput() : try FileByteSource(path: reference)
            let bytes = try source.readAll(limit: DocumentNode.maximumSize + 1)
            guard let yaml = String(validating: bytes, as: UTF8.self) else {
                throw ToolError(.wrongDocument, "\(name): The document is not UTF-8 text.")
            }
            return LoadedMapping(
                document: try MappingDocumentReader.read(yaml: yaml, name: name), yaml: yaml,
                path: reference == "-" ? nil : reference)
        } catch { throw ToolError.wrapping(error, file: error is FormatError ? name : nil) }
    }
}

extension ByteSource {
    /// At most `limit` bytes, from here on.
    func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 * 1024)
        while bytes.count < limit {
            let count = try block.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { break }
            bytes.append(contentsOf: block[0..<count])
        }
        return bytes.count > limit ? Array(bytes[0..<limit]) : bytes
    }
}
