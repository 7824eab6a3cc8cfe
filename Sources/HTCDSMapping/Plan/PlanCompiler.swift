public import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSSpec

/// Compiles a mapping document against the columns of a file.
public struct PlanCompiler {
    let document: MappingDocument
    let standard = HTCDSStandard.v2_0
    let index: HeaderIndex
    let asOf: PackedDate?
    /// Last day that is not in the future.
    let latest: PackedDate?
    /// Whether columns may turn up later (trees): then a path that is not there yet is no reason to leave a field out.
    let columnsMayGrow: Bool

    var slots: [MappingPlan.Slot] = []
    var entities: [EntityInfo] = []
    var fates: [ColumnFate]
    private var keeps: [Keep] = []
    private var duplicates: [Int] = []
    /// What stands before the headers that the part at hand names, for a part that is read once for each of several.
    var scope = ""
    /// Which part of the document each further thing comes from, in order of the things.
    var parts: [Int] = []

    /// A column whose text goes into the record beside the fields.
    private struct Keep {
        let column: Int
        let key: String
        let entity: Int
        var table: HTCDSTable?
        let always: Bool
        let slot: Int?
    }

    /// - Parameters:
    ///   - columns: the columns in order of their numbers, 0, 1, 2, …
    ///   - asOf: the day that counts as today; one day later is not yet the future.
    public static func compile(
        _ document: MappingDocument, columns: [SourceColumn], asOf: PackedDate?, columnsMayGrow: Bool = false
    ) -> MappingPlan {
        var compiler = PlanCompiler(document, columns, asOf, columnsMayGrow)
        return compiler.compile()
    }

    private init(_ document: MappingDocument, _ columns: [SourceColumn], _ asOf: PackedDate?, _ grow: Bool) {
        self.document = document
        index = HeaderIndex(columns, groups: GroupedNames(document.source.groups))
        self.asOf = asOf
        latest = asOf?.nextDay
        columnsMayGrow = grow
        fates = columns.map { ColumnFate(column: $0, fate: .unused) }
    }

    private mutating func compile() -> MappingPlan {
        let mainFields = explicitFields(document.fields) + standardColumns()
        // Entities in the order of the record: the case, persons, then the rest.
        let tables = Set(mainFields.map { $0.field.table })
        let hasPerson =
            !tables.isDisjoint(with: [.person, .victimContext, .perpetratorContext, .consent])
            || !document.roles.isEmpty
        addEntity(EntityInfo(kind: .case, number: 1))
        if hasPerson {
            var info = EntityInfo(
                kind: .person, number: 1, isVictim: document.roles.contains(.victim),
                isPerpetrator: document.roles.contains(.perpetrator))
            if let person = document.person { mark(&info, by: person) }
            addEntity(info)
        }
        for (table, kind) in [
            (HTCDSTable.organization, EntityInfo.Kind.organization), (.caseComment, .comment), (.event, .event),
            (.supportPlan, .supportPlan),
        ] where tables.contains(table) {
            addEntity(EntityInfo(kind: kind, number: 1))
        }
        for field in mainFields.sorted(by: { $0.field.number < $1.field.number }) {
            addSlot(field, entity: mainEntity(field.field.table))
        }
        // Before anything is kept: what is dropped on purpose is kept nowhere.
        addDrops()
        for (number, part) in document.parts.enumerated() {
            let before = entities.count
            addPart(part)
            parts += Array(repeating: number, count: entities.count - before)
        }
        let idColumn = document.id.flatMap { resolve($0) }
        let numbering = document.source.numbering.flatMap { resolve($0) }
        for rule in document.keep.rules {
            // What stands within an object of the case or of its first person stays there.
            addKeep(rule, entity: rule.table.map { mainEntity($0) } ?? -1)
        }
        let provenance = document.provenance.map { section in
            ProvenanceColumns(
                source: resolveOwn(section.source), sheet: resolveOwn(section.sheet),
                record: resolveOwn(section.record), mapping: resolveOwn(section.mapping))
        }
        settle(idColumn: idColumn, numbering: numbering)
        let layout = RecordLayout(
            slots: slots.map(\.info), entities: entities, columns: fates, duplicateColumns: duplicates,
            cannotHold: document.cannotHold)
        return MappingPlan(
            document: document, layout: layout, columnCount: index.columns.count, asOf: asOf,
            numberingColumn: numbering,
            slots: slots, extensions: extensionColumns(), idColumn: idColumn, provenance: provenance,
            missing: MissingWords(document.source.missing), parts: parts)
    }

    // MARK: Which column feeds which field

    struct Sourced {
        var field: FieldSpec
        var source: FieldSource
        var columns: [Int]
        var matchedBy: ColumnFate.MatchedBy
    }

    mutating func explicitFields(_ rules: [FieldRule]) -> [Sourced] {
        rules.compactMap { rule in
            guard let field = standard.field(id: rule.field) else { return nil }
            for source in rule.alternatives {
                if let columns = columns(of: source) {
                    return Sourced(field: field, source: source, columns: columns, matchedBy: .mapping)
                }
            }
            return nil
        }
    }

