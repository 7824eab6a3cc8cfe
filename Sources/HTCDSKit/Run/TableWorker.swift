import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSValidation

/// A piece of a table that one thread works on by itself.
enum WorkUnit {
    case chunk(CSVChunk, TableGeneration)
    case batch(CellBatch, TableGeneration)

    var generation: TableGeneration {
        switch self {
        case .chunk(_, let generation), .batch(_, let generation): generation
        }
    }
}

/// What became of a unit.
struct UnitResult {
    var tally: FindingTally
    var output: RecordOutput?
    var records = 0
    var blankRows = 0
    var numberedBlankRows = 0
    /// Rows that are no cases, by what the mapping says (CSV).
    var leftOut = (footers: 0, comments: 0)
    /// Lines and rows the unit had (CSV).
    var lines = 0
    var rows = 0
    /// Records in which the source of a slot is filled, by slot.
    var filled: [Int]
    /// Cells behind the known columns, by column.
    var unknownCells: [Int: Int] = [:]
    /// Cells that cannot be read in columns that no field is read from.
    var broken = BrokenCells()
    /// What the mapping lost, by its row and column.
    var losses: [LossAccount.Key: Int] = [:]
    /// In how many records codes of the organisation's own stand.
    var localCodes: [LocalCodeAccount.Key: Int] = [:]
    /// What became of each filled cell.
    var account = CellAccount()
    /// By which records that repeat earlier ones are found.
    var keys = RecordKeys()
    /// Those of them that earlier records have too, in order of the records; known once units are put in order.
    var repeated: [RecordKey] = []
    /// To be used again.
    var batch: CellBatch?
}

/// Maps, checks and encodes units; one for each thread, with batches of its own.
final class TableWorker {
    private let table: Table
    private let cells: CellBatch?
    /// Batches that were widened hold more records than one of so many columns would.
    private var fields: FieldBatch
    private var fieldCapacity: Int
    private let encoder: (any RecordEncoder)?
    private let outputs: RecordOutputPool?
    private let accountant: CellAccountant
    private let samplesPerKind: Int
    private let showValues: Bool
    /// nil where records are a part of a larger job.
    private let keyMaker: RecordKeyMaker?

    /// - Parameter describesAll: whether every finding is to be told, not only those that will be shown.
    init(table: Table, encoder: (any RecordEncoder)?, options: RunOptions, describesAll: Bool = false) {
        self.table = table
        self.encoder = encoder
        outputs = encoder.map { RecordOutputPool(streamCount: $0.streamNames.count) }
        accountant = CellAccountant(table.plan)
        keyMaker = options.recordOffset == 0 ? RecordKeyMaker(table.plan) : nil
        samplesPerKind = describesAll ? 0 : options.maxFindings
        showValues = options.showValues
        let capacity = options.batchCapacity(columns: table.columnCount)
        if case .csv = table.reader {
            let batch = CellBatch(
                columnCount: table.columnCount, recordCapacity: capacity, arena: ByteArena(capacity: 64))
            batch.numberingColumn = table.plan.numberingColumn
            batch.columnLimit = table.plan.columnLimit
            cells = batch
        } else {
            cells = nil
        }
        fieldCapacity = capacity
        fields = table.plan.makeFieldBatch(recordCapacity: capacity)
    }

    func work(_ unit: WorkUnit, saturated: [Bool]) -> UnitResult {
        var result = UnitResult(
            tally: table.validator.makeTally(samplesPerKind: samplesPerKind, saturated: saturated),
            filled: Array(repeating: 0, count: fields.slotCount))
        result.tally.keepsRejectedRecords = RepeatedRecords.reject(table.judging.profile.profile)
        result.output = outputs?.make()
        switch unit {
        case .chunk(let chunk, _):
            guard let cells else { return result }
            var tokenizer = CSVTokenizer(chunk)
            while tokenizer.fill(cells) { process(cells, &result, mayBeBroken: chunk.mayBeBroken) }
            result.lines = tokenizer.nextLine - 1
            result.rows = tokenizer.nextRow - 1
        case .batch(let batch, _):
            process(batch, &result, mayBeBroken: false)
            result.batch = batch
        }
        return result
    }

    /// - Parameter mayBeBroken: whether a cell may hold what its encoding does not allow.
    private func process(_ cells: CellBatch, _ result: inout UnitResult, mayBeBroken: Bool) {
        let plan = table.plan
        if cells.recordCount > fieldCapacity {
            fieldCapacity = cells.recordCount
            fields = plan.makeFieldBatch(recordCapacity: fieldCapacity)
        }
        plan.map(cells, to: fields)
        table.validator.check(cells, fields, ordinal: result.records, into: result.tally) { column, record, fault in
            describe(column, record, fault, cells)
        }
        if mayBeBroken {
            result.broken.add(
                cells, fields, of: table, ordinal: result.records, samplesLimit: samplesPerKind, showValues: showValues)
        }
        LossAccount.count(fields, into: &result.losses)
        LocalCodeAccount.count(fields, plan, into: &result.localCodes)
        accountant.count(cells, fields, columns: table.columns, into: &result.account)
        for slot in 0..<fields.slotCount { result.filled[slot] += fields.filled[slot] }
        keyMaker?.add(cells, fields, ordinal: result.records, into: &result.keys)
        if let encoder, let output = result.output {
            for record in 0..<cells.recordCount {
                encoder.encode(cells, fields, record: record, ordinal: result.records + record, into: output)
            }
        }
        for extra in cells.extras where extra.column >= cells.columnCount && !extra.cell.isEmpty {
            result.unknownCells[extra.column, default: 0] += 1
        }
        result.records += cells.recordCount
        result.blankRows += cells.blankRows
        result.numberedBlankRows += cells.numberedBlankRows
        result.leftOut.footers += cells.leftOut.footers
        result.leftOut.comments += cells.leftOut.comments
    }

    /// What a sample says of its cell: its shape, and what public code was probably meant.
    private func describe(
        _ column: Int, _ record: Int, _ fault: FieldBatch.Fault?, _ cells: CellBatch
    ) -> FindingTally.Description {
        var description = FindingTally.Description()
        guard column >= 0, column < cells.columnCount else { return description }
        let text = cells.bytes(cells.cell(record: record, column: column)).trimmed()
        description.shape = ValueShape.describe(text)
        if let fault { description.suggestion = table.plan.suggestion(fault, text) }
        if showValues {
            description.value = text.makeString()
            if fault?.fault == .buddhistDate { description.suggestion = OtherCalendar.commonYear(text) }
        }
        return description
    }
}
