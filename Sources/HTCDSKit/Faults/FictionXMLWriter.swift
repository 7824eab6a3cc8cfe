import HTCDSCells
import HTCDSSpec

/// One `case` a line, in the elements of `htcds-2.0.xsd`, whatever the values are: `RecordXMLEncoder` writes none that
/// is faulty.
final class FictionXMLWriter: FictionWriter {
    /// A field, and its tags as phrases that are not escaped.
    private struct Element {
        let number: Int
        let open: [UInt8]
        let close: [UInt8]
    }

    private let phrases: FictionPhrases
    private let elements: [HTCDSTable: [Element]]
    let writesFurtherPages = true

    init(_ phrases: FictionPhrases, fields: [FieldSpec]) {
        self.phrases = phrases
        elements = Dictionary(grouping: fields, by: \.table).mapValues { fields in
            fields.map {
                Element(number: $0.number, open: Array("<\($0.id)>".utf8), close: Array("</\($0.id)>".utf8))
            }
        }
    }

    func begin(into arena: ByteArena) {
        arena.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cases xmlns=\"urn:htcds:2.0\">\n" as StaticString)
    }

    func end(into arena: ByteArena) { arena.append("</cases>\n" as StaticString) }

    func write(_ page: FictionalCase, record: UInt64, into arena: ByteArena) {
        arena.reserve(FictionRoom.record)
        var cells = FictionCells(phrases, at: arena.base + arena.count)
        let start = cells.out
        cells.put("<case id=\"")
        cells.put(recordID: page.borrowedNumber ?? record)
        cells.put("\"><case>")
        write(.case, page, 0, &cells)
        cells.put("</case><persons>")
        for number in 0..<page.persons { writePerson(page, number, &cells) }
        cells.put("</persons>")
        writeList("organizations", .organization, page, page.organizations, &cells)
        writeList("comments", .caseComment, page, page.comments, &cells)
        writeList("events", .event, page, page.events, &cells)
        writeList("supportPlans", .supportPlan, page, page.supportPlans, &cells)
        cells.put("</case>\n")
        arena.count += cells.out - start
    }

    private func writePerson(_ page: FictionalCase, _ number: Int, _ cells: inout FictionCells) {
        cells.put("<person id=\"p")
        cells.put(number: UInt32(truncatingIfNeeded: number + 1))
        cells.put("\">")
        write(.person, page, number, &cells)
        if elements[.consent]?.contains(where: { page[number, $0.number].tag != .absent }) == true {
            cells.put("<consent>")
            write(.consent, page, number, &cells)
            cells.put("</consent>")
        }
        let bit: UInt8 = 1 << UInt8(number)
        if page.victims & bit != 0 {
            cells.put("<victim>")
            write(.victimContext, page, number, &cells)
            cells.put("</victim>")
        }
        if page.perpetrators & bit != 0 {
            cells.put(page.groups & bit != 0 ? "<perpetrator group=\"true\">" as StaticString : "<perpetrator>")
            write(.perpetratorContext, page, number, &cells)
            cells.put("</perpetrator>")
        }
        cells.put("</person>")
    }

    /// - Parameter list: the list's element; its members' name is that without the last letter.
    private func writeList(
        _ list: StaticString, _ table: HTCDSTable, _ page: FictionalCase, _ count: Int, _ cells: inout FictionCells
    ) {
        guard count > 0, elements[table] != nil else { return }
        func put(_ open: StaticString, dropping: Int) {
            cells.put(open)
            cells.put(UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount - dropping))
        }
        put("<", dropping: 0)
        cells.put(">")
        for number in 0..<count {
            put("<", dropping: 1)
            if table == .organization {
                cells.put(" id=\"o")
                cells.put(number: UInt32(truncatingIfNeeded: number + 1))
                cells.put("\"")
            }
            cells.put(">")
            write(table, page, number, &cells)
            put("</", dropping: 1)
            cells.put(">")
        }
        put("</", dropping: 0)
        cells.put(">")
    }

    private func write(_ table: HTCDSTable, _ page: FictionalCase, _ number: Int, _ cells: inout FictionCells) {
        for element in elements[table] ?? [] {
            let value = page[number, element.number]
            switch value.tag {
            case .absent: break
            case .phrases:
                for index in 0..<Int(value.count) {
                    put(FictionValue(.phrase, UInt32(truncatingIfNeeded: value.code(at: index))), element, &cells)
                }
            default: put(value, element, &cells)
            }
        }
    }

    private func put(_ value: FictionValue, _ element: Element, _ cells: inout FictionCells) {
        element.open.withUnsafeBufferPointer { cells.put($0) }
        cells.putXML(value)
        element.close.withUnsafeBufferPointer { cells.put($0) }
    }
}
