import HTCDSDocuments
public import HTCDSFindings
import HTCDSSpec

/// Reads policy documents (`Documentation/policies.md`) and says everything that is wrong with one at once.
public struct PolicyReader {
    let complaints = ComplaintList()
    let standard = HTCDSStandard.v2_0
    /// What somebody sees who opens the document.
    let firstLine: Substring
    private let rules: Rules

    /// The rules that a policy may weigh, known to who judges.
    public struct Rules: Sendable {
        let all: [RuleID]
        let fixed: Set<RuleID>

        /// - Parameter fixed: those that are errors whatever a policy says.
        public init(all: [RuleID], fixed: Set<RuleID>) {
            self.all = all
            self.fixed = fixed
        }
    }

    /// - Parameters:
    ///   - name: what the document is called for the user.
    ///   - isShipped: whether it is one of the tool's own, whose names no other may have.
    ///   - rules: without any, an id is only looked at for its form.
    /// - Throws: `DocumentError` with every complaint, each with line and column.
    public static func read(
        yaml: String, name: String, isShipped: Bool = false, rules: Rules = Rules(all: [], fixed: [])
    ) throws -> Policy {
        let reader = PolicyReader(yaml, rules)
        // A copy of a shipped policy lets pass what that does.
        let isShipped = isShipped || PolicyCatalogue.names.contains { PolicyCatalogue.yaml($0) == yaml }
        let node = try DocumentNode.parse(yaml: yaml, name: name, complaints: reader.complaints)
        let policy = reader.policy(node, isShipped: isShipped)
        let all = reader.complaints.all
        guard all.isEmpty else { throw DocumentError(document: name, complaints: all) }
        return policy
    }

    private init(_ yaml: String, _ rules: Rules) {
        self.rules = rules
        // Scalars and not characters: CR LF is one character.
        let text = yaml.unicodeScalars.drop { $0 == "\u{FEFF}" }
        firstLine = Substring(text.prefix { $0 != "\n" && $0 != "\r" })
    }

    private func policy(_ node: DocumentNode, isShipped: Bool) -> Policy {
        let scope = DocumentScope(node, what: "the policy", complaints: complaints)
        let name = scope.required("policy") ?? ""
        // Scripts and receipts go by it.
        if !name.isEmpty, name.wholeMatch(of: /[A-Za-z0-9._-]+/) == nil, let value = scope.take("policy") {
            complaints.add(value, "The name of a policy has letters from A to Z, digits, -, _ and . only.")
        }
        if !isShipped, PolicyCatalogue.names.contains(name), let value = scope.take("policy") {
            complaints.add(value, "\(name) is a policy of htcds itself. Give this one a name of its own.")
        }
        var policy = Policy(name: name)
        policy.about = scope.text("about")
        consent(scope, node, of: &policy)
        status(scope, node, of: &policy)
        if let value = scope.take("judgedBy") { judgedBy(value, of: &policy) }
        if let value = scope.take("quarantined") { quarantined(value, of: &policy) }
        if let k = scope.integer("k", in: 1...1_000_000) { policy.k = k }
        if let rare: Policy.RareValues = word(scope.take("rareValues"), "rareValues", ["refuse", "suppress"]) {
            policy.rareValues = rare
        }
        if let length = scope.integer("reportingLength", in: 1...10) { policy.reportingLength = length }
        if let row: Policy.Row = word(scope.take("row"), "row", ["victim", "link"]) { policy.row = row }
        subject(scope, of: &policy)
        let names = ColumnNames(complaints)
        attributes(scope.take("attributes"), node, names, of: &policy)
        if let column = policy.subjectColumn, let value = scope.take("subject") { names.add(column, at: value) }
        names.finish()
        policy.quasiIdentifiers = columns(scope.textNodes("quasiIdentifiers") ?? [], of: policy)
        policy.sensitive = columns(scope.textNodes("sensitive") ?? [], of: policy)
        scope.finish()
        return policy
    }

