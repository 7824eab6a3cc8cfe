import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSSpec
import HTCDSValidation

/// Reads suppression documents (`Documentation/suppressions.md`) and says everything that is wrong with one at once.
enum SuppressionReader {
    /// - Throws: `ToolError`: 66 for a missing file, 78 for a wrong document.
    static func load(_ path: String) throws -> [Suppression] {
        do { return try read(yaml: try DocumentText.read(path), name: path) } catch {
            throw ToolError.wrapping(error, file: error is FormatError ? path : nil)
        }
    }

    /// - Throws: `DocumentError` with every complaint, each with line and column.
    static func read(yaml: String, name: String) throws -> [Suppression] {
        let complaints = ComplaintList()
        let node = try DocumentNode.parse(yaml: yaml, name: name, complaints: complaints)
        let scope = DocumentScope(node, what: "the document", complaints: complaints)
        _ = scope.text("about")
        var suppressions: [Suppression] = []
        if let list = scope.take("suppress") {
            if list.items == nil { complaints.add(list, "suppress must be a list.") }
            suppressions = (list.items ?? []).map { suppression($0, complaints) }
        } else {
            complaints.add(node, "The document lacks suppress: the list of what is passed over.")
        }
        scope.finish()
        guard complaints.all.isEmpty else { throw DocumentError(document: name, complaints: complaints.all) }
        return suppressions
    }

    private static func suppression(_ node: DocumentNode, _ complaints: ComplaintList) -> Suppression {
        let scope = DocumentScope(node, what: "a suppression", complaints: complaints)
        var suppression = Suppression(
            rule: RuleID(rawValue: scope.required("rule") ?? ""), reason: scope.required("reason") ?? "",
            who: scope.required("who") ?? "", line: node.line)
        let id = suppression.rule.rawValue
        if !id.isEmpty, let value = scope.take("rule") { check(suppression.rule, value, complaints) }
        suppression.field = scope.text("field")
        if let field = suppression.field, HTCDSStandard.v2_0.field(id: field) == nil, let value = scope.take("field") {
            let near = Spelling.nearest(to: field, in: HTCDSStandard.v2_0.fields.map(\.id))
            complaints.add(value, "HTCDS has no field \(field).\(near.map { " Did you mean \($0)?" } ?? "")")
        }
        suppression.column = scope.text("column")
        suppression.sheet = scope.text("sheet")
        suppression.file = scope.text("file")
        for key in ["column", "sheet", "file"] {
            if let value = scope.take(key), value.text?.isEmpty == true {
                complaints.add(value, "\(key) says nothing.")
            }
        }
        if let value = scope.take("until") {
            let day = value.text.flatMap { Clock.day($0) }
            if day == nil { complaints.add(value, "until is the last day on which it applies, as 2026-12-31.") }
            suppression.until = day
            suppression.untilText = value.text
        }
        scope.finish()
        return suppression
    }

    private static func check(_ rule: RuleID, _ node: DocumentNode, _ complaints: ComplaintList) {
        if Suppression.never.contains(rule) {
            complaints.add(
                node,
                "\(rule) cannot be passed over: where it is found, nothing was looked at, and nobody can vouch for that."
            )
        }
        // Rules of a profile are known only together with it.
        let known = RuleCatalogue.descriptions.map(\.id.rawValue)
        if rule.area != "local", !known.contains(rule.rawValue) {
            let near = Spelling.nearest(to: rule.rawValue, in: known).map { " Did you mean \($0)?" } ?? ""
            complaints.add(node, "There is no rule \(rule).\(near) See htcds rules list.")
        }
    }
}
