import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Makes the transform of one field from its source in the mapping and its row in the standard.
struct TransformFactory {
    let field: FieldSpec
    let source: FieldSource
    let section: SourceSection
    let latest: PackedDate?
    /// Whether the column's header is the field's official id.
    let isOfficialID: Bool
    /// Whether the field's official id stands over its values, as a header or as the name of an element or a member.
    var isUnderOfficialID: Bool
    /// Relations that the run's acceptance allows to be applied to the field.
    let policy: Set<Relation>

    /// The organisation's own codes of the field.
    var localCodes: [LocalCode] = []
    /// Columns that must say yes as well; a number behind the last one where such a column is not there.
    var demanded: [Int] = []
    /// The column of the day on which an age is meant.
    var ageColumn: Int?
    /// The column of the id that a lookup may give.
    var referenceColumn: Int?

    private(set) var table: CodeTable?
    /// Columns of choices that are not applied.
    private(set) var lossyColumns: Set<Int> = []

    init(
        field: FieldSpec, source: FieldSource, section: SourceSection, latest: PackedDate?, isOfficialID: Bool,
        policy: Set<Relation>
    ) {
        self.policy = policy
        self.field = field
        self.source = source
        self.section = section
        self.latest = latest
        self.isOfficialID = isOfficialID
        isUnderOfficialID = isOfficialID
        table =
            switch source.transform {
            case nil, "code": CodeTable.of(field)
            case "country": CodeTable.countries
            case "language": CodeTable.languages
            default: nil
            }
    }

    private var missing: MissingWords { MissingWords(section.missing + (source.missing ?? [])) }
    private var isMulti: Bool { field.kind == .multiselect }

    func make(columns: [Int]) -> any Transform {
        if let constant = source.constant { return self.constant(constant) }
        // What the partner's column means is not what the field means.
        if !source.relation.applies, !policy.contains(source.relation) {
            return LossyTransform(columns: columns, missing: missing, relation: source.relation, note: source.note)
        }
        let transform = makeApplied(columns: columns)
        guard !source.relation.applies else { return transform }
        return NearTransform(inner: transform, relation: source.relation, note: source.note)
    }

    private func makeApplied(columns: [Int]) -> any Transform {
        if source.transform == "age", let birth = columns.first {
            let patterns = (source.dates + section.dates).compactMap { DatePattern($0) }
            return AgeTransform(
                birth: DateTransform(column: birth, missing: missing, patterns: patterns, latest: nil),
                at: ageColumn ?? Int.max, missing: missing)
        }
        if !source.demands.isEmpty, field.kind == .checkbox {
            return DemandingTransform(column: columns.first ?? 0, others: demanded, missing: missing, note: source.note)
        }
        if field.kind == .lookup, source.transform == nil, source.join == nil,
            columns.count == 1 || referenceColumn != nil
        {
            return LookupTransform(
                column: columns.first ?? 0, referenceColumn: referenceColumn, readsPrefix: isOfficialID,
                missing: missing)
        }
        if columns.count > 1 {
            if let join = source.join {
                return JoinTransform(columns: columns, separator: Array(join.utf8), missing: missing)
            }
            return FirstFilledTransform(
                transforms: columns.map { make(column: $0) }, columns: columns, missing: missing)
        }
        return make(column: columns.first ?? 0)
    }

    private func make(column: Int) -> any Transform {
        if let table { return code(column, table) }
        switch source.transform ?? kindTransform {
        case "date":
            let patterns = (source.dates + section.dates).compactMap { DatePattern($0) }
            return DateTransform(
                column: column, missing: missing, patterns: patterns, latest: mayBeFuture ? nil : latest)
        case "boolean":
            let words =
                source.values.compactMap { row in row.target.code.map { (row.value, $0 == "true" ? 1 : 0) } }
                + source.chosen.map { ($0, 1) }
            return BooleanTransform(
                column: column, missing: missing, words: words.isEmpty ? nil : ByteKeyTable(words))
        case "number":
            return NumberTransform(
                column: column, missing: missing, range: plausibleRange, wholeNumbers: countsThings,
                hasDecimalComma: source.hasDecimalComma ?? section.hasDecimalComma)
        case "phone": return TextTransform(column: column, missing: missing, form: .phone)
        case "email": return TextTransform(column: column, missing: missing, form: .email)
        default: return TextTransform(column: column, missing: missing, form: .any)
        }
    }

    /// The transform of the field's kind.
    private var kindTransform: String {
        switch field.kind {
        case .date: "date"
        case .checkbox: "boolean"
        case .number, .geolocation: "number"
        default: field.id == "prs_Email" ? "email" : field.pattern != nil ? "phone" : "text"
        }
    }

    private func constant(_ text: String) -> any Transform {
        if let table, let code = table.code(named: text) {
            return ConstantTransform(value: FieldValue(.code, UInt32(code)), text: [], tag: .code)
        }
        return Self.constant(text, for: field) ?? ConstantTransform(value: .absent, text: [], tag: .ownText)
    }

