import HTCDSDocuments

/// What leaves.
extension PolicyReader {
    private static let mostColumns = 2_000

    func attributes(
        _ node: DocumentNode?, _ document: DocumentNode, _ names: ColumnNames, of policy: inout Policy
    ) {
        guard let node else {
            return complaints.add(document, "The policy lacks attributes. What no attribute names does not leave.")
        }
        guard let entries = node.entries, !entries.isEmpty else {
            return complaints.add(node, "attributes must list the columns that leave, as gender: {from: prs_Gender}.")
        }
        var columns = 0
        for entry in entries {
            guard let name = entry.key.text, !entry.key.isNull else {
                complaints.add(entry.key, "The name of a column must be a word.")
                continue
            }
            guard let attribute = attribute(name, entry.value) else {
                names.add(name, at: entry.key)
                continue
            }
            let own = attribute.outputColumns(number: policy.attributes.count)
            for column in own { names.add(column.name, at: entry.key, isJoined: column.kind == .multi) }
            columns += own.count
            policy.attributes.append(attribute)
        }
        if columns > Self.mostColumns {
            complaints.add(node, "The attributes make \(columns) columns, and \(Self.mostColumns) are the most.")
        }
    }

    /// nil where nothing can be said of its columns; something was complained about then.
    private func attribute(_ name: String, _ node: DocumentNode) -> Attribute? {
        let before = complaints.all.count
        guard node.entries != nil else {
            complaints.add(node, "An attribute is a list of keys and values, as {from: prs_Gender}.")
            return nil
        }
        let scope = DocumentScope(node, what: "the attribute \(name)", complaints: complaints)
        var sources: [(source: Attribute.Source, form: Attribute.Form)] = []
        if let anyOf = scope.take("anyOf") {
            if anyOf.items?.isEmpty != false { complaints.add(anyOf, "anyOf lists at least one source.") }
            for item in anyOf.items ?? [] {
                let inner = DocumentScope(item, what: "a source of \(name)", complaints: complaints)
                sources += self.sources(inner, item)
                inner.finish()
            }
        } else {
            sources = self.sources(scope, node)
        }
        var attribute = Attribute(name: name, sources: sources)
        attribute.zeros = scope.bool("zeros") ?? false
        let several = scope.take("several")
        scope.finish()
        guard complaints.all.count == before else { return nil }
        if let several { self.several(several, of: &attribute) }
        guard complaints.all.count == before else { return nil }
        return attribute
    }

    private func several(_ node: DocumentNode, of attribute: inout Attribute) {
        if attribute.isBinary {
            complaints.add(node, "any makes one column of 1 or nothing, so that several values are no question.")
        }
        switch node.text {
        case "drop"?: attribute.several = .drop
        case "first"?: attribute.several = .first
        case "columns"?:
            attribute.several = .columns
            guard let values = attribute.closedValues else {
                return complaints.add(
                    node, "A column for each value needs a list of them: a field with codes, or values declared here.")
            }
            if values.isEmpty { complaints.add(node, "There are no values to make columns of.") }
        case nil where node.entries != nil:
            let scope = DocumentScope(node, what: "several", complaints: complaints)
            let delimiter = scope.required("join") ?? ""
            scope.finish()
            guard !delimiter.isEmpty, let value = scope.take("join") else { return }
            guard delimiter.utf8.count == 1, ";|/+&#~^".contains(delimiter) else {
                return complaints.add(value, "join is one of the signs ; | / + & # ~ ^.")
            }
            attribute.several = .join(delimiter)
            for text in attribute.sources.flatMap({ $0.form.closedValues(of: $0.source) ?? [] })
            where text.contains(delimiter) {
                return complaints.add(value, "\(text) has the sign in it that parts the values. Take another one.")
            }
        default: complaints.add(node, "several is drop, first, columns or {join: \";\"}.")
        }
    }

    /// Names of columns; the name of an attribute that became several stands for all of them.
    func columns(_ nodes: [DocumentNode], of policy: Policy) -> [String] {
        var names: [String] = []
        let columns = policy.attributes.enumerated().flatMap { $0.element.outputColumns(number: $0.offset) }
        for node in nodes {
            guard let text = node.text else { continue }
            let named = columns.filter { $0.name == text || policy.attributes[$0.attribute].name == text }
            if named.isEmpty {
                let known = policy.attributes.map(\.name) + columns.map(\.name)
                let near = Spelling.nearest(to: text, in: known).map { " Did you mean \($0)?" } ?? ""
                complaints.add(node, "No attribute makes a column \(text).\(near)")
            }
            for column in named {
                if names.contains(column.name) { complaints.add(node, "\(text) is named twice. Name it once.") }
                names.append(column.name)
            }
        }
        return names
    }
}
