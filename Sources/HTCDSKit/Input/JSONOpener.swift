import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// JSON: the objects at the mapping's pointer become records.
extension TableOpener {
    func openJSON(_ input: InputFile, _ number: Int) throws -> Opened {
        let head = try JSONRecordReader.sniff(MemoryByteSource(input.prefix))
        // The paths of a record stand for headers: the same mapping reads an export as CSV and as JSON.
        // An object may be a record with lists in it as well as a page that holds a list of records.
        let pointers = head.recordPointers + (head.recordPointers.contains("") ? [] : [""])
        let exports = pointers.map { pointer in
            ExportHead(format: "json", rows: [(1, head.paths(pointer: pointer))])
        }
        let (mapping, why) = try recognise(exports, input)
        let document = mapping.document
        // The first of those that know as much: `max` would give the last.
        let best = exports.indices.reversed().max { a, b in share(document, exports[a]) < share(document, exports[b]) }
        let stated = document.source.record.flatMap { $0.isEmpty || $0.hasPrefix("/") ? $0 : nil }
        let pointer = document.source.formats.contains("xml") ? nil : stated
        let isLines = input.format == "ndjson" || head.kind == .lines
        input.format = isLines ? "ndjson" : "json"
        let records = isLines ? "" : pointer ?? best.map { pointers[$0] } ?? ""
        let paths = head.paths(pointer: records)
        let wanted = document.expectedPaths(besides: paths)
        let shape = TreeShape(document.treePaths)
        var limits = JSONLimits.standard
        if !shape.repeats.isEmpty { limits.columns = TreeShape.mostColumns }
        // What stands within a repeated thing is named by the reader, which numbers it.
        let found = paths.filter { shape.isOutside($0) }
        let all = found + wanted.filter { !found.contains($0) }
        let reader =
            isLines
            ? JSONRecordReader(lines: input.source, wanted: all, shape: shape, limits: limits)
            : JSONRecordReader(source: input.source, pointer: records, wanted: all, shape: shape, limits: limits)
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: asOf, columnsMayGrow: true)
        let table = Table(
            file: number, format: input.format, sheetName: nil, plan: plan, reader: .batches(reader), headerNames: [],
            headerRow: 0, encoding: .init(name: "UTF-8", why: "declared by the format"),
            judging: judging)
        return Opened(input: input, tables: [table], mapping: mapping, why: why, sheetsLeft: [], problem: nil)
    }

    /// How much of what stands at a pointer the document speaks of; what it is known by counts more.
    private func share(_ document: MappingDocument, _ head: ExportHead) -> Double {
        let count = max(head.rows.first?.names.count ?? 0, 1)
        let known = Double(Recogniser.knownHeaders(document, head)) / Double(count)
        return Recogniser.match(document, head) == nil ? known : known + 1
    }
}
