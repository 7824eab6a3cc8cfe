import HTCDSDocuments
import HTCDSFindings
import HTCDSSpec

/// Rules of an organisation's own.
extension ProfileReader {
    func localRule(_ node: DocumentNode, of profile: inout Profile) {
        let before = complaints.all.count
        let scope = DocumentScope(node, what: "a local rule", complaints: complaints)
        let id = scope.required("id") ?? ""
        let about = scope.required("about") ?? ""
        let severity = scope.required("severity").flatMap { Severity(rawValue: $0) }
        let field = scope.required("field").flatMap { _ in scope.take("field") }.flatMap { self.field($0) }
        if !id.isEmpty, id.wholeMatch(of: /local\.[a-z0-9]+(-[a-z0-9]+)*/) == nil, let value = scope.take("id") {
            complaints.add(value, "The id of a local rule is local. and words of small letters, as local.age-of-child.")
        }
        if profile.localRules.contains(where: { $0.id.rawValue == id }), let value = scope.take("id") {
            complaints.add(value, "There is a rule \(id) already.")
        }
        if severity == nil, let value = scope.take("severity"), value.text?.isEmpty == false {
            complaints.add(value, "severity is error, warning or info.")
        }
        let conditions = LocalConditionReader(subject: field.flatMap { standard.field(id: $0) }, reader: self)
        let when = scope.take("when").flatMap { conditions.condition($0) }
        let demand = scope.take("demand").flatMap { conditions.condition($0) }
        if scope.take("demand") == nil { complaints.add(node, "A local rule lacks demand: what must hold.") }
        let messages = messages(scope, node)
        let examples = scope.take("examples")
        scope.finish()
        if examples == nil {
            complaints.add(node, "A local rule lacks examples: records that pass, and records that fail.")
        }
        guard let severity, let field, let demand else { return }
        var rule = LocalRule(
            id: RuleID(rawValue: id), about: about, severity: severity, field: field, when: when, demand: demand,
            messages: messages, profile: profile.name)
        if let examples { self.examples(examples, of: &rule, isSound: complaints.all.count == before) }
        profile.localRules.append(rule)
    }

    /// A text, or one for each language.
    private func messages(_ scope: DocumentScope, _ node: DocumentNode) -> [String: String] {
        guard let value = scope.take("message") else {
            complaints.add(node, "A local rule lacks message: what is wrong, and what to do.")
            return [:]
        }
        var messages: [String: String] = [:]
        if value.text != nil {
            message(value, "en", &messages)
        } else {
            let inner = DocumentScope(value, what: "the message", complaints: complaints)
            for language in ["ar", "en", "es", "fr", "pt", "ru"] {
                if let text = inner.take(language) { message(text, language, &messages) }
            }
            inner.finish()
            if messages.isEmpty { complaints.add(value, "message has no text.") }
        }
        return messages
    }

    private func message(_ node: DocumentNode, _ language: String, _ messages: inout [String: String]) {
        guard let text = node.text, let last = text.last, ".?؟".contains(last), text.count <= 400 else {
            complaints.add(node, "A message is one or two sentences that end in a full stop or a question mark.")
            return
        }
        messages[language] = text
    }

    private func examples(_ node: DocumentNode, of rule: inout LocalRule, isSound: Bool) {
        let scope = DocumentScope(node, what: "examples", complaints: complaints)
        for (key, mustFail) in [("pass", false), ("fail", true)] {
            let value = scope.take(key)
            let records = items(value, key)
            if records.isEmpty {
                complaints.add(value ?? node, "\(key) needs at least one record, as {prs_Gender: Feminine}.")
            }
            for record in records {
                guard let entries = record.entries else {
                    complaints.add(record, "A record of an example lists fields and values.")
                    continue
                }
                var values: [String: String] = [:]
                for entry in entries {
                    if let key = entry.key.text, let text = entry.value.text { values[key] = text }
                }
                if mustFail { rule.failing.append(values) } else { rule.passing.append(values) }
                // A rule that is wrong itself can show nothing.
                guard isSound else { continue }
                run(LocalExample(rule), entries, record, mustFail: mustFail)
            }
        }
        scope.finish()
    }

    private func run(
        _ example: LocalExample, _ entries: [DocumentNode.Entry], _ record: DocumentNode, mustFail: Bool
    ) {
        var example = example
        var isSound = true
        for entry in entries {
            let isNothing = entry.value.isNull
            guard let key = entry.key.text, let text = isNothing ? "" : entry.value.text else {
                complaints.add(entry.value, "A value of an example is a text.")
                isSound = false
                continue
            }
            if let complaint = example.set(key, text) {
                complaints.add(entry.value.line == entry.key.line ? entry.key : entry.value, complaint)
                isSound = false
            }
        }
        guard isSound else { return }
        if let complaint = example.lacks {
            complaints.add(record, complaint)
        } else if example.fires != mustFail {
            complaints.add(
                record,
                mustFail
                    ? "\(example.rule.id) finds nothing in this record, which is to show what it finds."
                    : "\(example.rule.id) finds something in this record, which is to pass.")
        }
    }
}
