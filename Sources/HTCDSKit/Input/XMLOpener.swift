import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// XML: the elements at the mapping's path become records.
extension TableOpener {
    func openXML(_ input: InputFile, _ number: Int) throws -> Opened {
        let head = try XMLRecordReader.sniff(MemoryByteSource(input.prefix))
        let export = ExportHead(
            format: "xml", root: head.rootLocalName, attributes: head.rootAttributes, paths: head.firstRecordPaths,
            children: head.childNames)
        let (mapping, why) = try recognise([export], input)
        let record = mapping.document.source.record ?? "/\(head.rootLocalName)"
        let paths = head.paths(record: record)
        let names = mapping.document.columnNames
        let expected = mapping.document.expectedPaths(besides: paths)
        let wanted =
            names.filter { paths.contains($0) || expected.contains($0) } + expected.filter { !names.contains($0) }
        let shape = TreeShape(mapping.document.treePaths)
        var limits = XMLLimits.standard
        if !shape.repeats.isEmpty { limits.columns = TreeShape.mostColumns }
        let found = paths.filter { !wanted.contains($0) && shape.isOutside($0) }
        let reader = XMLRecordReader(
            source: input.source, record: record, wanted: wanted + found, shape: shape, schema: try schema(),
            limits: limits)
        let plan = PlanCompiler.compile(
            mapping.document, columns: reader.columns, asOf: asOf, columnsMayGrow: true)
        let table = Table(
            file: number, format: "xml", sheetName: nil, plan: plan, reader: .batches(reader),
            headerNames: [], headerRow: 0,
            encoding: .init(
                name: head.declaredEncoding ?? "UTF-8",
                why: head.declaredEncoding == nil ? "XML without a declared encoding" : "XML declaration"),
            judging: judging, hasSchema: options.xsd != nil)
        return Opened(input: input, tables: [table], mapping: mapping, why: why, sheetsLeft: [], problem: nil)
    }

    /// The schema that the user gave.
    private func schema() throws -> XMLSchema? {
        guard let path = options.xsd else { return nil }
        let bytes: [UInt8]
        do { bytes = try FileByteSource(path: path).readAll(limit: 16 << 20) } catch {
            throw ToolError.wrapping(error, file: InputFile.name(path))
        }
        do { return try XMLSchema(bytes: bytes) } catch let error as FormatError {
            let line = error.location?.line.map { " (line \($0))" } ?? ""
            throw ToolError(.wrongDocument, "\(InputFile.name(path)): \(error.message)\(line)")
        }
    }
}
