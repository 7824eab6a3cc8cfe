public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// A mapping turned round: how records are written into the columns of a partner's export.
///
/// The mapping is compiled against columns made up for it, as it would be against a file; then each of its transforms is
/// inverted. So what is written is what the mapping reads. Immutable and shared by all threads.
public final class WayBack: Sendable {
    /// Something that a record may hold and the partner's shape does not.
    public struct Loss: Sendable, Hashable {
        /// Official id of the field, nil for a kept column.
        public let field: String?
        /// Name of a kept column, nil for a field.
        public let column: String?
        /// A clause for a caseworker, without a full stop.
        public let why: String
    }

    public let document: MappingDocument
    /// The columns of the export.
    public let columns: [SourceColumn]
    /// What the source of the records can hold and the export cannot, whether or not any record holds it.
    public let losses: [Loss]

    /// The document as it reads its own columns.
    let target: MappingPlan
    let source: MappingPlan
    /// Whether records go back into the shape they came from.
    let isSameShape: Bool
    /// By slot of the target.
    let forms: [CellForm]
    let missing: [MissingWords]
    let entities: [BackEntity]
    /// Columns of the source's extensions in the export, -1 where there is none.
    let extensionColumns: [Int]
    let headerIDs: [String?]
    /// Whether things of a record are known by ids that are of use within it only.
    var makesKeys: Bool { !document.tables.isEmpty && !isSameShape }
    /// How columns are spread over the main table and those that belong to it.
    let split: TableSplit
    /// Headers of the related tables, by name.
    public var relatedHeaders: [String: [String]] { split.headers }

    /// - Parameters:
    ///   - document: of the shape that is written.
    ///   - source: the plan of the records.
    ///   - columns: those that the file has already, nil for a new one.
    ///   - headers: those of related tables that are begun already, by name.
    public init(
        _ document: MappingDocument, source: MappingPlan, columns: [SourceColumn]? = nil,
        headers: [String: [String]] = [:]
    ) {
        let made = PartnerColumns(document, source: source)
        var columns = columns ?? made.columns
        if !document.tables.isEmpty {
            // Rows of related tables turn up as records have more of them; the main table's columns stay.
            let known = Set(columns.compactMap(\.name))
            for column in made.columns where column.name.map({ $0.contains("/") && !known.contains($0) }) == true {
                columns.append(SourceColumn(number: columns.count, name: column.name))
            }
        }
        split = TableSplit(document, columns: columns, headers: headers)
        let target = PlanCompiler.compile(document, columns: columns, asOf: nil)
        let forms = Self.forms(document, target, isSameShape: document.name == source.document.name)
        self.document = document
        self.columns = columns
        self.target = target
        self.source = source
        self.forms = forms
        isSameShape = document.name == source.document.name
        missing = target.slots.map { CellForm.missing($0.transform) }
        extensionColumns = source.extensions.map { Self.column(of: $0, target, columns, source) }
        entities = BackEntity.all(
            target: target, source: source, forms: forms, isSameShape: document.name == source.document.name)
        headerIDs = target.layout.columns.map { $0.fields.first }
        losses = Self.losses(entities, forms, target, source, extensionColumns)
    }

    /// What has no way back of the fields that a document itself speaks of, whatever records are written: for checking.
    public static func losses(of document: MappingDocument) -> [Loss] {
        let target = PlanCompiler.compile(
            document, columns: PartnerColumns(document, source: nil).columns, asOf: nil)
        var losses: [Loss] = []
        for (number, form) in forms(document, target, isSameShape: false).enumerated() {
            let slot = target.slots[number]
            switch form {
            case .none(let why): losses.append(Loss(field: slot.info.field.id, column: nil, why: why))
            case .choices(let choices, _, _):
                let codes = Set(choices.filter { !$0.isMerge }.flatMap(\.codes))
                let left = (slot.table?.names ?? []).filter { !codes.contains($0) }
                guard !left.isEmpty else { continue }
                losses.append(
                    Loss(field: slot.info.field.id, column: nil, why: "no column means \(list(left))"))
            default: continue
            }
        }
        return losses
    }

    /// A few names in words.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(4).joined(separator: ", ")
        return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
    }

    private static func forms(
        _ document: MappingDocument, _ target: MappingPlan, isSameShape: Bool
    ) -> [CellForm] {
        // Parts stand behind the things that top-level fields describe, in document order, those that repeat as often as
        // there are columns for them.
        let parts = target.parts
        let firstPart = target.layout.entities.count - parts.count
        return target.slots.map { slot in
            let rules =
                slot.info.entity >= firstPart && firstPart > 0
                ? document.parts[parts[slot.info.entity - firstPart]].fields : document.fields
            let rule = rules.first { $0.field == slot.info.field.id }
            let matched = slot.info.columns.first.map { target.layout.columns[$0].matchedBy }
            let usesLabels = rule == nil && (matched == .label || matched == .labelAlias)
            return CellForm(
                slot, source: rule.flatMap { PartnerColumns.alternative($0) }, usesLabels: usesLabels,
                isSameShape: isSameShape)
        }
    }

    private static func column(
        of kept: ExtensionColumn, _ target: MappingPlan, _ columns: [SourceColumn], _ source: MappingPlan
    ) -> Int {
        let isSameShape = source.document.name == target.document.name
        // In another shape it may be read as something that nobody recorded.
        guard kept.always || isSameShape else { return -1 }
        if let row = source.relatedName(of: kept), isSameShape {
            return columns.first { $0.name == row }?.number ?? -1
        }
        let name = PartnerColumns.header(ofKept: kept.key, from: source, to: target.document)
        let folded = ByteKeyTable.folded(name.base)
        let found = columns.filter { $0.name.map { ByteKeyTable.folded($0) == folded } ?? false }
        // A column without a header is kept under its letters, and known by its place.
        let unnamed = columns.first { $0.name == nil && $0.letters == kept.key }
        guard let column = found.count >= name.occurrence ? found[name.occurrence - 1] : unnamed else { return -1 }
        switch target.layout.columns[column.number].fate {
        case .kept: return column.number
        // What a partner kept beside a field of that name is no value of another partner's field.
        case .mapped: return isSameShape ? column.number : -1
        case .dropped, .unused: return -1
        }
    }

    private static func losses(
        _ entities: [BackEntity], _ forms: [CellForm], _ target: MappingPlan, _ source: MappingPlan, _ kept: [Int]
    ) -> [Loss] {
        var losses: [Loss] = []
        func add(_ loss: Loss) { if !losses.contains(loss) { losses.append(loss) } }
        for (number, slot) in source.layout.slots.enumerated() {
            var whys: [String] = []
            var isWritten = false
            for entity in entities {
                for route in entity.routes[slot.entity] ?? [] where route.sourceSlot == number {
                    if case .none(let why) = forms[route.slot] { whys.append(why) } else { isWritten = true }
                }
            }
            if !isWritten {
                add(Loss(field: slot.field.id, column: nil, why: whys.first ?? "the mapping has no column for it"))
            }
        }
        for (number, column) in kept.enumerated() where column < 0 {
            let extended = source.extensions[number]
            let why = extended.always ? BackTally.Why.notKept.rawValue : BackTally.Why.unread.rawValue
            add(Loss(field: nil, column: extended.key, why: why))
        }
        if target.idColumn == nil, source.idColumn != nil {
            add(Loss(field: nil, column: "id", why: "the mapping has no column for the record's own id"))
        }
        return losses
    }
}
