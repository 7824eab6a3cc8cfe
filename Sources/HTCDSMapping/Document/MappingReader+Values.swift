import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// How values become values.
extension MappingReader {
    /// Values by field, for every source of it.
    func valuesByField(_ node: DocumentNode) -> [String: [ValueRow]] {
        guard let entries = node.entries else {
            complaints.add(node, "values must list fields, with the partner's values and ours of each.")
            return [:]
        }
        var found: [String: [ValueRow]] = [:]
        for entry in entries {
            guard let id = entry.key.text, let field = standard.field(id: id) else {
                complaints.add(entry.key, noField(entry.key.text))
                continue
            }
            guard field.codeList != nil || field.kind == .checkbox else {
                complaints.add(entry.key, "\(id) has no codes, so that its values need no table.")
                continue
            }
            found[id] = values(entry.value, field)
        }
        return found
    }

    func values(_ node: DocumentNode, _ field: FieldSpec) -> [ValueRow] {
        guard let entries = node.entries else {
            complaints.add(node, "values must list the partner's values and ours.")
            return []
        }
        var seen: Set<[UInt8]> = []
        var texts: Set<String> = []
        return entries.compactMap { entry in
            guard let value = entry.key.text else {
                complaints.add(entry.key, "A partner's value must be a text.")
                return nil
            }
            // The very same text was told as a key that stands twice.
            let isNew = texts.insert(value).inserted
            if !seen.insert(ByteKeyTable.folded(value)).inserted, isNew {
                complaints.add(entry.key, "\(value) can never match: the same value stands above it.")
            }
            return ValueRow(
                value: value, target: target(entry.value, field), line: entry.key.line, column: entry.key.column)
        }
    }

    func target(_ node: DocumentNode, _ field: FieldSpec) -> ValueTarget {
        var target = ValueTarget()
        if let text = node.text {
            target.code = node.isNull ? nil : code(text, field, node)
            if node.isNull { target.relation = .none }
            return target
        }
        let scope = DocumentScope(node, what: "the value", complaints: complaints)
        if let text = scope.text("value") { target.code = code(text, field, node) }
        target.oneOf = (scope.texts("oneOf") ?? []).compactMap { code($0, field, node) }
        if let value = scope.take("relation") { target.relation = relation(value) }
        target.note = scope.text("note")
        target.decision = decision(scope)
        target.isApplied = scope.bool("apply") ?? false
        scope.finish()
        if target.code == nil, target.oneOf.isEmpty, target.relation.applies {
            complaints.add(node, "A value needs a code, oneOf, or the relation none or outOfScope.")
        }
        if target.code != nil, !target.oneOf.isEmpty {
            complaints.add(node, "A value has either one code or oneOf.")
        }
        return target
    }

    func code(_ text: String, _ field: FieldSpec, _ node: DocumentNode) -> String? {
        guard let table = CodeTable.of(field) else { return text }
        if table.code(named: text) != nil { return text }
        let near = Spelling.nearest(to: text, in: table.names).map { " Did you mean \($0)?" } ?? ""
        complaints.add(node, "\(field.id) has no code \(text).\(near)")
        return nil
    }

    func collect(_ node: DocumentNode, _ field: FieldSpec, _ source: inout FieldSource) {
        if let text = node.text {
            if text.hasSuffix("*"), text.count > 1 {
                source.collectPrefix = String(text.dropLast())
            } else {
                complaints.add(node, "collect is a list of columns and codes, or the start of their headers with a *.")
            }
            return
        }
        guard let entries = node.entries else {
            complaints.add(node, "collect is a list of columns and codes, or the start of their headers with a *.")
            return
        }
        for entry in entries {
            guard let reference = reference(entry.key) else { continue }
            source.collect.append(CollectRow(reference: reference, target: target(entry.value, field)))
        }
    }
}

extension MappingDocument {
    /// Adds rows to every source of a field that has a table of values.
    mutating func add(values: [String: [ValueRow]]) {
        self.values = values
        for index in fields.indices { fields[index].add(values) }
        for part in parts.indices {
            for index in parts[part].fields.indices { parts[part].fields[index].add(values) }
        }
    }
}

extension FieldRule {
    fileprivate mutating func add(_ values: [String: [ValueRow]]) {
        guard let rows = values[field] else { return }
        for index in alternatives.indices where !alternatives[index].isCollected && alternatives[index].constant == nil
        {
            alternatives[index].values += rows
        }
    }
}
