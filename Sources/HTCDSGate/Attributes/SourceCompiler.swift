import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Makes numbers of the names in a source.
struct SourceCompiler {
    let layout: RecordLayout
    let codeNames: [[String]]
    let kept: [KeptColumn]
    let asOf: PackedDate
    /// The numbers of the attribute's values.
    private let numbers: [String: UInt16]

    /// - Parameter values: the texts of the attribute's values by number.
    init(layout: RecordLayout, codeNames: [[String]], kept: [KeptColumn], asOf: PackedDate, values: [String]) {
        self.layout = layout
        self.codeNames = codeNames
        self.kept = kept
        self.asOf = asOf
        numbers = Dictionary(
            values.enumerated().map { ($0.element, UInt16(clamping: $0.offset)) },
            uniquingKeysWith: { first, _ in first })
    }

    func compile(_ source: Attribute.Source, _ form: Attribute.Form) -> SourcePlan {
        let kind: EntityInfo.Kind? =
            switch source.owner {
            case .victim, .perpetrator: nil
            case .record: .case
            case .event: .event
            case .organization: .organization
            case .supportPlan: .supportPlan
            }
        var slots: [Int32] = []
        var columns: [[Int]] = []
        switch source.origin {
        case .field(let id): slots = self.slots(id)
        case .kept(let name): columns = keptColumns(name)
        }
        return SourcePlan(
            owner: source.owner, isOfKind: kind.map { kind in layout.entities.map { $0.kind == kind } } ?? [],
            always: source.owner == .record ? layout.entities.indices.filter { layout.entities[$0].kind == .case } : [],
            slots: slots, kept: columns, isPerpetrator: layout.entities.map(\.isPerpetrator),
            perpetratorMarks: layout.entities.map(\.perpetratorMark),
            filters: source.only.sorted { $0.key < $1.key }.map { filter($0.key, $0.value) },
            split: Array((source.split ?? "").utf8), reading: reading(source, form, slots))
    }

    private func slots(_ id: String) -> [Int32] {
        var slots = [Int32](repeating: -1, count: layout.entities.count)
        for (number, slot) in layout.slots.enumerated() where slot.field.id == id && slots[slot.entity] < 0 {
            slots[slot.entity] = Int32(clamping: number)
        }
        return slots
    }

    /// By thing, the record last. Names are compared as those of columns are: without blanks around them or case.
    private func keptColumns(_ name: String) -> [[Int]] {
        var columns = [[Int]](repeating: [], count: layout.entities.count + 1)
        let wanted = ByteKeyTable.folded(name)
        for (number, column) in kept.enumerated() where ByteKeyTable.folded(column.name) == wanted {
            let place = column.entity < 0 ? layout.entities.count : column.entity
            if columns.indices.contains(place) { columns[place].append(number) }
        }
        return columns
    }

    private func filter(_ id: String, _ codes: [String]) -> SourcePlan.Filter {
        let slots = slots(id)
        var admitted = [[Bool]](repeating: [], count: layout.slots.count)
        for slot in slots where slot >= 0 { admitted[Int(slot)] = names(Int(slot)).map { codes.contains($0) } }
        return SourcePlan.Filter(slots: slots, admitted: admitted)
    }

    private func names(_ slot: Int) -> [String] { codeNames.indices.contains(slot) ? codeNames[slot] : [] }

    // MARK: Forms

    private func number(_ value: String) -> UInt16 {
        numbers[value] ?? SourcePlan.Reading.unlisted
    }

    private func reading(_ source: Attribute.Source, _ form: Attribute.Form, _ slots: [Int32]) -> SourcePlan.Reading {
        var reading = SourcePlan.Reading()
        let numbered = translation(form, source)
        reading.codes = Array(repeating: [], count: layout.slots.count)
        for slot in slots where slot >= 0 {
            // A table of codes is that of one list: each code's name is looked at once.
            reading.codes[Int(slot)] = names(Int(slot)).map { numbered($0) }
        }
        (reading.yes, reading.no) = (numbered("true"), numbered("false"))
        reading.text = text(source, form, numbered)
        reading.date =
            switch form {
            case .year: .year
            case .quarter: .quarter
            case .ageBand(let starts, let open, let day): age(Bands(starts, open: open), at: day)
            default: .none
            }
        return reading
    }

