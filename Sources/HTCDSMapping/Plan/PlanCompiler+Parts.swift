import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Further people and things of a record.
extension PlanCompiler {
    mutating func addPart(_ part: PartSection) {
        guard let each = part.each else { return addThing(part) }
        let most = mostOf(each)
        for start in most > 0 ? (1..<(most + 1)).map({ "\(each)[\($0)]/" }) : nested(each) {
            scope = start
            addThing(part)
        }
        scope = ""
    }

    /// The starts of columns of a table within a table, `events[2]/helpers[1]/`, in order; none for another path.
    private func nested(_ each: String) -> [String] {
        let names = each.split(separator: "/").map(String.init)
        guard names.count > 1, document.tables.contains(where: { $0.name == names.last }) else { return [] }
        var found: [String: [Int]] = [:]
        for column in index.columns {
            guard let name = column.name, let (start, numbers) = Self.start(of: name, along: names) else { continue }
            found[start] = numbers
        }
        return found.sorted { $0.value.lexicographicallyPrecedes($1.value) }.map(\.key)
    }

    /// What stands before the column itself in `events[2]/helpers[1]/org_Name`, and the numbers in it; nil where the name
    /// is not one along these tables.
    private static func start(of name: String, along names: [String]) -> (String, [Int])? {
        var rest = name[...]
        var numbers: [Int] = []
        for table in names {
            guard rest.hasPrefix(table) else { return nil }
            rest = rest.dropFirst(table.count)
            if rest.first == "[" {
                let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
                guard let number = Int(digits) else { return nil }
                numbers.append(number)
                rest = rest.dropFirst(digits.count + 1)
                guard rest.first == "]" else { return nil }
                rest = rest.dropFirst()
            }
            guard rest.first == "/" else { return nil }
            rest = rest.dropFirst()
        }
        return numbers.isEmpty ? nil : (String(name.dropLast(rest.count)), numbers)
    }

    /// The highest number that columns of a repeated thing carry; at least 1 where it may turn up later.
    private func mostOf(_ each: String) -> Int {
        let start = each + "["
        var most = 0
        for column in index.columns {
            guard let name = column.name, name.hasPrefix(start) else { continue }
            let digits = name.dropFirst(start.count).prefix { $0.isASCII && $0.isNumber }
            guard name.dropFirst(start.count + digits.count).hasPrefix("]/"), let number = Int(digits) else { continue }
            most = max(most, number)
        }
        return most
    }

    private mutating func addThing(_ part: PartSection) {
        let kind: EntityInfo.Kind =
            switch part.kind {
            case .persons: .person
            case .organizations: .organization
            case .comments: .comment
            case .events: .event
            case .supportPlans: .supportPlan
            }
        let number = entities.count(where: { $0.kind == kind }) + 1
        var info = EntityInfo(
            kind: kind, number: number, isVictim: part.roles.contains(.victim),
            isPerpetrator: part.roles.contains(.perpetrator), isGroup: part.group)
        addDrops(part.drop)
        mark(&info, by: part)
        addEntity(info)
        let entity = entities.count - 1
        let sourced = explicitFields(part.fields)
        let found = sourced + standardFields(of: part, kind, besides: sourced)
        for field in found.sorted(by: { $0.field.number < $1.field.number }) {
            addSlot(field, entity: entity)
        }
        for rule in part.keep.rules { addKeep(rule, entity: entity) }
        if part.keep.all, !scope.isEmpty { addRest(entity: entity) }
    }

    /// Columns of the thing that the standard's own names recognise.
    private func standardFields(
        of part: PartSection, _ kind: EntityInfo.Kind, besides sourced: [Sourced]
    ) -> [Sourced] {
        guard !part.standardFields.isEmpty, !scope.isEmpty else { return [] }
        let headers = StandardHeaderIndex(standard, by: Set(part.standardFields))
        var named = Set(part.fields.map(\.field))
        var used = Set(sourced.flatMap(\.columns))
        return index.columns.compactMap { column in
            guard let name = column.name, name.hasPrefix(scope), !used.contains(column.number),
                let match = headers.find(String(name.dropFirst(scope.count))), kind.holds(match.field.table),
                named.insert(match.field.id).inserted
            else { return nil }
            used.insert(column.number)
            var source = FieldSource()
            source.from = [ColumnReference(.number(column.number))]
            source.values = document.values[match.field.id] ?? []
            return Sourced(
                field: match.field, source: source, columns: [column.number],
                matchedBy: match.by == .id ? .id : .mapping)
        }
    }

    /// What else stands in the thing.
    private mutating func addRest(entity: Int) {
        for column in index.columns where column.name?.hasPrefix(scope) == true && fates[column.number].fate == .unused
        {
            addKeep(
                KeepRule(reference: ColumnReference(.number(column.number)), isPrefix: false), entity: entity)
        }
    }

    /// Notes the columns that say who the thing is.
    mutating func mark(_ info: inout EntityInfo, by part: PartSection) {
        info.idColumn = resolveOwn(part.id)
        info.victimMark = mark(part.roleMarks[.victim])
        info.perpetratorMark = mark(part.roleMarks[.perpetrator])
        info.groupColumn = resolveOwn(part.groupColumn)
    }

    private mutating func mark(_ role: RoleReference?) -> RoleMark? {
        guard let role, let column = resolveOwn(role.reference) else { return nil }
        return RoleMark(column: column, words: role.words)
    }
}

extension EntityInfo.Kind {
    /// Whether a thing of this kind has the fields of a table.
    func holds(_ table: HTCDSTable) -> Bool {
        switch self {
        case .case: table == .case
        case .person: [.person, .victimContext, .perpetratorContext, .consent].contains(table)
        case .organization: table == .organization
        case .comment: table == .caseComment
        case .event: table == .event
        case .supportPlan: table == .supportPlan
        }
    }
}
