import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// Reads acceptance documents (`Documentation/acceptance.md`) and says everything that is wrong with one at once.
enum AcceptanceReader {
    /// - Parameters:
    ///   - reference: `default`, or the path of a document.
    ///   - localRules: rules of the profile that is judged by.
    /// - Throws: `ToolError`: 66 for a missing file, 78 for a wrong document.
    static func load(_ reference: String, localRules: [RuleID] = []) throws -> Acceptance {
        if reference == Acceptance.standard.name { return .standard }
        do {
            let bytes = try FileByteSource(path: reference).readAll(limit: DocumentNode.maximumSize + 1)
            guard let yaml = String(validating: bytes, as: UTF8.self) else {
                throw ToolError(.wrongDocument, "\(reference): The document is not UTF-8 text.")
            }
            return try read(yaml: yaml, name: reference, localRules: localRules)
        } catch { throw ToolError.wrapping(error, file: error is FormatError ? reference : nil) }
    }

    /// - Throws: `DocumentError` with every complaint, each with line and column.
    static func read(yaml: String, name: String, localRules: [RuleID] = []) throws -> Acceptance {
        let complaints = ComplaintList()
        let scope = DocumentScope(
            try DocumentNode.parse(yaml: yaml, name: name), what: "the acceptance", complaints: complaints)
        var acceptance = Acceptance(name: scope.required("acceptance") ?? "")
        if acceptance.name == Acceptance.standard.name, let node = scope.take("acceptance") {
            complaints.add(node, "default is what applies without a document. Give this one a name of its own.")
        }
        _ = scope.text("about")
        if let node = scope.take("relations") { acceptance.relations = relations(node, complaints) }
        if let node = scope.take("allow") { acceptance.allowances = allowances(node, localRules, complaints) }
        scope.finish()
        guard complaints.all.isEmpty else { throw DocumentError(document: name, complaints: complaints.all) }
        return acceptance
    }

    private static func allowances(
        _ node: DocumentNode, _ localRules: [RuleID], _ complaints: ComplaintList
    ) -> [Allowance] {
        guard let items = node.items else {
            complaints.add(node, "allow must be a list of clauses.")
            return []
        }
        let rules = (RuleCatalogue.descriptions.map(\.id) + localRules).map(\.rawValue)
        return items.map { item in
            let scope = DocumentScope(item, what: "a clause of allow", complaints: complaints)
            var clause = Allowance()
            if let text = scope.text("rule"), let value = scope.take("rule") {
                clause.rule = RuleID(rawValue: text)
                if !rules.contains(text) {
                    let near = Spelling.nearest(to: text, in: rules).map { " Did you mean \($0)?" } ?? ""
                    let place = text.hasPrefix("local.") ? "in the profile" : "here"
                    complaints.add(value, "There is no rule \(text) \(place).\(near) See htcds rules list.")
                }
            }
            if let text = scope.text("field"), let value = scope.take("field") {
                clause.field = text
                if HTCDSStandard.v2_0.field(id: text) == nil { complaints.add(value, "HTCDS has no field \(text).") }
            }
            if let text = scope.text("severity"), let value = scope.take("severity") {
                clause.severity = Severity(rawValue: text)
                if clause.severity == nil { complaints.add(value, "severity is error, warning or info.") }
            }
            clause.count = scope.integer("count", in: 0...Int(Int32.max))
            if let value = scope.take("percent") {
                if let number = value.text.flatMap({ Double($0) }), (0...100).contains(number) {
                    clause.percent = number
                } else {
                    complaints.add(value, "percent must be a number from 0 to 100.")
                }
            }
            scope.finish()
            if clause.precedence == 0 {
                complaints.add(item, "A clause of allow names a rule, a field or a severity.")
            }
            if scope.take("count") == nil, scope.take("percent") == nil {
                complaints.add(item, "A clause of allow says how much: count or percent.")
            }
            return clause
        }
    }

    private static func relations(_ node: DocumentNode, _ complaints: ComplaintList) -> RelationPolicy {
        let scope = DocumentScope(node, what: "relations", complaints: complaints)
        let everywhere = applied(scope, complaints)
        var policy = RelationPolicy(Set(everywhere.filter(\.value).keys))
        for entry in scope.take("fields")?.entries ?? [] {
            guard let id = entry.key.text, HTCDSStandard.v2_0.field(id: id) != nil else {
                complaints.add(entry.key, "HTCDS has no field \(entry.key.text ?? "of that name").")
                continue
            }
            let inner = DocumentScope(entry.value, what: "the field", complaints: complaints)
            // What a field does not speak of is as everywhere.
            let own = everywhere.merging(applied(inner, complaints)) { $1 }
            policy.byField[id] = Set(own.filter(\.value).keys)
            inner.finish()
        }
        scope.finish()
        return policy
    }

    /// Which relations are spoken of, and whether they are applied.
    private static func applied(_ scope: DocumentScope, _ complaints: ComplaintList) -> [Relation: Bool] {
        var applied: [Relation: Bool] = [:]
        for relation in Relation.allCases where RelationPolicy.choosable.contains(relation) {
            guard let node = scope.take(relation.rawValue) else { continue }
            switch node.text {
            case "apply": applied[relation] = true
            case "keep": applied[relation] = false
            default: complaints.add(node, "\(relation.rawValue) must be apply or keep.")
            }
        }
        return applied
    }
}
