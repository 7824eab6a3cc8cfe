import Foundation
import HTCDSCells
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec

extension Fiction {
    /// Writes the records that ``write(records:seed:format:fields:asOf:to:progress:)`` writes as NDJSON in another form,
    /// or in the shape of a partner's export: they go through the same doors as a file of them would.
    ///
    /// - Parameters:
    ///   - target: a form of the standard, or the mapping whose shape is written.
    ///   - threads: worker threads; nil: as many as there are cores. The bytes do not depend on it.
    /// - Throws: `ToolError`.
    public static func convert(
        records: Int, seed: UInt64, to target: Conversion.Target, fields: Fields = .current, asOf: String? = nil,
        output: String, threads: Int? = nil, progress: ((Int) -> Void)? = nil
    ) throws {
        let author = try author(records: records, seed: seed, asOf: asOf)
        let writer = try RecordWriter(target: target, path: output, inputs: [])
        do {
            guard var document = try MappingCatalogue.document("htcds-records") else { return }
            let chosen = chosen(fields)
            let ids = Set(chosen.map(\.id))
            // Fields that are never made ask for no column.
            document.fields.removeAll { !ids.contains($0.field) }
            for index in document.parts.indices {
                document.parts[index].fields.removeAll { !ids.contains($0.field) }
            }
            let shape = TreeShape(document.treePaths)
            var limits = JSONLimits.standard
            limits.columns = TreeShape.mostColumns
            let source = FictionByteSource(records: records, author: author, fields: chosen)
            let reader = JSONRecordReader(
                lines: source, wanted: document.columnNames, shape: shape, limits: limits)
            let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: nil, columnsMayGrow: true)
            let table = Table(
                file: 0, format: "ndjson", sheetName: nil, plan: plan, reader: .batches(reader), headerNames: [],
                headerRow: 0, encoding: .init(name: "UTF-8", why: "made here"))
            try run(table, writer, threads: threads, progress)
            _ = try writer.commit()
        } catch { throw ToolError.wrapping(error) }
    }

    private static func run(
        _ table: Table, _ writer: RecordWriter, threads: Int?, _ progress: ((Int) -> Void)?
    ) throws {
        let threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
        let feed = TableFeed(table, options: RunOptions()) { made in
            TableGeneration(
                made,
                workers: try (0..<threads).map { _ in
                    TableWorker(
                        table: made, encoder: try writer.makeEncoder(made, fileName: "htcds generate"),
                        options: RunOptions())
                })
        }
        let pipeline = OrderedPipeline<WorkUnit, UnitResult> { unit, number in
            // Nobody asks what is wrong with them.
            unit.generation.workers[number].work(
                unit, saturated: unit.generation.saturation.current.map { _ in true })
        }
        var written = 0
        func consume(_ result: UnitResult) throws {
            if let output = result.output { try writer.take(output, before: written) }
            written += result.records
            if let batch = result.batch { feed.reuse(batch) }
            progress?(written)
        }
        try pipeline.run(threads: threads, next: { try feed.next() }, consume: consume)
    }
}