    /// The columns of a source, or nil if any that it needs is not there.
    private mutating func columns(of source: FieldSource) -> [Int]? {
        if source.constant != nil { return [] }
        if let prefix = source.collectPrefix {
            let found = index.find(prefix: prefix).map(\.column)
            return found.isEmpty ? nil : found
        }
        if !source.collect.isEmpty {
            let found = source.collect.compactMap { resolve($0.reference) }
            return found.isEmpty ? nil : found
        }
        // An age needs the day on which it is asked.
        if let at = source.ageAt, resolve(at) == nil { return nil }
        let found = source.from.compactMap { resolve($0) }
        // In a tree, a question may turn up in any group.
        let more = columnsMayGrow ? source.from.flatMap { index.findGrouped($0) } : []
        let all = found + more.filter { !found.contains($0) }
        return all.isEmpty ? nil : all
    }

    mutating func resolve(_ reference: ColumnReference) -> Int? {
        switch reference.kind {
        case .number(let number):
            return number < index.columns.count ? number : nil
        case .header(let name, let occurrence):
            let found = index.find(scope + name)
            if let occurrence { return occurrence <= found.count ? found[occurrence - 1] : nil }
            if found.count > 1 { duplicates += found.dropFirst().filter { !duplicates.contains($0) } }
            return found.first
        }
    }

    /// A column of our own that is no partner's field: mapped wherever it is there.
    mutating func resolveOwn(_ reference: ColumnReference?) -> Int? {
        guard let column = reference.flatMap({ resolve($0) }) else { return nil }
        if fates[column].fate == .unused { fates[column].fate = .mapped }
        return column
    }

    /// Columns that the standard's own names recognise, for fields that the document does not name.
    private mutating func standardColumns() -> [Sourced] {
        guard !document.standardFields.isEmpty else { return [] }
        let headers = StandardHeaderIndex(standard, by: Set(document.standardFields))
        var named = Set(document.fields.map(\.field))
        var used = Set<Int>()
        for rule in document.fields {
            for source in rule.alternatives { used.formUnion(columns(of: source) ?? []) }
        }
        var sourced: [Sourced] = []
        let free = index.columns.filter { !used.contains($0.number) }
        let whole = free.compactMap { column in column.name.flatMap { headers.find($0) }.map { (column, $0) } }
        let known = Set(whole.map(\.0.number))
        // A question that stands in no group goes before one of the same name that does.
        let grouped = free.filter { !known.contains($0.number) }.compactMap { column in
            index.rests(of: column).lazy.compactMap { headers.find($0) }.first.map { (column, $0) }
        }
        for (column, match) in whole + grouped {
            guard !named.contains(match.field.id) else {
                if !columnsMayGrow, !document.fields.contains(where: { $0.field == match.field.id }) {
                    duplicates.append(column.number)
                }
                continue
            }
            named.insert(match.field.id)
            var source = FieldSource()
            source.from = [ColumnReference(.number(column.number))]
            source.values = document.values[match.field.id] ?? []
            if columnsMayGrow {
                let others = grouped.filter { $0.1.field.id == match.field.id && $0.0.number != column.number }
                source.from += others.map { ColumnReference(.number($0.0.number)) }
            }
            let by: ColumnFate.MatchedBy =
                switch match.by {
                case .id: .id
                case .label: .label
                case .misspeltID: .misspeltID
                case .labelAlias: .labelAlias
                case .formerID(let version): .formerID(version: version)
                }
            let columns = source.from.compactMap { resolve($0) }
            sourced.append(Sourced(field: match.field, source: source, columns: columns, matchedBy: by))
        }
        return sourced
    }

    // MARK: Entities and slots

    mutating func addEntity(_ entity: EntityInfo) { entities.append(entity) }

    private func mainEntity(_ table: HTCDSTable) -> Int {
        let kind = EntityInfo.Kind(table)
        return entities.firstIndex { $0.kind == kind } ?? 0
    }

    mutating func addSlot(_ sourced: Sourced, entity: Int) {
        var factory = TransformFactory(
            field: sourced.field, source: sourced.source, section: document.source, latest: latest,
            isOfficialID: sourced.matchedBy == .id,
            policy: document.policy.relations(for: sourced.field.id))
        if let column = sourced.columns.first, fates.indices.contains(column),
            fates[column].column.name?.hasSuffix("/" + sourced.field.id) == true
        {
            factory.isUnderOfficialID = true
        }
        factory.localCodes = document.localCodes.filter { $0.field == sourced.field.id }
        factory.demanded = sourced.source.demands.map { resolve($0) ?? Int.max }
        factory.ageColumn = sourced.source.ageAt.flatMap { resolve($0) }
        factory.referenceColumn = sourced.source.reference.flatMap { resolve($0) }
        let transform: any Transform
        if let prefix = sourced.source.collectPrefix {
            transform = factory.collect(index.find(prefix: prefix))
        } else if !sourced.source.collect.isEmpty {
            let choices = sourced.source.collect.compactMap { row in resolve(row.reference).map { ($0, row.target) } }
            transform = factory.collect(choices)
        } else {
            transform = factory.make(columns: sourced.columns)
        }
        let number = slots.count
        slots.append(
            MappingPlan.Slot(
                info: SlotInfo(
                    field: sourced.field, entity: entity, columns: transform.columns,
                    isAdvisory: sourced.source.advisory), transform: transform, table: factory.table))
        for column in transform.columns where column < fates.count {
            fates[column].fate = .mapped
            fates[column].fields.append(sourced.field.id)
            fates[column].matchedBy = sourced.matchedBy
            // A choice that is not applied is kept in every record; other cells only where something was lost.
            let always = factory.lossyColumns.contains(column)
            keep(column, entity: always || !scope.isEmpty ? holder(of: entity) : -1, always: always, slot: number)
        }
    }

