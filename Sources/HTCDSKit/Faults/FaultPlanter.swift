import HTCDSFindings
import HTCDSSpec

/// Makes some of the records of a run wrong, each in one way, and keeps the list of what is to be found.
///
/// All other records are sound: what cases leave open as a matter of course (consent, who decided on a status) is
/// filled in. Memory: 24 bytes a fault.
final class FaultPlanter {
    /// What is to be found: a fault, by its place in ``faults``, in a record.
    struct Planted {
        let record: UInt64
        let fault: Int
    }

    /// One record of so many is made wrong.
    static let interval: UInt64 = 50

    let faults: [Fault]
    private(set) var planted: [Planted] = []
    private let seed: UInt64
    private let fields: FictionFields
    private let decisionMaker: FictionValue
    private var twins: Set<Int> = []

    /// - Parameters:
    ///   - format: faults that it cannot hold are left out.
    ///   - chosen: fields that are written; faults of others are left out.
    init(_ author: CaseAuthor, seed: UInt64, year: Int, format: Conversion.Format, chosen: [FieldSpec]) {
        let words = FaultWords(vocabulary: author.words, year: year)
        let numbers = Set(chosen.map(\.number))
        faults = (ValueFaults.all(words) + RecordFaults.all(words)).filter {
            $0.forms.contains(format) && numbers.isSuperset(of: $0.fields)
                && $0.field.map { numbers.contains(words.number($0)) } ?? true
        }
        self.seed = seed
        fields = author.fields
        decisionMaker = words.value("NGO")
    }

    /// Makes a written case sound, and then wrong if it is its turn.
    func plant(into page: FictionalCase, record: UInt64) {
        repair(page)
        let block = (record - 1) / Self.interval
        var random = FictionRandom(seed: seed ^ 0xFA17, record: block)
        let turn = block * Self.interval + UInt64(truncatingIfNeeded: 2 + random.below(Int(Self.interval) - 1))
        guard record == turn, !faults.isEmpty else { return }
        let number = Int(truncatingIfNeeded: block % UInt64(faults.count))
        let fault = faults[number]
        keepFirst(page)
        for edit in fault.edits { apply(edit, to: page, record: record) }
        if fault.needsTwin, twins.insert(number).inserted { return }
        planted.append(Planted(record: record, fault: number))
    }

    private func repair(_ page: FictionalCase) {
        for number in 0..<FictionalCase.pageCount where page.victims >> UInt8(number) & 1 == 1 {
            page[number, fields.consent] = FictionValue(.boolean, 1)
            if page[number, fields.traffickingStatus].tag != .absent, page[number, fields.decisionMaker].tag == .absent
            {
                page[number, fields.decisionMaker] = decisionMaker
            }
        }
    }

    /// Takes out what may not fit what the first of its kind is changed to.
    private func keepFirst(_ page: FictionalCase) {
        (page.persons, page.victims, page.perpetrators) = (1, page.victims & 1, page.perpetrators & 1)
        page.events = min(1, page.events)
        page.comments = min(1, page.comments)
        page.supportPlans = min(1, page.supportPlans)
    }

    private func apply(_ edit: Fault.Edit, to page: FictionalCase, record: UInt64) {
        switch edit {
        case .clear(let numbers):
            for number in numbers {
                for thing in 0..<FictionalCase.pageCount { page[thing, number] = FictionValue(.absent, 0) }
            }
        case .surplusCell: page.hasSurplusCell = true
        case .repeatedKey: page.repeatsKey = true
        case .idOfRecordBefore: page.borrowedNumber = record - 1
        case .set(let number, let value):
            page[0, number] = value
            switch HTCDSStandard.v2_0.fields[number].table {
            case .organization: page.organizations = max(1, page.organizations)
            case .event: page.events = max(1, page.events)
            case .caseComment: page.comments = max(1, page.comments)
            case .supportPlan: page.supportPlans = max(1, page.supportPlans)
            case .perpetratorContext: page.perpetrators |= 1
            default: break
            }
        }
    }
}
