import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Further people and things of a record.
extension PlanCompiler {
    mutating func addPart(_ part: PartSection) {
        guard let each = part.each else { return addThing(part) }
        for number in 1..<(mostOf(each) + 1) {
            scope = "\(each)[\(number)]/"
            addThing(part)
        }
        scope = ""
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
        info.idColumn = resolveOwn(part.id)
        info.victimMark = mark(part.roleMarks[.victim])
        info.perpetratorMark = mark(part.roleMarks[.perpetrator])
        info.groupColumn = resolveOwn(part.groupColumn)
        addEntity(info)
        let entity = entities.count - 1
        for field in explicitFields(part.fields).sorted(by: { $0.field.number < $1.field.number }) {
            addSlot(field, entity: entity)
        }
        for rule in part.keep.rules { addKeep(rule, entity: entity) }
    }

    private mutating func mark(_ role: RoleReference?) -> RoleMark? {
        guard let role, let column = resolveOwn(role.reference) else { return nil }
        return RoleMark(column: column, isAmongWords: role.isAmongWords)
    }
}
