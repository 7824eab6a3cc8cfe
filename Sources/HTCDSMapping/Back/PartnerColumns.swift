import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// The columns of a partner's export, made up from its mapping: what a file must look like for the mapping to read it.
///
/// In the order of the document, or of the standard where the document takes its names; a column that a mapping names by
/// its place stands in that place.
struct PartnerColumns {
    private let document: MappingDocument
    private let standard = HTCDSStandard.v2_0
    private var names: [String] = []
    private var counts: [[UInt8]: Int] = [:]
    private var fixed: Set<Int> = []

    /// - Parameter source: the plan of the records that are written; nil for every field of the standard.
    init(_ document: MappingDocument, source: MappingPlan?) {
        self.document = document
        if let number = document.source.numbering { add(number) }
        if let id = document.id { add(id) }
        if let person = document.person {
            for reference in person.markReferences { add(reference) }
        }
        // What a row of a related table is found by.
        for table in document.tables where table.parent == nil {
            if let column = table.parentColumn { add(column) }
        }
        addMainFields(source)
        let parts = document.parts.filter { $0.each == nil }
        for part in parts {
            for reference in part.markReferences { add(reference) }
            for rule in part.fields { add(rule) }
        }
        addRepeated(source)
        for section in parts.map(\.keep) + [document.keep] {
            for rule in section.rules where !rule.isPrefix { add(rule.reference) }
        }
        for name in document.source.recognise.columns { add(ColumnReference(.header(name, occurrence: nil))) }
        // Texts that became no value go back into their own shape only.
        let isSameShape = source?.document.name == document.name
        for column in source?.extensions ?? [] where column.always || isSameShape {
            if isSameShape, source?.relatedName(of: column) != nil { continue }
            addKept(column.key, of: source)
        }
    }

    /// All columns, numbered.
    var columns: [SourceColumn] {
        // A title stands for its own column and those up to the next one: those without one go first.
        var names = names
        if !document.source.order.isEmpty {
            let first = document.source.order.filter { counts[ByteKeyTable.folded($0)] != nil }
            let folded = Set(first.map { ByteKeyTable.folded($0) })
            names = first + names.filter { !folded.contains(ByteKeyTable.folded($0)) }
        }
        names =
            document.source.titleRow == nil
            ? names : names.filter { !$0.contains("/") } + names.filter { $0.contains("/") }
        var columns: [SourceColumn] = []
        var seen: [[UInt8]: Int] = [:]
        var next = 0
        var number = 0
        while next < names.count || number <= (fixed.max() ?? -1) {
            defer { number += 1 }
            guard !fixed.contains(number), next < names.count else {
                columns.append(SourceColumn(number: number, name: nil))
                continue
            }
            let key = ByteKeyTable.folded(names[next])
            seen[key, default: 0] += 1
            columns.append(SourceColumn(number: number, name: names[next], occurrence: seen[key] ?? 1))
            next += 1
        }
        return columns
    }

    /// Rows of related tables, as many as the records may need: one for each thing that can go there.
    private mutating func addRepeated(_ source: MappingPlan?) {
        let names = Set(document.tables.filter { $0.pivot == nil }.map(\.name))
        guard let source, !names.isEmpty else { return }
        if source.document.name == document.name {
            // Every row keeps its own columns.
            for fate in source.layout.columns where fate.fate == .mapped || fate.fate == .kept {
                if let name = fate.column.name, name.contains("/") {
                    add(ColumnReference(.header(name, occurrence: nil)))
                }
            }
            return
        }
        let repeated = document.parts.filter { $0.each.map { names.contains($0) } ?? false }
        let byTable = Dictionary(grouping: repeated, by: { $0.each ?? "" })
        for table in document.tables {
            let parts = byTable[table.name] ?? []
            // Things of different kinds have a row each: that two stand in one would say that they belong together.
            let most = parts.reduce(0) { $0 + Self.things($1.kind, source) }
            for number in 0..<min(most, Self.mostRows) {
                for part in parts { addThing(part, "\(table.name)[\(number + 1)]/") }
            }
        }
    }

    private static let mostRows = 4_096

    private static func things(_ kind: PartSection.Kind, _ source: MappingPlan) -> Int {
        source.layout.entities.count { entity in
            switch kind {
            case .persons: entity.kind == .person
            case .organizations: entity.kind == .organization
            case .comments: entity.kind == .comment
            case .events: entity.kind == .event
            case .supportPlans: entity.kind == .supportPlan
            }
        }
    }

    private mutating func addThing(_ part: PartSection, _ scope: String) {
        func add(_ reference: ColumnReference) {
            guard case .header(let name, let occurrence) = reference.kind else { return }
            self.add(ColumnReference(.header(scope + name, occurrence: occurrence)))
        }
        for reference in part.markReferences { add(reference) }
        for rule in part.fields {
            guard let source = Self.alternative(rule) else { continue }
            for reference in source.from + source.collect.map(\.reference) { add(reference) }
        }
    }

    // MARK: Fields

