import HTCDSCells
import HTCDSSpec

/// One record a line, in canonical form; as an array the lines stand between brackets.
final class FictionJSONWriter: FictionWriter {
    /// A field, and its key as JSON with the colon behind it.
    private typealias Member = (number: Int, key: Int)

    private let phrases: FictionPhrases
    private let caseMembers, personMembers, consentMembers, victimMembers, perpetratorMembers: [Member]
    private let organizationMembers, commentMembers, eventMembers, planMembers: [Member]
    let writesFurtherPages = true
    private let isArray: Bool

    init(_ phrases: FictionPhrases, fields: [FieldSpec], isArray: Bool = false) {
        self.phrases = phrases
        self.isArray = isArray
        var members: [HTCDSTable: [Member]] = [:]
        for field in fields { members[field.table, default: []].append((field.number, phrases.add(field.id))) }
        func of(_ table: HTCDSTable) -> [Member] { members[table] ?? [] }
        caseMembers = of(.case)
        personMembers = of(.person)
        consentMembers = of(.consent)
        victimMembers = of(.victimContext)
        perpetratorMembers = of(.perpetratorContext)
        organizationMembers = of(.organization)
        commentMembers = of(.caseComment)
        eventMembers = of(.event)
        planMembers = of(.supportPlan)
    }

    func begin(into arena: ByteArena) { if isArray { arena.append("[\n" as StaticString) } }
    var separator: StaticString { isArray ? ",\n" : "" }
    func end(into arena: ByteArena) { if isArray { arena.append("\n]\n" as StaticString) } }

    func write(_ page: FictionalCase, record: UInt64, into arena: ByteArena) {
        arena.reserve(FictionRoom.record)
        var cells = FictionCells(phrases, at: arena.base + arena.count)
        let start = cells.out
        cells.put("{\"htcds\":\"2.0\",\"id\":\"")
        cells.put(recordID: page.borrowedNumber ?? record)
        cells.put("\",\"case\":{")
        write(caseMembers, page, 0, isFirst: true, &cells)
        cells.put("},\"persons\":[")
        for number in 0..<page.persons {
            if number > 0 { cells.put(0x2C) }
            writePerson(page, number, &cells)
        }
        cells.put(0x5D)
        writeList(",\"organizations\":[", organizationMembers, page, page.organizations, id: "\"id\":\"o", &cells)
        writeList(",\"comments\":[", commentMembers, page, page.comments, id: nil, &cells)
        writeList(",\"events\":[", eventMembers, page, page.events, id: nil, &cells)
        writeList(",\"supportPlans\":[", planMembers, page, page.supportPlans, id: nil, &cells)
        if page.repeatsKey { cells.put(",\"htcds\":\"2.0\"") }
        cells.put(",\"provenance\":{\"source\":\"htcds generate\",\"record\":")
        cells.put(large: record)
        cells.put("}}")
        if !isArray { cells.put(0x0A) }
        arena.count += cells.out - start
    }

    private func writePerson(_ page: FictionalCase, _ number: Int, _ cells: inout FictionCells) {
        cells.put("{\"id\":\"p")
        cells.put(number: UInt32(truncatingIfNeeded: number + 1))
        cells.put(0x22)
        write(personMembers, page, number, isFirst: false, &cells)
        if let consent = consentMembers.first, page[number, consent.number].tag != .absent {
            cells.put(",\"consent\":{")
            write(consentMembers, page, number, isFirst: true, &cells)
            cells.put(0x7D)
        }
        let bit: UInt8 = 1 << UInt8(number)
        if page.victims & bit != 0 {
            cells.put(",\"victim\":{")
            write(victimMembers, page, number, isFirst: true, &cells)
            cells.put(0x7D)
        }
        if page.perpetrators & bit != 0 {
            cells.put(",\"perpetrator\":{")
            let start = cells.out
            write(perpetratorMembers, page, number, isFirst: true, &cells)
            if page.groups & bit != 0 {
                if cells.out > start { cells.put(0x2C) }
                cells.put("\"group\":true")
            }
            cells.put(0x7D)
        }
        cells.put(0x7D)
    }

    private func writeList(
        _ key: StaticString, _ members: [Member], _ page: FictionalCase, _ count: Int, id: StaticString?,
        _ cells: inout FictionCells
    ) {
        guard count > 0, !members.isEmpty else { return }
        cells.put(key)
        for number in 0..<count {
            cells.put(number > 0 ? ",{" as StaticString : "{")
            if let id {
                cells.put(id)
                cells.put(number: UInt32(truncatingIfNeeded: number + 1))
                cells.put(0x22)
            }
            write(members, page, number, isFirst: id == nil, &cells)
            cells.put(0x7D)
        }
        cells.put(0x5D)
    }

    private func write(
        _ members: [Member], _ page: FictionalCase, _ number: Int, isFirst: Bool, _ cells: inout FictionCells
    ) {
        var isFirst = isFirst
        for member in members {
            let value = page[number, member.number]
            if value.tag == .absent { continue }
            if !isFirst { cells.put(0x2C) }
            isFirst = false
            cells.put(phrases.json(member.key))
            cells.put(0x3A)
            cells.putJSON(value, resolves: !organizationMembers.isEmpty)
        }
    }
}