    /// A constant in the form that the field demands, nil where it cannot hold it.
    private static func constant(_ text: String, for field: FieldSpec) -> ConstantTransform? {
        var text = text
        return text.withUTF8 { buffer -> ConstantTransform? in
            guard let start = buffer.baseAddress else { return nil }
            let bytes = CellBytes(start: start, count: buffer.count).trimmed()
            guard !bytes.isEmpty else { return nil }
            switch field.kind {
            case .checkbox:
                guard let value = BooleanTransform.read(bytes) else { return nil }
                return ConstantTransform(value: FieldValue(.boolean, value ? 1 : 0), text: [], tag: .boolean)
            case .date:
                guard let date = DateTransform.iso(bytes) else { return nil }
                return ConstantTransform(value: FieldValue(.date, date.raw), text: [], tag: .date)
            case .number, .geolocation:
                let arena = ByteArena(capacity: 64)
                guard NumberTransform.append(bytes, allowsExponent: false, to: arena) != nil else { return nil }
                return ConstantTransform(value: .absent, text: Array(arena.contents), tag: .number)
            case .text, .longText, .picklist, .multiselect, .lookup:
                return ConstantTransform(value: .absent, text: Array(bytes.buffer), tag: .ownText)
            }
        }
    }

    /// Whether a constant is something that a field without a list of codes can hold.
    static func canHold(_ field: FieldSpec, _ constant: String) -> Bool { self.constant(constant, for: field) != nil }

    /// Whether any text will do.
    static func holdsText(_ field: FieldSpec) -> Bool {
        guard field.codeList == nil else { return false }
        switch field.kind {
        case .text, .longText, .picklist, .multiselect, .lookup: return true
        case .date, .checkbox, .number, .geolocation: return false
        }
    }

    /// The transforms whose values the field can hold.
    static func transforms(of field: FieldSpec) -> [String] {
        if let list = field.codeList {
            return list == .iso3166 ? ["code", "country"] : list == .iso639 ? ["code", "language"] : ["code"]
        }
        switch field.kind {
        case .date: return ["date"]
        case .checkbox: return ["boolean"]
        case .number, .geolocation: return field.id == "vic_AgeWhenTrafficked" ? ["number", "age"] : ["number"]
        // A country, language or date is a text as well.
        case .text, .longText, .picklist, .multiselect, .lookup:
            return ["text", "phone", "email", "date", "country", "language"]
        }
    }

    private func code(_ column: Int, _ table: CodeTable) -> any Transform {
        let misfit: ValueFault =
            table === CodeTable.countries
            ? .notACountry
            : table === CodeTable.languages ? .notALanguage : field.isOpenList ? .notInOpenList : .notInCodeList
        let separators =
            source.split.map { Separators($0.utf8, areGuessed: false) }
            ?? (isMulti ? Separators(";|\n".utf8, areGuessed: false) : Separators(";|,\n".utf8, areGuessed: true))
        let rows = source.values + localRows(table)
        return CodeTransform(
            column: column, missing: missing, table: table,
            values: rows.isEmpty ? nil : ValueTable(rows, table: table, policy: policy),
            isMulti: isMulti, separators: separators, misfit: misfit, reportsLabels: isUnderOfficialID,
            isMapped: !source.values.isEmpty)
    }

    /// Columns that each stand for a choice, named by the mapping.
    mutating func collect(_ choices: [(column: Int, target: ValueTarget)]) -> any Transform {
        guard let table else { return TextTransform(column: choices.first?.column ?? 0, missing: missing, form: .any) }
        let compiled = choices.enumerated().map { row, choice in
            CollectTransform.Choice(
                column: choice.column,
                outcome: ValueTable.outcome(choice.target, table: table, policy: policy, row: row),
                target: choice.target)
        }
        for choice in compiled {
            if case .lossy = choice.outcome { lossyColumns.insert(choice.column) }
        }
        return CollectTransform(
            choices: compiled, missing: missing,
            chosen: source.chosen.isEmpty ? nil : MissingWords(source.chosen), isMulti: isMulti)
    }

    /// Columns whose header ends in the name or label of the choice.
    mutating func collect(_ columns: [(column: Int, rest: String)]) -> any Transform {
        guard let table else { return TextTransform(column: columns.first?.column ?? 0, missing: missing, form: .any) }
        return collect(
            columns.map { column, rest in
                var text = rest
                let found = text.withUTF8 { bytes -> Int? in
                    guard let start = bytes.baseAddress else { return nil }
                    return table.find(CellBytes(start: start, count: bytes.count).trimmed())?.code
                }
                var target = ValueTarget()
                target.code = found.map { table.names[$0] }
                if found == nil { target = localTarget(rest) ?? ValueTarget(relation: .none) }
                return (column, target)
            })
    }

    // MARK: The tool's own opinion of what is plausible

    /// Only an end that is planned may lie ahead.
    private var mayBeFuture: Bool { field.id == "spl_PlannedEndDate" }

    private var countsThings: Bool { field.id == "prs_NumberOfChildren" || field.id == "vic_AgeWhenTrafficked" }

    private var plausibleRange: ClosedRange<Double>? {
        if field.id.hasSuffix("Longitude") { return -180...180 }
        if field.id.hasSuffix("Latitude") { return -90...90 }
        if field.id == "prs_NumberOfChildren" { return 0...60 }
        if field.id == "vic_AgeWhenTrafficked" { return 0...120 }
        return nil
    }
}