    private mutating func addMainFields(_ source: MappingPlan?) {
        let named = Set(document.fields.map(\.field))
        guard !document.standardFields.isEmpty else {
            for rule in document.fields { add(rule) }
            return
        }
        let rules = Dictionary(document.fields.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        // Things that turn up later have columns from the start: a header cannot be written anew.
        let later = source.map { $0.document.fields + $0.document.parts.flatMap(\.fields) } ?? []
        let wanted = source.map { source in
            Set(source.layout.slots.map(\.field.id) + (source.growsByThings ? later.map(\.field) : []))
        }
        let index = StandardHeaderIndex(standard, by: Set(document.standardFields))
        let spelled = Self.headers(of: source, for: document)
        for field in standard.fields {
            if let rule = rules[field.id] { add(rule) }
            guard !named.contains(field.id) else { continue }
            let isWanted = wanted?.contains(field.id) ?? true
            guard isWanted || (field.isCore && field.status != .deprecated),
                let header = spelled[field.id] ?? header(field, index)
            else { continue }
            let key = ByteKeyTable.folded(header)
            // A header that the document names for another field is that field's.
            guard counts[key] == nil else { continue }
            add(ColumnReference(.header(header, occurrence: nil)))
        }
    }

    /// The headers by which the records' own source knew its fields, if it was of the same shape.
    private static func headers(of source: MappingPlan?, for document: MappingDocument) -> [String: String] {
        guard let source, source.document.name == document.name else { return [:] }
        var headers: [String: String] = [:]
        for fate in source.layout.columns where fate.matchedBy != .mapping && fate.column.occurrence == 1 {
            if let name = fate.column.name, let field = fate.fields.first { headers[field] = name }
        }
        return headers
    }

    /// The best of the field's names by which the document finds it.
    private func header(_ field: FieldSpec, _ index: StandardHeaderIndex) -> String? {
        var candidates: [String] = []
        if document.standardFields.contains(.ids) { candidates.append(field.id) }
        if document.standardFields.contains(.labels) { candidates.append(field.label) }
        if document.standardFields.contains(.aliases) { candidates += field.labelAliases + field.misspeltIDs }
        return candidates.first { index.find($0)?.field.id == field.id }
    }

    private mutating func add(_ rule: FieldRule) {
        guard let source = Self.alternative(rule), let field = standard.field(id: rule.field) else { return }
        for reference in source.from { add(reference) }
        var exact: Set<String> = []
        for row in source.collect {
            // Another spelling of a column that is there already.
            if row.target.relation == .exact, let code = row.target.code, !exact.insert(code).inserted { continue }
            add(row.reference)
        }
        if let prefix = source.collectPrefix {
            for name in CodeTable.of(field)?.names ?? [] {
                add(ColumnReference(.header(prefix + name, occurrence: nil)))
            }
        }
    }

    /// The first source that has a way back, else the first one.
    static func alternative(_ rule: FieldRule) -> FieldSource? {
        rule.alternatives.first { $0.relation.applies && ($0.join == nil || $0.from.count < 2) }
            ?? rule.alternatives.first
    }

    // MARK: Columns

    private mutating func add(_ reference: ColumnReference) {
        switch reference.kind {
        case .number(let number): fixed.insert(number)
        case .header(let name, let occurrence):
            let key = ByteKeyTable.folded(name)
            // The second of two columns needs a first one before it.
            for _ in (counts[key] ?? 0)..<max(occurrence ?? 1, counts[key] ?? 0) {
                names.append(name)
                counts[key, default: 0] += 1
            }
        }
    }

    /// A column that a record keeps beside its fields, if the mapping keeps it too.
    private mutating func addKept(_ key: String, of source: MappingPlan?) {
        let name = Self.header(ofKept: key, from: source, to: document)
        let folded = ByteKeyTable.folded(name.base)
        guard !folded.isEmpty, (counts[folded] ?? 0) < name.occurrence else { return }
        let sections = document.parts.map(\.keep) + [document.keep]
        let isKept =
            document.keep.all
            || sections.contains { section in
                section.rules.contains { rule in
                    guard rule.isPrefix, case .header(let prefix, _) = rule.reference.kind else { return false }
                    return folded.starts(with: ByteKeyTable.folded(prefix))
                }
            }
        if isKept { add(ColumnReference(.header(name.base, occurrence: name.occurrence))) }
    }

    /// `Name[2]` is the second column called `Name`. Another mapping's columns of our own flat tables lose their `ext:`.
    static func header(
        ofKept key: String, from source: MappingPlan?, to document: MappingDocument
    ) -> (base: String, occurrence: Int) {
        var key = key
        if key.hasPrefix("ext:"), key.count > 4, source?.document.name != document.name {
            key = String(key.dropFirst(4))
        }
        guard key.hasSuffix("]"), let open = key.lastIndex(of: "["), open != key.startIndex,
            let number = Int(key[key.index(after: open)..<key.index(before: key.endIndex)]),
            (2...1_000).contains(number)
        else { return (key, 1) }
        return (String(key[..<open]), number)
    }
}

extension PartSection {
    /// Columns that say who somebody is, each once.
    var markReferences: [ColumnReference] {
        var references = id.map { [$0] } ?? []
        for reference in [roleMarks[.victim]?.reference, roleMarks[.perpetrator]?.reference, groupColumn] {
            if let reference, !references.contains(where: { $0.kind == reference.kind }) {
                references.append(reference)
            }
        }
        return references
    }
}
