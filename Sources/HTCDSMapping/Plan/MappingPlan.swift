public import HTCDSCells
import HTCDSDocuments
public import HTCDSFindings
import HTCDSSpec

/// A mapping compiled against the columns of one file: names have become numbers, nothing is looked up any more.
///
/// Immutable and shared by all threads; each thread has batches of its own.
public final class MappingPlan: Sendable {
    public let document: MappingDocument
    public let layout: RecordLayout
    public let columnCount: Int
    /// The day that counts as today.
    public let asOf: PackedDate?
    /// Column of running numbers whose cell alone makes no record.
    public let numberingColumn: Int?

    let slots: [Slot]
    /// Of each slot: a slot, or a transform, is costly to copy, and every batch goes through all.
    private let transforms: [SharedTransform]
    let extensions: [ExtensionColumn]
    /// Column of the record's own id.
    public let idColumn: Int?
    let provenance: ProvenanceColumns?
    let missing: MissingWords
    /// Which part of the document each of the last things of the layout comes from.
    let parts: [Int]

    struct Slot: Sendable {
        let info: SlotInfo
        let transform: any Transform
        let table: CodeTable?
    }

    private final class SharedTransform: Sendable {
        let transform: any Transform

        init(_ transform: any Transform) { self.transform = transform }
    }

    init(
        document: MappingDocument, layout: RecordLayout, columnCount: Int, asOf: PackedDate?, numberingColumn: Int?,
        slots: [Slot],
        extensions: [ExtensionColumn], idColumn: Int?, provenance: ProvenanceColumns?,
        missing: MissingWords, parts: [Int]
    ) {
        self.parts = parts
        self.provenance = provenance
        self.document = document
        self.layout = layout
        self.columnCount = columnCount
        self.asOf = asOf
        self.numberingColumn = numberingColumn
        self.slots = slots
        transforms = slots.map { SharedTransform($0.transform) }
        self.extensions = extensions
        self.idColumn = idColumn
        self.missing = missing
    }

    /// The column from which on rows hold no part of a case.
    public var columnLimit: Int { document.source.listsFrom ?? .max }

    /// Whether columns that turn up later (a new element in a tree) are kept.
    public var keepsUnknownColumns: Bool { document.keep.all }

    /// Whether the document takes fields from columns, and none of them is there.
    public var findsNothing: Bool {
        let isAsked = !document.standardFields.isEmpty || !document.fields.isEmpty || !document.parts.isEmpty
        return isAsked && !layout.slots.contains { !$0.columns.isEmpty }
    }

    /// The same document compiled against more columns.
    public func recompiled(columns: [SourceColumn]) -> MappingPlan {
        PlanCompiler.compile(document, columns: columns, asOf: asOf, columnsMayGrow: true)
    }

    /// Whether things may turn up later that ask for columns and slots of their own.
    public var growsByThings: Bool { document.parts.contains { $0.each != nil } }

    /// The record's own id, nil where the source states none.
    public func ownID(_ cells: CellBatch, _ record: Int) -> CellBytes? {
        guard let idColumn, idColumn < cells.columnCount else { return nil }
        let text = cells.bytes(cells.cell(record: record, column: idColumn)).trimmed()
        return missing.contains(text) ? nil : text
    }

    /// The own ids of the records of a batch, each empty where the source states none; what is asked of all of them is
    /// asked once.
    public func ownIDs(_ cells: CellBatch, into ids: inout [CellBytes]) {
        ids.removeAll(keepingCapacity: true)
        guard let idColumn, idColumn < cells.columnCount else { return }
        let arena = cells.arena
        let missing = missing
        ids.reserveCapacity(cells.recordCount)
        for cell in cells.column(idColumn) {
            let text = arena.bytes(at: Int(cell.offset), length: cell.length).trimmed()
            ids.append(missing.contains(text) ? CellBytes(start: text.start, count: 0) : text)
        }
    }

    /// Room for the fields of a batch.
    public func makeFieldBatch(recordCapacity: Int) -> FieldBatch {
        FieldBatch(slotCount: slots.count, recordCapacity: recordCapacity)
    }

    /// Maps a whole batch: fills `fields` (emptied first) slot by slot.
    public func map(_ cells: CellBatch, to fields: FieldBatch) {
        precondition(fields.recordCapacity >= cells.recordCount && fields.slotCount == slots.count)
        fields.removeAll()
        for number in transforms.indices { transforms[number].transform.apply(cells, to: fields, slot: number) }
    }

    /// The text of the cell that a value was made from, for a message's shape.
    public func text(of fault: FieldBatch.Fault, in cells: CellBatch) -> CellBytes {
        let cell = cells.cell(record: Int(fault.record), column: Int(fault.column))
        return cells.bytes(cell).trimmed()
    }

    /// The public code that was probably meant: the one the fault hints at, or the nearest spelling of the list.
    public func suggestion(_ fault: FieldBatch.Fault, _ text: CellBytes) -> String? {
        if let hinted = code(fault) { return hinted }
        switch fault.fault {
        case .notInCodeList, .notInOpenList, .unmappedValue, .notACountry, .notALanguage: break
        default: return nil
        }
        return slots[Int(fault.slot)].table?.suggestion(text)
    }

    /// The name of the code that a fault hints at.
    public func code(_ fault: FieldBatch.Fault) -> String? {
        // Of a loss the hint is a row of the mapping.
        guard fault.fault != .lossy, fault.fault != .localCode, fault.hint >= 0,
            let table = slots[Int(fault.slot)].table,
            Int(fault.hint) < table.names.count
        else {
            return nil
        }
        return table.names[Int(fault.hint)]
    }
}

/// Columns that tell where a record came from, where it was a record already.
struct ProvenanceColumns: Sendable {
    let source: Int?
    let sheet: Int?
    let record: Int?
    let mapping: Int?
}

/// A column whose text goes into the record beside the fields.
struct ExtensionColumn: Sendable {
    let column: Int
    /// The partner's own name.
    let key: String
    /// The thing whose `extensions` it joins; -1: the record's.
    let entity: Int
    /// The object within a person whose `extensions` it joins; nil: the person's own.
    let table: HTCDSTable?
    /// Whether it is kept in every record; else only where one of `slots` could not use all of it.
    let always: Bool
    let slots: [Int]
}
