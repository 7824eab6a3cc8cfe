import HTCDSDocuments
import HTCDSSpec

/// Who may pass.
extension PolicyReader {
    func consent(_ scope: DocumentScope, _ node: DocumentNode, of policy: inout Policy) {
        let reason = scope.text("reason")
        policy.consent.reason = reason
        guard let value = scope.take("consent") else {
            return complaints.add(node, "The policy lacks consent. Write consent: required as its first line.")
        }
        switch value.text {
        case "required"?: break
        case "not-required"?: (policy.consent.refused, policy.consent.notStated) = (.pass, .pass)
        case nil where value.entries != nil:
            let inner = DocumentScope(value, what: "consent", complaints: complaints)
            if let word: Policy.Admission = word(inner.take("refused"), "refused", ["withhold", "pass"]) {
                policy.consent.refused = word
            }
            if let word: Policy.Admission = word(inner.take("notStated"), "notStated", ["withhold", "pass"]) {
                policy.consent.notStated = word
            }
            inner.finish()
        default:
            complaints.add(value, "consent is required, not-required, or {refused: withhold, notStated: pass}.")
            return
        }
        guard policy.consent.refused == .pass || policy.consent.notStated == .pass else { return }
        if !standsInFirstLine(value, of: node) {
            complaints.add(
                value, "Somebody may pass here who did not consent: say so in line 1, which begins with consent:.")
        }
        if reason?.contains(where: { !$0.isWhitespace }) != true {
            complaints.add(
                value, "Somebody may pass here who did not consent: say why that is right, as reason: some words.")
        }
    }

    /// Whether whoever opens the document sees it before anything else: the key, and all that is said under it.
    private func standsInFirstLine(_ value: DocumentNode, of node: DocumentNode) -> Bool {
        guard let key = node.entries?.first(where: { $0.key.text == "consent" })?.key, key.line == 1, key.column == 1
        else { return false }
        // In plain words: YAML can write the same with signs that nobody reads.
        let words = firstLine.prefix { $0 != "#" }
        guard words.hasPrefix("consent:"), words.contains("not-required") || words.contains(": pass") else {
            return false
        }
        return value.line == 1 && (value.entries ?? []).allSatisfy { $0.key.line == 1 && $0.value.line == 1 }
    }

    func status(_ scope: DocumentScope, _ node: DocumentNode, of policy: inout Policy) {
        guard let value = scope.take("status") else {
            return complaints.add(
                node, "The policy lacks status: which trafficking status a victim must have, or any.")
        }
        if value.text == "any" {
            policy.status.notStated = .pass
            return
        }
        guard value.entries != nil else {
            return complaints.add(
                value, "status is any, or {admitted: [ActualVictimOfTrafficking], notStated: withhold}.")
        }
        let inner = DocumentScope(value, what: "status", complaints: complaints)
        if let admitted = inner.textNodes("admitted") {
            guard let field = standard.field(id: "vic_TraffickingStatus") else { return }
            policy.status.admitted = Set(admitted.compactMap { code($0, of: field) })
            if admitted.isEmpty, let list = inner.take("admitted") {
                complaints.add(list, "admitted is empty, so nobody would pass.")
            }
        } else if inner.take("admitted") == nil {
            complaints.add(value, "status lacks admitted: the codes of vic_TraffickingStatus that may pass.")
        }
        if let word: Policy.Admission = word(inner.take("notStated"), "notStated", ["withhold", "pass"]) {
            policy.status.notStated = word
        }
        inner.finish()
    }

    /// The code of a field that a node holds; complains where it is none.
    func code(_ node: DocumentNode, of field: FieldSpec) -> String? {
        let names = Attribute.Form.names(of: field) ?? []
        guard let text = node.text, names.contains(text) else {
            let near = Spelling.nearest(to: node.text ?? "", in: names).map { " Did you mean \($0)?" } ?? ""
            complaints.add(node, "\(field.id) has no code \(node.text ?? "of that name").\(near)")
            return nil
        }
        return text
    }
}
