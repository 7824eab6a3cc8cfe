import HTCDSDocuments
import HTCDSFindings
import HTCDSSpec

/// Reads profile documents (`Documentation/profiles.md`) and says everything that is wrong with one at once, the
/// examples of its local rules included.
public struct ProfileReader {
    let complaints = ComplaintList()
    let standard = HTCDSStandard.v2_0
    private var weighed: [(node: DocumentNode, rule: String)] = []

    /// - Parameters:
    ///   - name: what the document is called for the user.
    ///   - isShipped: whether it is one of the tool's own, whose names no other may have.
    /// - Throws: `DocumentError` with every complaint, each with line and column.
    public static func read(yaml: String, name: String, isShipped: Bool = false) throws -> Profile {
        var reader = ProfileReader()
        // A copy of a shipped profile judges as that does.
        let isShipped = isShipped || ProfileCatalogue.names.contains { ProfileCatalogue.yaml($0) == yaml }
        let node = try DocumentNode.parse(yaml: yaml, name: name, complaints: reader.complaints)
        let profile = try reader.profile(node, isShipped: isShipped)
        let all = reader.complaints.all
        guard all.isEmpty else { throw DocumentError(document: name, complaints: all) }
        return profile
    }

    private mutating func profile(_ node: DocumentNode, isShipped: Bool) throws -> Profile {
        let scope = DocumentScope(node, what: "the profile", complaints: complaints)
        let name = scope.required("profile") ?? ""
        // Scripts and reports go by it; numbers of YAML have these signs as well.
        if !name.isEmpty, name.wholeMatch(of: /[A-Za-z0-9._-]+/) == nil, let value = scope.take("profile") {
            complaints.add(value, "The name of a profile has letters from A to Z, digits, -, _ and . only.")
        }
        var profile = Profile(name: name)
        if !isShipped, ProfileCatalogue.names.contains(name), let value = scope.take("profile") {
            complaints.add(value, "\(name) is a profile of htcds itself. Give this one a name of its own.")
        }
        if let parent = scope.text("extends"), let value = scope.take("extends") {
            if parent == name {
                complaints.add(value, "A profile cannot extend itself. Give this one a name of its own.")
            } else if let shipped = try ProfileCatalogue.profile(parent) {
                profile = shipped
                profile.name = name
            } else {
                let known = ProfileCatalogue.names.joined(separator: ", ")
                complaints.add(value, "There is no profile \(parent) to extend. There are \(known).")
            }
        }
        profile.about = scope.text("about")
        if let value = scope.take("columns"), let columns = columns(value) { profile.columns = columns }
        for node in scope.textNodes("required") ?? [] {
            guard let id = field(node), !profile.required.contains(id) else { continue }
            profile.required.append(id)
        }
        if let value = scope.take("rules") { weights(value, of: &profile) }
        for item in items(scope.take("localRules"), "localRules") { localRule(item, of: &profile) }
        for item in items(scope.take("localCodes"), "localCodes") { localCode(item, of: &profile) }
        scope.finish()
        let known = RuleCatalogue.descriptions.map(\.id.rawValue) + profile.localRules.map(\.id.rawValue)
        for (node, rule) in weighed where !known.contains(rule) {
            let near = Spelling.nearest(to: rule, in: known).map { " Did you mean \($0)?" } ?? ""
            complaints.add(node, "There is no rule \(rule).\(near) See htcds rules list.")
        }
        return profile
    }

    func items(_ node: DocumentNode?, _ key: String) -> [DocumentNode] {
        guard let node, !node.isNull else { return [] }
        if node.items == nil { complaints.add(node, "\(key) must be a list.") }
        return node.items ?? []
    }

    /// The official id that a node holds; complains where it is none.
    func field(_ node: DocumentNode) -> String? {
        guard let id = node.text, standard.field(id: id) != nil else {
            let near = Spelling.nearest(to: node.text ?? "", in: standard.fields.map(\.id))
            complaints.add(
                node,
                "HTCDS has no field \(node.text ?? "of that name").\(near.map { " Did you mean \($0)?" } ?? "")")
            return nil
        }
        return id
    }

    private func columns(_ node: DocumentNode) -> Profile.Columns? {
        switch node.text {
        case "core"?: return .core
        case "all"?: return .all
        case "none"?: return Profile.Columns.none
        default: break
        }
        guard let items = node.items else {
            complaints.add(node, "columns is core, all, none or a list of field ids.")
            return nil
        }
        var ids: [String] = []
        for item in items {
            guard let id = field(item) else { continue }
            if ids.contains(id) { complaints.add(item, "\(id) stands in columns twice. Name it once.") }
            ids.append(id)
        }
        return .fields(ids)
    }

    private mutating func weights(_ node: DocumentNode, of profile: inout Profile) {
        guard let entries = node.entries else {
            if !node.isNull { complaints.add(node, "rules must list rule ids and what each of them weighs.") }
            return
        }
        for entry in entries {
            guard let id = entry.key.text else {
                complaints.add(entry.key, "The id of a rule must be a word.")
                continue
            }
            weighed.append((entry.key, id))
            let rule = RuleID(rawValue: id)
            var weight = RuleWeight()
            if entry.value.text != nil {
                weight.everywhere = word(entry.value, rule)
            } else {
                let scope = DocumentScope(entry.value, what: "the rule \(id)", complaints: complaints)
                if let value = scope.take("severity") { weight.everywhere = word(value, rule) }
                for own in scope.take("fields")?.entries ?? [] {
                    guard let field = field(own.key), let word = word(own.value, rule) else { continue }
                    weight.fields[field] = word
                }
                scope.finish()
            }
            profile.weights[rule] = (profile.weights[rule] ?? RuleWeight()).overridden(by: weight)
        }
    }

    private func word(_ node: DocumentNode, _ rule: RuleID) -> RuleWeight.Weight? {
        guard let text = node.text, let weight = RuleWeight.Weight(text) else {
            complaints.add(node, "A rule is off, error, warning or info.")
            return nil
        }
        if Profile.essential.contains(rule), weight != .severity(.error) {
            complaints.add(node, "\(rule) is always an error: where it is found, nothing was looked at.")
            return nil
        }
        return weight
    }
}