    /// One of a few words; complains where it is none.
    func word<Word: RawRepresentable>(_ node: DocumentNode?, _ key: String, _ words: [String]) -> Word?
    where Word.RawValue == String {
        guard let node else { return nil }
        guard let text = node.text, let word = Word(rawValue: text) else {
            complaints.add(node, "\(key) is \(words.dropLast().joined(separator: ", ")) or \(words.last ?? "").")
            return nil
        }
        return word
    }

    /// The share of records that may be quarantined, as `5 %` or `any`.
    private func quarantined(_ node: DocumentNode, of policy: inout Policy) {
        if node.text == "any" {
            policy.mostQuarantined = nil
        } else if let match = node.text?.wholeMatch(of: /([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%/),
            let percent = Double(match.1), percent <= 100
        {
            policy.mostQuarantined = percent
        } else {
            complaints.add(node, "quarantined is a share of the records from 0 % to 100 %, as 5 %, or any.")
        }
    }

    private func judgedBy(_ node: DocumentNode, of policy: inout Policy) {
        let scope = DocumentScope(node, what: "judgedBy", complaints: complaints)
        if scope.take("profile") != nil, let profile = scope.required("profile") { policy.profile = profile }
        if scope.take("acceptance") != nil, let text = scope.required("acceptance") { policy.acceptance = text }
        if let rules = scope.take("rules"), !rules.isNull {
            if rules.entries == nil { complaints.add(rules, "rules must list rule ids and what each of them weighs.") }
            for entry in rules.entries ?? [] { weight(entry, of: &policy) }
        }
        scope.finish()
    }

    private func weight(_ entry: DocumentNode.Entry, of policy: inout Policy) {
        guard let id = entry.key.text, id.wholeMatch(of: /[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
            return complaints.add(entry.key, "The id of a rule is its area, a full stop and words of small letters.")
        }
        guard let severity = entry.value.text.flatMap({ Severity(rawValue: $0) }) else {
            return complaints.add(
                entry.value, "A rule is error, warning or info here. What is not looked for cannot be told either.")
        }
        let rule = RuleID(rawValue: id)
        // A local rule is one of the profile's, which is not at hand here.
        if !rules.all.isEmpty, rule.area != "local", !rules.all.contains(rule) {
            let near = Spelling.nearest(to: id, in: rules.all.map(\.rawValue)).map { " Did you mean \($0)?" } ?? ""
            complaints.add(entry.key, "There is no rule \(id).\(near) See htcds rules list.")
        }
        if rules.fixed.contains(rule), severity != .error {
            complaints.add(entry.value, "\(id) is always an error: where it is found, nothing was looked at.")
        }
        policy.weights[rule] = severity
    }

    // MARK: The subject's pseudonym

    private func subject(_ scope: DocumentScope, of policy: inout Policy) {
        let own = scope.take("key")
        if let own, let key = key(own) { policy.key = key }
        guard let node = scope.take("subject") else { return }
        let subject = DocumentScope(node, what: "subject", complaints: complaints)
        policy.subjectColumn = subject.required("column")
        if let value = subject.take("key") {
            if own != nil { complaints.add(value, "The key is named twice. Name it once.") }
            if let key = key(value) { policy.key = key }
        }
        subject.finish()
    }

    private func key(_ node: DocumentNode) -> Policy.KeySource? {
        let scope = DocumentScope(node, what: "key", complaints: complaints)
        let variable = scope.take("environment") == nil ? nil : scope.required("environment")
        let file = scope.take("file") == nil ? nil : scope.required("file")
        scope.finish()
        switch (variable, file) {
        case (let variable?, nil):
            if variable.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) == nil, let value = scope.take("environment") {
                complaints.add(value, "An environment variable has letters, digits and underscores, as HTCDS_GATE_KEY.")
            }
            return .environment(variable)
        case (nil, let file?): return .file(file)
        default:
            complaints.add(node, "key is {environment: VARIABLE} or {file: PATH}. The secret itself never stands here.")
            return nil
        }
    }
}
