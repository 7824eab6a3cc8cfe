import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// Where values are taken from.
extension PolicyReader {
    /// The source that a node names with its form; several where a kept column may be kept in several places.
    func sources(_ scope: DocumentScope, _ node: DocumentNode) -> [(source: Attribute.Source, form: Attribute.Form)] {
        let id = scope.take("from")
        let name = scope.take("kept")
        let of = scope.take("of")
        let split = scope.take("split")
        let only = scope.take("where")
        if (id == nil) == (name == nil) {
            complaints.add(node, "A source is from: the id of a field, or kept: the name of a partner's column.")
        }
        if let id {
            guard let field = leavingField(id) else {
                _ = form(scope, node, nil)
                return []
            }
            if let split {
                complaints.add(split, "The values of a field are apart already. Only kept columns have split.")
            }
            var source = Attribute.Source(.field(field.id), owner: owner(of, field))
            source.only = self.only(only, field)
            return form(scope, node, field).map { [(source, $0)] } ?? []
        }
        if let only { complaints.add(only, "A kept column has no where.") }
        if let split, split.text.map({ (1...8).contains($0.utf8.count) && !$0.contains("\n") }) != true {
            complaints.add(split, "split is what stands between the values of a cell, as \";\".")
        }
        if let name, name.text?.contains(where: { !$0.isWhitespace }) != true {
            complaints.add(name, "kept is the name of a partner's column.")
        }
        // A perpetrator's own column says nothing of the victim unless the policy says so.
        var owners: [Attribute.Source.Owner] = [.record, .victim]
        if let owner: Attribute.Source.Owner = word(of, "of", Self.owners) { owners = [owner] }
        guard let form = form(scope, node, nil), let name, let text = name.text, leaves(text, form, name) else {
            return []
        }
        return owners.map { (Attribute.Source(.kept(text), owner: $0, split: split?.text), form) }
    }

    private static let owners = ["victim", "perpetrator", "record", "event", "organization", "supportPlan"]

    /// Whether a kept column may leave that is called like a field, as what could not be read of one is.
    private func leaves(_ name: String, _ form: Attribute.Form, _ node: DocumentNode) -> Bool {
        let wanted = ByteKeyTable.folded(name)
        for field in standard.fields where field.isDirectIdentifier || field.mayNameAnybody {
            let names = [field.id, field.label] + field.labelAliases
            guard names.contains(where: { ByteKeyTable.folded($0) == wanted }) else { continue }
            guard check(field, node) else { return false }
            if let fault = fault(form, field) {
                complaints.add(node, fault)
                return false
            }
        }
        return true
    }

    /// The field that a node names, unless it is one that never leaves.
    private func leavingField(_ node: DocumentNode) -> FieldSpec? {
        guard let field = field(node), check(field, node) else { return nil }
        return field
    }

    /// Complains about a field that leaves in no form.
    private func check(_ field: FieldSpec, _ node: DocumentNode) -> Bool {
        if field.isDirectIdentifier && field.kind != .date {
            complaints.add(node, "\(field.id) tells who a person is. It leaves in no form.")
            return false
        }
        if field.mayNameAnybody || field.kind == .longText || field.kind == .geolocation || field.pattern != nil {
            complaints.add(node, "Anybody may be named or found by \(field.id). It leaves in no form.")
            return false
        }
        return true
    }

    /// The field that a node names; complains where there is none.
    private func field(_ node: DocumentNode) -> FieldSpec? {
        guard let field = node.text.flatMap({ standard.field(id: $0) }) else {
            let near = Spelling.nearest(to: node.text ?? "", in: standard.fields.map(\.id))
            complaints.add(
                node,
                "HTCDS has no field \(node.text ?? "of that name").\(near.map { " Did you mean \($0)?" } ?? "")")
            return nil
        }
        return field
    }

    private func owner(_ node: DocumentNode?, _ field: FieldSpec) -> Attribute.Source.Owner {
        let usual: Attribute.Source.Owner =
            switch field.table {
            case .person, .victimContext, .consent: .victim
            case .perpetratorContext: .perpetrator
            case .case, .caseComment: .record
            case .event: .event
            case .organization: .organization
            case .supportPlan: .supportPlan
            }
        guard let node else { return usual }
        let words = field.table == .person ? ["victim", "perpetrator"] : [usual.rawValue]
        guard let text = node.text, words.contains(text), let owner = Attribute.Source.Owner(rawValue: text) else {
            complaints.add(node, "\(field.id) is a field of the \(words.joined(separator: " or of the ")).")
            return usual
        }
        return owner
    }

    /// Which of several things.
    private func only(_ node: DocumentNode?, _ field: FieldSpec) -> [String: [String]] {
        guard let node else { return [:] }
        guard [.event, .organization, .supportPlan].contains(field.table) else {
            complaints.add(node, "where chooses among events, organizations and support plans only.")
            return [:]
        }
        guard let entries = node.entries, !entries.isEmpty else {
            complaints.add(node, "where lists fields and their codes, as {hte_Type: Exploitation}.")
            return [:]
        }
        var only: [String: [String]] = [:]
        for entry in entries {
            guard let other = self.field(entry.key) else { continue }
            guard other.table == field.table, Attribute.Form.names(of: other) != nil, other.kind != .checkbox else {
                complaints.add(entry.key, "\(other.id) has no codes, or is no field of the same thing as \(field.id).")
                continue
            }
            let codes = (entry.value.items ?? [entry.value]).compactMap { code($0, of: other) }
            if entry.value.items?.isEmpty == true { complaints.add(entry.value, "No code would be chosen by this.") }
            only[other.id] = codes
        }
        return only
    }
}