    private func age(_ bands: Bands, at day: Attribute.ReferenceDay) -> SourcePlan.Reading.Date {
        var own: [Int]?
        if case .field(let id) = day { own = slots(id).filter { $0 >= 0 }.map(Int.init) }
        return .age(bands, asOf: asOf, slots: own, numbers: bands.names.map(number))
    }

    /// The number of the value that a code, or a text that is spelt like one, becomes.
    private func translation(_ form: Attribute.Form, _ source: Attribute.Source) -> (String) -> UInt16 {
        let unlisted = SourcePlan.Reading.unlisted
        switch form {
        case .keep:
            let known = Set(source.field.flatMap(Attribute.Form.names) ?? [])
            return { known.contains($0) ? number($0) : unlisted }
        case .any(let chosen):
            let one = number("1")
            return { chosen.contains($0) ? one : SourcePlan.Reading.other }
        case .values(let names, let otherwise):
            let other = otherwise.map(number) ?? unlisted
            return { names[$0].map(number) ?? other }
        case .country(let letters):
            let names = Dictionary(
                Countries.all.map { ($0.alpha2, letters == 3 ? $0.alpha3 : $0.alpha2) }, uniquingKeysWith: { a, _ in a }
            )
            return { names[$0].map(number) ?? unlisted }
        case .region(let tier):
            let names = Dictionary(
                Countries.all.map { ($0.alpha2, tier == 1 ? $0.region : $0.subregion) }, uniquingKeysWith: { a, _ in a }
            )
            return { (names[$0] ?? nil).map(number) ?? unlisted }
        case .section:
            let names = Set(IndustryTiers.all.compactMap(\.code))
            return { names.contains($0) ? number($0) : unlisted }
        case .bands, .year, .quarter, .ageBand: return { _ in unlisted }
        }
    }

    private func text(
        _ source: Attribute.Source, _ form: Attribute.Form, _ numbered: (String) -> UInt16
    ) -> SourcePlan.Reading.Text {
        func words(_ words: Words, otherwise: UInt16 = SourcePlan.Reading.unlisted) -> SourcePlan.Reading.Text {
            .words(words.table, numbers: words.values.map { numbered($0) }, otherwise: otherwise)
        }
        switch form {
        case .keep:
            if let field = source.field {
                if let names = Attribute.Form.names(of: field) { return words(Words(names.map { ($0, $0) })) }
                return field.kind == .number ? .number : .open
            }
            return .open
        case .any(let chosen):
            return .choice(
                ByteKeyTable(chosen.enumerated().map { (key: $0.element, value: $0.offset) }), chosen: number("1"))
        case .values(let names, let otherwise):
            return words(
                Words(names.keys.sorted().map { ($0, $0) }),
                otherwise: otherwise.map(number) ?? SourcePlan.Reading.unlisted)
        case .bands(let starts, let open):
            let bands = Bands(starts, open: open)
            // The only number of the standard that is somebody's age.
            let highest = source.field?.id == "vic_AgeWhenTrafficked" ? Age.highest : nil
            return .bands(bands, highest: highest, numbers: bands.names.map(number))
        case .country, .region: return words(Self.countries)
        case .section: return words(Self.industries)
        case .year, .quarter, .ageBand: return .date
        }
    }

    // MARK: Words of the standard

    /// Texts, and what they stand for.
    private struct Words: Sendable {
        let table: ByteKeyTable
        let values: [String]

        init(_ pairs: [(text: String, value: String)]) {
            table = ByteKeyTable(pairs.enumerated().map { (key: $0.element.text, value: $0.offset) })
            values = pairs.map(\.value)
        }
    }

    /// Codes and names of countries with their alpha-2 codes. Made once: plans are compiled anew while a tree is read.
    private static let countries = Words(
        Countries.all.flatMap { country in
            ([country.alpha2, country.alpha3, country.name] + country.otherNames).map { ($0, country.alpha2) }
        })

    /// Codes and labels of all tiers with the code of the section.
    private static let industries: Words = {
        let all = Dictionary(IndustryTiers.all.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
        return Words(
            IndustryTiers.all.flatMap { industry -> [(text: String, value: String)] in
                var section = industry
                while let parent = section.parent, let above = all[parent] { section = above }
                guard let code = section.code else { return [] }
                return ([industry.label] + (industry.code.map { [$0] } ?? [])).map { ($0, code) }
            })
    }()
}
