import CLibXML2

/// A schema in XML Schema 1.0 that documents are held against while they are read.
///
/// Read from one file; what it imports or includes is not fetched. Not thread-safe.
public final class XMLSchema {
    let parsed: ParsedSchema

    /// - Parameter bytes: the schema's text.
    /// - Throws: `FormatError` where it is no schema; its message holds nothing of the text.
    public init(bytes: [UInt8]) throws { parsed = try ParsedSchema(bytes: bytes) }
}

/// The schema as libxml2 keeps it. Apart from ``XMLSchema``, so that whoever imports this module need not know libxml2.
final class ParsedSchema {
    private let schema: OpaquePointer

    /// - Parameter bytes: the schema's text.
    /// - Throws: `FormatError` where it is no schema; its message holds nothing of the text.
    init(bytes: [UInt8]) throws {
        XMLPushParser.initialise()
        var problem: (line: Int, code: Int32)?
        let parsed = bytes.withUnsafeBytes { buffer -> OpaquePointer? in
            withUnsafeMutablePointer(to: &problem) { problem in
                // Without this, libxml2 prints to standard error.
                xmlSetStructuredErrorFunc(problem, Self.noteProblem)
                defer { xmlSetStructuredErrorFunc(nil, nil) }
                // Nothing that the document names is fetched or opened.
                let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard
                    let document = xmlReadMemory(
                        start, Int32(clamping: buffer.count), nil, nil, Int32(XML_PARSE_NONET.rawValue))
                else { return nil }
                defer { xmlFreeDoc(document) }
                guard document.pointee.intSubset == nil, document.pointee.extSubset == nil,
                    let context = xmlSchemaNewDocParserCtxt(document)
                else { return nil }
                defer { xmlSchemaFreeParserCtxt(context) }
                xmlSchemaSetParserStructuredErrors(context, Self.noteProblem, problem)
                return htcds_xmlSchemaParseAlone(context)
            }
        }
        guard let parsed else {
            throw FormatError(
                .notWhatItClaims,
                "This is no XML Schema that can be used. It must stand in one file, without a DOCTYPE.",
                location: .init(line: problem.map { $0.line > 0 ? $0.line : nil } ?? nil, part: nil))
        }
        schema = parsed
    }

    deinit { xmlSchemaFree(schema) }

    private static let noteProblem: xmlStructuredErrorFunc = { context, error in
        guard let context, let error else { return }
        let problem = context.assumingMemoryBound(to: (line: Int, code: Int32)?.self)
        if problem.pointee == nil { problem.pointee = (Int(error.pointee.line), error.pointee.code) }
    }

    func makeValidation() -> OpaquePointer? { xmlSchemaNewValidCtxt(schema) }
}
