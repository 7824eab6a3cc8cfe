import HTCDSCells
import HTCDSFormats
import HTCDSMapping

/// The records of the CSV in one batch, with the plan that maps them.
final class Chain {
    let plan: MappingPlan
    let cells: CellBatch
    let fields: FieldBatch
    let columns: [SourceColumn]
    static let asOf = PackedDate(year: 2026, month: 1, day: 31)

    struct NotThere: Error {}

    init(_ inputs: Inputs) throws {
        // A batch is filled from one chunk.
        var options = CSVOptions()
        options.chunkSize = 8 << 20
        let reader = try CSVReader(MemoryByteSource(try inputs.csv()), options: options)
        columns = reader.columns
        guard let document = try MappingCatalogue.document("htcds") else { throw NotThere() }
        plan = PlanCompiler.compile(document, columns: columns, asOf: Self.asOf)
        cells = Self.batch(columns, records: inputs.records)
        cells.numberingColumn = plan.numberingColumn
        guard try reader.read(into: cells) else { throw NotThere() }
        fields = plan.makeFieldBatch(recordCapacity: inputs.records)
        plan.map(cells, to: fields)
    }

    static func batch(_ columns: [SourceColumn], records: Int, carriesLines: Bool = false) -> CellBatch {
        CellBatch(
            columnCount: columns.count, recordCapacity: records, arena: ByteArena(capacity: 64),
            carriesLines: carriesLines)
    }

    /// Reads everything, and gives the number of records.
    static func drain(_ reader: any BatchReader, columns: Int? = nil, carriesLines: Bool = false) throws -> Int {
        let batch = CellBatch(
            columnCount: columns ?? reader.columns.count, recordCapacity: 1_024, arena: ByteArena(capacity: 64),
            carriesLines: carriesLines)
        var records = 0
        while try reader.read(into: batch) { records += batch.recordCount }
        return records
    }
}