    /// Kept choices of a further thing stay with it; those of the first person stay with the record.
    private func holder(of entity: Int) -> Int { !scope.isEmpty || entities[entity].number > 1 ? entity : -1 }

    // MARK: The rest

    private mutating func keep(
        _ column: Int, _ key: String? = nil, entity: Int, table: HTCDSTable? = nil, always: Bool, slot: Int?
    ) {
        guard let name = index.columns[column].name ?? Optional(index.columns[column].letters) else { return }
        let own = name.hasPrefix(scope) ? String(name.dropFirst(scope.count)) : name
        keeps.append(Keep(column: column, key: key ?? own, entity: entity, table: table, always: always, slot: slot))
    }

    /// What a header says behind the part that a rule writes, to the letter.
    private func rest(of column: Int, behind reference: ColumnReference) -> String? {
        guard case .header(let start, _) = reference.kind, let name = index.columns[column].name,
            name.hasPrefix(scope + start)
        else { return nil }
        return String(name.dropFirst(scope.count + start.count))
    }

    mutating func addKeep(_ rule: KeepRule, entity: Int) {
        let found =
            rule.isPrefix
            ? prefixColumns(rule.reference).map(\.column) : resolve(rule.reference).map { [$0] } ?? []
        // What says who somebody is was taken; a rule for many columns does not mean it.
        for column in found
        where fates[column].fate != .dropped
            && !(rule.isPrefix && fates[column].fate == .mapped && fates[column].fields.isEmpty)
        {
            if fates[column].fate == .unused { fates[column].fate = .kept }
            fates[column].name = rule.name ?? fates[column].name
            keep(
                column, rule.stripsPrefix ? rest(of: column, behind: rule.reference) : nil, entity: entity,
                table: rule.table == .case || rule.table == .person ? nil : rule.table,
                always: true,
                slot: nil)
        }
    }

    private mutating func addDrops() {
        addDrops(document.drop)
    }

    mutating func addDrops(_ rules: [DropRule]) {
        for rule in rules {
            let columns =
                rule.isPrefix ? prefixColumns(rule.reference).map(\.column) : resolve(rule.reference).map { [$0] } ?? []
            for column in columns where fates[column].fate == .unused { fates[column].fate = .dropped }
        }
    }

    private func prefixColumns(_ reference: ColumnReference) -> [(column: Int, rest: String)] {
        guard case .header(let name, _) = reference.kind else { return [] }
        return index.find(prefix: scope + name)
    }

    private mutating func settle(idColumn: Int?, numbering: Int?) {
        if let idColumn, fates[idColumn].fate == .unused {
            fates[idColumn].fate = .mapped
        }
        if let numbering, fates[numbering].fate == .unused {
            fates[numbering].fate = .dropped
        }
        if document.keep.all {
            for column in fates.indices where fates[column].fate == .unused {
                fates[column].fate = .kept
                keep(column, entity: -1, always: true, slot: nil)
            }
        }
    }

    /// One entry a column and thing, whatever asked for it.
    private func extensionColumns() -> [ExtensionColumn] {
        var merged: [ExtensionColumn] = []
        var taken: [Holder: Set<String>] = [:]
        let byColumn = Dictionary(grouping: keeps, by: \.column)
        for column in index.columns.indices {
            guard let mine = byColumn[column], let first = mine.first else { continue }
            let always = mine.filter(\.always)
            let slots = mine.compactMap(\.slot)
            var key = first.key
            // Two columns of one name must not become one key, nor a column without a name and one that is called so.
            var occurrence = index.columns[column].occurrence
            if occurrence > 1 { key += "[\(occurrence)]" }
            let holder = always.first ?? first
            while !taken[Holder(entity: holder.entity, table: holder.table), default: []].insert(key).inserted {
                occurrence += 1
                key = "\(first.key)[\(occurrence)]"
            }
            merged.append(
                ExtensionColumn(
                    column: column, key: key, entity: holder.entity, table: holder.table, always: !always.isEmpty,
                    slots: always.isEmpty ? slots : []))
        }
        return merged
    }

    /// An object that has extensions.
    private struct Holder: Hashable {
        let entity: Int
        let table: HTCDSTable?
    }
}
