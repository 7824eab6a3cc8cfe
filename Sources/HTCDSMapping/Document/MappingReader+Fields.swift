import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// Where fields come from.
extension MappingReader {
    func fields(_ node: DocumentNode) -> [FieldRule] {
        guard let entries = node.entries else {
            if !node.isNull { complaints.add(node, "fields must list field ids and their sources.") }
            return []
        }
        return entries.compactMap { entry in
            guard let id = entry.key.text, let field = standard.field(id: id) else {
                complaints.add(entry.key, noField(entry.key.text))
                return nil
            }
            let sources = entry.value.items ?? [entry.value]
            if sources.isEmpty { complaints.add(entry.value, "\(id) has no source.") }
            return FieldRule(
                field: id, alternatives: sources.map { fieldSource($0, field) }, line: entry.key.line,
                column: entry.key.column)
        }
    }

    func fieldSource(_ node: DocumentNode, _ field: FieldSpec) -> FieldSource {
        var source = FieldSource()
        source.line = node.line
        source.column = node.column
        if node.text != nil {
            source.from = reference(node).map { [$0] } ?? []
            return source
        }
        let scope = DocumentScope(node, what: "the source of \(field.id)", complaints: complaints)
        if let value = scope.take("from") {
            source.from = (value.items ?? [value]).compactMap { reference($0) }
        }
        source.join = scope.text("join")
        source.constant = scope.text("constant")
        source.split = scope.text("split")
        source.missing = scope.texts("missing")
        source.note = scope.text("note")
        source.decision = decision(scope)
        source.advisory = scope.bool("advisory") ?? false
        source.dates = dates(scope)
        if let value = scope.take("relation") { source.relation = relation(value) }
        source.transform = transform(scope)
        source.hasDecimalComma = decimal(scope)
        if let value = scope.take("at") {
            source.ageAt = reference(value)
            if source.transform != "age" {
                complaints.add(value, "at is the column of the day on which an age is meant: it goes with as: age.")
            }
        } else if source.transform == "age" {
            complaints.add(node, "\(field.id) as an age needs at: the column of the day on which the age is meant.")
        }
        if let value = scope.take("written") {
            if value.text != "alpha-3" || source.transform != "country" && field.codeList != .iso3166 {
                complaints.add(value, "written is alpha-3, for a country that is written by three letters.")
            }
            source.writesAlpha3 = true
        }
        if let value = scope.take("values") { source.values = values(value, field) }
        if let value = scope.take("collect") { collect(value, field, &source) }
        source.chosen = scope.texts("chosen") ?? []
        check(source, field, node, scope)
        scope.finish()
        return source
    }

    /// Which sign stands before decimals.
    func decimal(_ scope: DocumentScope) -> Bool? {
        guard let value = scope.take("decimal") else { return nil }
        switch value.text {
        case "comma": return true
        case "dot": return false
        default:
            complaints.add(value, "decimal is comma or dot: what stands before decimals.")
            return nil
        }
    }

    func transform(_ scope: DocumentScope) -> String? {
        guard let name = scope.text("as") else { return nil }
        if !TransformCatalogue.names.contains(name), let value = scope.take("as") {
            let near = Spelling.nearest(to: name, in: TransformCatalogue.names).map { " Did you mean \($0)?" } ?? ""
            complaints.add(
                value,
                "There is no transform \(name).\(near) There are \(TransformCatalogue.names.joined(separator: ", ")).")
        }
        return name
    }

    /// What no single key shows: sources that contradict each other.
    func check(_ source: FieldSource, _ field: FieldSpec, _ node: DocumentNode, _ scope: DocumentScope) {
        let given = ["from", "constant", "collect"].count(where: { scope.take($0) != nil })
        if given == 0 { complaints.add(node, "\(field.id) says neither from, nor constant, nor collect.") }
        if given > 1 { complaints.add(node, "\(field.id) says more than one of from, constant and collect.") }
        if source.join != nil, source.from.count > 1, !TransformFactory.holdsText(field) || !source.values.isEmpty {
            complaints.add(node, "\(field.id) cannot be joined of several columns: only a text can.")
        }
        if let name = source.transform, TransformCatalogue.names.contains(name),
            !TransformFactory.transforms(of: field).contains(name), let value = scope.take("as")
        {
            complaints.add(value, "\(field.id) cannot hold what \(name) makes of a value.")
        }
        if field.kind == .checkbox, let value = scope.take("values") {
            for row in source.values where row.target.code != "true" && row.target.code != "false" {
                complaints.add(
                    line: row.line, column: row.column, "\(field.id) is yes or no: a value becomes true or false.")
            }
            if !source.chosen.isEmpty { complaints.add(value, "chosen has no use here; values names the words.") }
        } else if !source.values.isEmpty, field.codeList == nil, let value = scope.take("values") {
            complaints.add(value, "\(field.id) holds no list of codes, so a table of values has no use.")
        }
        if !source.chosen.isEmpty, !source.isCollected, field.kind != .checkbox, let value = scope.take("chosen") {
            complaints.add(value, "chosen is for collect: \(field.id) collects nothing.")
        }
        if source.isCollected, field.kind != .multiselect, field.codeList == nil {
            complaints.add(node, "\(field.id) holds no list of codes: nothing can be collected into it.")
        }
        if let constant = source.constant, let value = scope.take("constant") {
            if CodeTable.of(field) != nil {
                _ = code(constant, field, value)
            } else if !TransformFactory.canHold(field, constant) {
                complaints.add(value, "\(field.id) cannot hold \(constant).")
            }
        }
        if let split = source.split, split.isEmpty || split.utf8.contains(where: { $0 >= 0x80 }) {
            complaints.add(node, "split must hold ASCII characters, each of which separates values.")
        }
    }

    func relation(_ node: DocumentNode) -> Relation {
        if let text = node.text, let relation = Relation(rawValue: text) { return relation }
        let known = Relation.allCases.map(\.rawValue).joined(separator: ", ")
        complaints.add(node, "A relation is one of \(known).")
        return .none
    }
}

extension FieldSource {
    var isCollected: Bool { !collect.isEmpty || collectPrefix != nil }
}
