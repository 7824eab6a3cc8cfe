import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSSpec

/// Further people and things, and what becomes of the rest.
extension MappingReader {
    func part(_ node: DocumentNode, _ kind: PartSection.Kind) -> PartSection {
        let scope = DocumentScope(node, what: "an entry of \(kind.rawValue)", complaints: complaints)
        var part = PartSection(kind: kind)
        part.line = node.line
        if kind == .persons {
            if let value = scope.take("roles") { roles(value, of: &part) }
            part.group = scope.bool("group") ?? false
        }
        part.each = scope.text("each")
        if let each = part.each, each.isEmpty || each.hasPrefix("/") || each.hasSuffix("/") {
            complaints.add(node, "each is the path of what is repeated, below the record, without a slash at its ends.")
        }
        if let value = scope.take("id") { part.id = reference(value) }
        if let value = scope.take("fields") { part.fields = fields(value) }
        if let value = scope.take("standardFields") {
            part.standardFields = words(value, StandardHeader.self, "standardFields")
            if part.each == nil { complaints.add(value, "standardFields in a part needs each.") }
        }
        if let value = scope.take("keep") { part.keep = keep(value) }
        if let value = scope.take("drop") { part.drop = drop(value) }
        scope.finish()
        let allowed: Set<HTCDSTable> =
            switch kind {
            case .persons: [.person, .victimContext, .perpetratorContext, .consent]
            case .organizations: [.organization]
            case .comments: [.caseComment]
            case .events: [.event]
            case .supportPlans: [.supportPlan]
            }
        for rule in part.fields {
            guard let field = standard.field(id: rule.field), !allowed.contains(field.table) else { continue }
            complaints.add(line: rule.line, column: rule.column, "\(rule.field) is no field of \(kind.rawValue).")
        }
        return part
    }

    /// Who the first person is.
    func person(_ node: DocumentNode) -> PartSection {
        let scope = DocumentScope(node, what: "person", complaints: complaints)
        var part = PartSection(kind: .persons)
        part.line = node.line
        if let value = scope.take("id") { part.id = reference(value) }
        if let value = scope.take("roles") { roles(value, of: &part) }
        scope.finish()
        return part
    }

    /// A list of roles, or the columns that say whether the person has one.
    private func roles(_ node: DocumentNode, of part: inout PartSection) {
        guard let entries = node.entries else {
            part.roles = roles(node)
            return
        }
        for entry in entries {
            if entry.key.text == "group" {
                part.groupColumn = reference(entry.value)
            } else if entry.key.text == "words" {
                let words = RoleWords(values(among: entries))
                guard let column = reference(entry.value) else { continue }
                for role in PersonRole.allCases {
                    part.roleMarks[role] = RoleReference(reference: column, words: words)
                }
            } else if entry.key.text == "values" {
                if !entries.contains(where: { $0.key.text == "words" }) {
                    complaints.add(entry.key, "values says what the words of a column mean: name the column by words.")
                }
            } else if let role = entry.key.text.flatMap({ PersonRole(rawValue: $0) }) {
                if let column = reference(entry.value) { part.roleMarks[role] = RoleReference(reference: column) }
            } else {
                complaints.add(entry.key, "roles knows victim, perpetrator, words, values and group.")
            }
        }
    }

    /// What the partner's words for roles mean; `~` is a role that HTCDS does not know.
    private func values(among entries: [DocumentNode.Entry]) -> [(word: String, roles: RoleWords.Roles)] {
        guard let node = entries.first(where: { $0.key.text == "values" })?.value else { return [] }
        guard let rows = node.entries else {
            complaints.add(node, "values must list words and the role of each.")
            return []
        }
        return rows.compactMap { row in
            guard let word = row.key.text, !word.isEmpty else {
                complaints.add(row.key, "A word is missing here.")
                return nil
            }
            let named = row.value.isNull ? [] : roles(row.value)
            return (
                word, RoleWords.Roles(isVictim: named.contains(.victim), isPerpetrator: named.contains(.perpetrator))
            )
        }
    }

    func keep(_ node: DocumentNode) -> KeepSection {
        var section = KeepSection()
        if node.text == "all" {
            section.all = true
            return section
        }
        for (key, value) in pairs(node, "keep") {
            if key.text == "*", value?.isNull ?? true || value?.entries?.isEmpty == true {
                section.all = true
                continue
            }
            guard let (reference, isPrefix) = referenceOrPrefix(key) else { continue }
            var rule = KeepRule(reference: reference, isPrefix: isPrefix)
            if let value {
                let scope = DocumentScope(value, what: "a kept column", complaints: complaints)
                rule.name = scope.text("as")
                rule.note = scope.text("note")
                rule.stripsPrefix = scope.bool("strip") ?? false
                if let word = scope.text("in") { rule.table = holder(word, scope) }
                scope.finish()
            }
            section.rules.append(rule)
        }
        return section
    }

    /// The object within a record that a kept column joins.
    private func holder(_ word: String, _ scope: DocumentScope) -> HTCDSTable? {
        switch word {
        case "case": return .case
        case "person": return .person
        case "consent": return .consent
        case "victim": return .victimContext
        case "perpetrator": return .perpetratorContext
        default:
            if let value = scope.take("in") {
                complaints.add(value, "in knows case, person, consent, victim and perpetrator.")
            }
            return nil
        }
    }

    func drop(_ node: DocumentNode) -> [DropRule] {
        pairs(node, "drop").compactMap { key, value in
            guard let (reference, isPrefix) = referenceOrPrefix(key) else { return nil }
            guard let value, !value.isNull, let reason = value.text, !reason.isEmpty else {
                complaints.add(key, "A column is dropped with a reason: write it behind the name.")
                return nil
            }
            return DropRule(reference: reference, isPrefix: isPrefix, reason: reason)
        }
    }

    func pairs(_ node: DocumentNode, _ key: String) -> [(DocumentNode, DocumentNode?)] {
        if let entries = node.entries { return entries.map { ($0.key, $0.value) } }
        if let items = node.items { return items.map { ($0, nil) } }
        if !node.isNull { complaints.add(node, "\(key) must list columns.") }
        return []
    }

    func referenceOrPrefix(_ node: DocumentNode) -> (ColumnReference, Bool)? {
        if let text = node.text, text.hasSuffix("*"), text.count > 1 {
            return header(String(text.dropLast()), node).map { ($0, true) }
        }
        return reference(node).map { ($0, false) }
    }
}
