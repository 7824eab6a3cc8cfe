import HTCDSSpec

/// Where fields come from and what their values become, in words.
extension ReviewBuilder {
    /// - Parameter object: what the field belongs to, nil for a field at the top.
    mutating func add(_ rule: FieldRule, object: String?) {
        guard let field = HTCDSStandard.v2_0.field(id: rule.field) else { return }
        let object = object ?? Self.firstThing(field.table)
        for (number, source) in rule.alternatives.enumerated() {
            add(source, field, object, isLater: number > 0)
        }
    }

    private static func firstThing(_ table: HTCDSTable) -> String {
        switch table {
        case .case: return "case"
        case .person, .victimContext, .perpetratorContext, .consent: return "person 1"
        case .organization: return "organization 1"
        case .caseComment: return "comment 1"
        case .event: return "event 1"
        case .supportPlan: return "support plan 1"
        }
    }

    private mutating func add(_ source: FieldSource, _ field: FieldSpec, _ object: String, isLater: Bool) {
        var row = MappingReview.Row(
            .field, source: Self.columns(of: source), outcome: Self.outcome(of: source, field, isLater: isLater))
        row.columns = source.from.map(\.text)
        row.object = object
        row.field = field
        row.relation = source.constant == nil ? source.relation : nil
        row.isJoined = source.join != nil && source.from.count > 1
        row.note = source.note
        row.decision = source.decision
        if let constant = source.constant { row.codes = Self.codes([constant], field) }
        add(row)
        for value in source.values {
            add(
                value.target, value: value.value, columns: source.from, .value, field, object, source)
        }
        for choice in source.collect {
            add(choice.target, value: nil, columns: [choice.reference], .choice, field, object, source)
        }
    }

    private mutating func add(
        _ target: ValueTarget, value: String?, columns: [ColumnReference], _ kind: MappingReview.Kind,
        _ field: FieldSpec, _ object: String, _ source: FieldSource
    ) {
        var row = MappingReview.Row(
            kind, source: columns.map(\.text).joined(separator: ", else "), outcome: Self.outcome(of: target))
        row.columns = columns.map(\.text)
        row.value = value ?? Self.chosen(source)
        row.object = object
        row.field = field
        row.codes = Self.codes(target.code.map { [$0] } ?? target.oneOf, field)
        row.relation = target.code == nil && target.relation.applies ? .broader : target.relation
        row.note = target.note
        row.decision = target.decision.completed(by: source.decision)
        add(row)
    }

    private static func codes(_ names: [String], _ field: FieldSpec) -> [MappingReview.Code] {
        let table = CodeTable.of(field)
        return names.map { name in
            let label = table.flatMap { table in table.code(named: name).map { table.labels[$0] } }
            return MappingReview.Code(
                name: name, label: label ?? (name == "true" ? "yes" : name == "false" ? "no" : name))
        }
    }

    private static func columns(of source: FieldSource) -> String {
        if source.constant != nil { return "every record" }
        if let prefix = source.collectPrefix { return "every column headed \(prefix)..." }
        if !source.collect.isEmpty { return "a column for each choice" }
        let names = source.from.map(\.text)
        if source.join != nil { return names.joined(separator: " and ") }
        return names.joined(separator: ", else ")
    }

    private static func chosen(_ source: FieldSource) -> String {
        source.chosen.isEmpty
            ? "chosen (yes, true, 1 and the like)" : "chosen (\(source.chosen.joined(separator: ", ")))"
    }

    private static func outcome(of target: ValueTarget) -> String {
        if target.code != nil, target.relation.applies { return "it is set" }
        if target.code != nil, target.isApplied {
            return "it is set; the partner's text is kept beside it and counted as mapping.lossy"
        }
        let why = target.oneOf.count > 1 && target.code == nil ? ", because the record does not say which it is" : ""
        return "nothing is set\(why); the partner's text is kept and counted as mapping.lossy"
    }

    private static func outcome(of source: FieldSource, _ field: FieldSpec, isLater: Bool) -> String {
        if let constant = source.constant {
            return "set to \(constant) wherever something else is stated of it"
        }
        var parts: [String] = isLater ? ["only where the columns above are not in the file"] : []
        if source.isCollected {
            parts.append(
                source.collectPrefix == nil
                    ? "each column stands for one choice"
                    : "each column stands for the choice that its header goes on with")
        } else if !source.relation.applies {
            parts.append("nothing is set; the partner's text is kept and counted as mapping.lossy")
        } else {
            parts.append(reading(of: source, field))
        }
        if source.join != nil, source.from.count > 1 { parts.append("joined into one text") }
        if let split = source.split { parts.append("several values stand apart by \(words(for: split))") }
        if let missing = source.missing, !missing.isEmpty {
            parts.append("says nothing: \(missing.map { $0.isEmpty ? "an empty cell" : $0 }.joined(separator: ", "))")
        }
        if !source.demands.isEmpty {
            parts.append("holds only where \(source.demands.map(\.text).joined(separator: " and ")) say yes as well")
        }
        if source.advisory { parts.append("what the list lacks is a warning") }
        return parts.joined(separator: "; ")
    }

    private static func reading(of source: FieldSource, _ field: FieldSpec) -> String {
        if field.codeList != nil {
            let table = source.values.isEmpty ? "" : "by the values below, else "
            return "\(table)by code or label"
        }
        switch source.transform {
        case "country": return "read as a country"
        case "language": return "read as a language"
        case "date":
            return "read as a date" + (source.dates.isEmpty ? "" : ", written \(source.dates.joined(separator: ", "))")
        case "phone": return "read as a telephone number"
        case "email": return "read as an e-mail address"
        case "text": return "taken as text"
        default: break
        }
        switch field.kind {
        case .date:
            return "read as a date" + (source.dates.isEmpty ? "" : ", written \(source.dates.joined(separator: ", "))")
        case .checkbox: return "read as yes or no"
        case .number, .geolocation: return "read as a number"
        case .lookup: return "taken as the name of what it refers to"
        default: return "taken as text"
        }
    }

    /// Separators in words.
    private static func words(for split: String) -> String {
        split.map { character in
            switch character {
            case " ": "a blank"
            case "\n": "a line break"
            case "\t": "a tab"
            default: "\"\(character)\""
            }
        }.joined(separator: " or ")
    }
}
