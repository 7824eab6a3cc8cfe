import HTCDSDocuments
import HTCDSFindings
import HTCDSSpec

/// Reads the conditions of a local rule: fields and what is asked of each, `all`, `any` and `not`.
struct LocalConditionReader {
    /// The field that the rule is told at; nil where that is wrong itself.
    let subject: FieldSpec?
    let reader: ProfileReader

    /// All entries of a node must hold.
    func condition(_ node: DocumentNode) -> LocalCondition? {
        guard let entries = node.entries, !entries.isEmpty else {
            reader.complaints.add(
                node,
                "A condition lists fields and what is asked of each, as {prs_Birthdate: filled}, or all, any, not.")
            return nil
        }
        let parts = entries.compactMap { entry -> LocalCondition? in
            switch entry.key.text {
            case "all"?: return .all(list(entry))
            case "any"?: return .any(list(entry))
            case "not"?: return condition(entry.value).map { .not($0) }
            default:
                guard let field = field(entry.key) else { return nil }
                return test(entry.value, field)
            }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private func list(_ entry: DocumentNode.Entry) -> [LocalCondition] {
        guard let items = entry.value.items, !items.isEmpty else {
            reader.complaints.add(entry.key, "\(entry.key.text ?? "") must be a list of conditions.")
            return []
        }
        return items.compactMap { condition($0) }
    }

    private func field(_ node: DocumentNode) -> FieldSpec? {
        guard let field = reader.field(node).flatMap({ reader.standard.field(id: $0) }) else { return nil }
        guard let subject else { return field }
        let kind = EntityInfo.Kind(field.table)
        if kind != .case, kind != EntityInfo.Kind(subject.table) {
            reader.complaints.add(
                node,
                "\(field.id) stands at another thing than \(subject.id): a rule looks at one person, event or other thing "
                    + "of a record, and at the case.")
            return nil
        }
        return field
    }

    /// What is asked of one field.
    private func test(_ node: DocumentNode, _ field: FieldSpec) -> LocalCondition? {
        switch node.text {
        case "filled"?: return .filled(field.id)
        case "empty"?: return .empty(field.id)
        default: break
        }
        guard let entries = node.entries, !entries.isEmpty else {
            reader.complaints.add(
                node,
                "Of a field is asked filled, empty, or {is: …}, {before: …}, {after: …}, {atLeast: …}, {atMost: …}, "
                    + "{matches: …}.")
            return nil
        }
        let scope = DocumentScope(node, what: "the condition on \(field.id)", complaints: reader.complaints)
        var parts: [LocalCondition] = []
        if let value = scope.take("is") { parts += codes(value, field) }
        if let value = scope.take("before"), let day = day(value, field) { parts.append(.before(field.id, day)) }
        if let value = scope.take("after"), let day = day(value, field) { parts.append(.after(field.id, day)) }
        if let value = scope.take("atLeast"), let number = number(value, field) {
            parts.append(.atLeast(field.id, number))
        }
        if let value = scope.take("atMost"), let number = number(value, field) {
            parts.append(.atMost(field.id, number))
        }
        if let value = scope.take("matches"), let shape = shape(value, field) {
            parts.append(.matches(field.id, shape))
        }
        scope.finish()
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private func codes(_ node: DocumentNode, _ field: FieldSpec) -> [LocalCondition] {
        let words = (node.items ?? [node]).compactMap { item -> String? in
            guard let text = item.text else {
                reader.complaints.add(item, "is names a code, or a list of codes.")
                return nil
            }
            if field.kind == .checkbox {
                if text == "true" || text == "false" { return text }
                reader.complaints.add(item, "\(field.id) is true or false.")
                return nil
            }
            guard let names = LocalCodes.names(of: field) else {
                reader.complaints.add(item, "\(field.id) holds no list of codes, so is has no use; see matches.")
                return nil
            }
            if names.contains(text) { return text }
            let near = Spelling.nearest(to: text, in: names).map { " Did you mean \($0)?" } ?? ""
            reader.complaints.add(item, "\(field.id) has no code \(text).\(near)")
            return nil
        }
        if node.items?.isEmpty == true { reader.complaints.add(node, "is names a code, or a list of codes.") }
        return words.isEmpty ? [] : [.isOneOf(field.id, words)]
    }

    private func day(_ node: DocumentNode, _ field: FieldSpec) -> LocalCondition.Day? {
        guard field.kind == .date else {
            reader.complaints.add(node, "\(field.id) is no date.")
            return nil
        }
        if node.text == LocalExample.today { return .asOf }
        guard let other = self.field(node) else { return nil }
        guard other.kind == .date else {
            reader.complaints.add(node, "\(other.id) is no date. Name a date field, or as-of for the day of the check.")
            return nil
        }
        return .field(other.id)
    }

    private func number(_ node: DocumentNode, _ field: FieldSpec) -> Double? {
        guard field.kind == .number || field.kind == .geolocation else {
            reader.complaints.add(node, "\(field.id) is no number.")
            return nil
        }
        guard let number = node.text.flatMap({ Double($0) }), number.isFinite else {
            reader.complaints.add(node, "This must be a number.")
            return nil
        }
        return number
    }

    private func shape(_ node: DocumentNode, _ field: FieldSpec) -> String? {
        let holdsText =
            field.codeList == nil && ![.date, .checkbox, .number, .geolocation].contains(field.kind)
        guard holdsText else {
            reader.complaints.add(node, "\(field.id) holds no text, so matches has no use.")
            return nil
        }
        guard let shape = node.text, !shape.isEmpty, shape.unicodeScalars.count <= 200 else {
            reader.complaints.add(node, "matches is a shape: 9 for a digit, A for a letter, as AA-9999.")
            return nil
        }
        return shape
    }
}
