internal import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// Reads a mapping document and says everything that is wrong with it at once, before any data is touched.
public enum MappingDocumentReader {
    /// - Parameter name: what to call the document in messages.
    /// - Throws: `DocumentError` with every complaint, each with line and column.
    public static func read(yaml: String, name: String) throws -> MappingDocument {
        let root = try DocumentNode.parse(yaml: yaml, name: name)
        let complaints = ComplaintList()
        let document = Reader(complaints: complaints).document(root)
        guard complaints.all.isEmpty, let document else {
            throw DocumentError(document: name, complaints: complaints.all)
        }
        return document
    }
}

private struct Reader {
    let complaints: ComplaintList
    let standard = HTCDSStandard.v2_0

    func document(_ node: DocumentNode) -> MappingDocument? {
        let scope = DocumentScope(node, what: "the mapping", complaints: complaints)
        let name = scope.required("mapping")
        let title = scope.required("title")
        let version = scope.required("standard")
        if let version, version != standard.version, let value = scope.take("standard") {
            complaints.add(value, "This tool maps to HTCDS \(standard.version), not \(version).")
        }
        var document = MappingDocument(name: name ?? "", title: title ?? "", standard: version ?? "")
        document.about = scope.text("about")
        if let value = scope.take("source") { document.source = source(value) }
        if let value = scope.take("id") { document.id = reference(value) }
        if let value = scope.take("roles") { document.roles = roles(value) }
        if let value = scope.take("standardFields") {
            document.standardFields = words(value, StandardHeader.self, "standardFields")
        }
        if let value = scope.take("fields") { document.fields = fields(value) }
        for kind in PartSection.Kind.allCases {
            guard let value = scope.take(kind.rawValue) else { continue }
            guard let items = value.items else {
                complaints.add(value, "\(kind.rawValue) must be a list.")
                continue
            }
            document.parts += items.map { part($0, kind) }
        }
        if let value = scope.take("keep") { document.keep = keep(value) }
        if let value = scope.take("drop") { document.drop = drop(value) }
        document.cannotHold = cannotHold(scope)
        if let value = scope.take("records"), let form = words(value, RecordsForm.self, "records").first {
            if !document.fields.isEmpty || !document.parts.isEmpty || !document.standardFields.isEmpty {
                complaints.add(value, "records says where every field stands, so that no other source has a use.")
            }
            document.readRecords(form)
        }
        scope.finish()
        if document.fields.isEmpty, document.standardFields.isEmpty, document.parts.isEmpty, !document.keep.all {
            complaints.add(node, "The mapping maps nothing: it has no fields and does not keep all.")
        }
        return document
    }

    private func cannotHold(_ scope: DocumentScope) -> [String] {
        guard let nodes = scope.textNodes("cannotHold") else { return [] }
        return nodes.compactMap { node in
            guard let id = node.text, standard.field(id: id) != nil else {
                complaints.add(node, noField(node.text))
                return nil
            }
            return id
        }
    }

    private func noField(_ id: String?) -> String {
        let near = Spelling.nearest(to: id ?? "", in: standard.fields.map(\.id)).map { " Did you mean \($0)?" } ?? ""
        return "HTCDS \(standard.version) has no field \(id ?? "of that name").\(near)"
    }

    private func source(_ node: DocumentNode) -> SourceSection {
        let scope = DocumentScope(node, what: "the source section", complaints: complaints)
        var source = SourceSection()
        for node in scope.textNodes("formats") ?? [] {
            guard let format = node.text, ["csv", "json", "ndjson", "ods", "xlsx", "xml"].contains(format) else {
                complaints.add(
                    node, "There is no format \(node.text ?? ""); there are csv, json, ndjson, ods, xlsx, xml.")
                continue
            }
            source.formats.insert(format)
        }
        source.record = scope.text("record")
        source.headerRow = scope.integer("header", in: 1...1_048_576)
        source.dataRow = scope.integer("data", in: 1...1_048_576)
        source.sheet = scope.text("sheet")
        if let value = scope.take("delimiter") {
            let text = value.text == "tab" ? "\t" : value.text ?? ""
            if let byte = text.utf8.first, text.utf8.count == 1, byte != 0x22, byte != 0x0A, byte != 0x0D {
                source.delimiter = byte
            } else {
                complaints.add(value, "delimiter must be one character, or tab.")
            }
        }
        source.encoding = scope.text("encoding")
        source.missing = scope.texts("missing") ?? []
        if let value = scope.take("numbering") { source.numbering = reference(value) }
        source.dates = dates(scope)
        if let value = scope.take("recognise") {
            let inner = DocumentScope(value, what: "recognise", complaints: complaints)
            source.recognise.columns = inner.texts("columns") ?? []
            source.recognise.standardHeaders = inner.integer("standardHeaders", in: 1...200) ?? 0
            source.recognise.root = inner.text("root")
            if let attributes = inner.take("attributes") {
                if attributes.entries == nil { complaints.add(attributes, "attributes must list names and values.") }
                for entry in attributes.entries ?? [] {
                    source.recognise.attributes.append((entry.key.text ?? "", entry.value.text ?? ""))
                }
            }
            inner.finish()
        }
        scope.finish()
        return source
    }

    private func dates(_ scope: DocumentScope) -> [String] {
        (scope.textNodes("dates") ?? []).compactMap { node in
            guard let pattern = node.text, DatePattern(pattern) != nil else {
                complaints.add(
                    node,
                    "\(node.text ?? "This") is no date pattern: write yyyy, MM or M, dd or d, and what stands between "
                        + "them.")
                return nil
            }
            return pattern
        }
    }

    private func words<Word: RawRepresentable & CaseIterable>(
        _ node: DocumentNode, _ type: Word.Type, _ key: String
    ) -> [Word] where Word.RawValue == String {
        (node.items ?? [node]).compactMap { item in
            if let text = item.text, let word = Word(rawValue: text) { return word }
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            complaints.add(item, "\(key) knows the words \(known).")
            return nil
        }
    }

    private func roles(_ node: DocumentNode) -> Set<PersonRole> { Set(words(node, PersonRole.self, "roles")) }

    // MARK: Columns

    /// `Header`, `Header[2]`, `{letter: N}`, `{position: 3}` or `{header: "…", occurrence: 2}`.
    private func reference(_ node: DocumentNode) -> ColumnReference? {
        if let text = node.text { return header(text, node) }
        let scope = DocumentScope(node, what: "the column", complaints: complaints)
        defer { scope.finish() }
        if let letters = scope.text("letter") {
            if let number = SourceColumn.number(letters: letters.utf8), number < 16_384 {
                return ColumnReference(.number(number), line: node.line, column: node.column)
            }
            complaints.add(node, "letter must be A to XFD.")
            return nil
        }
        if scope.take("position") != nil {
            guard let position = scope.integer("position", in: 1...1_000_000) else { return nil }
            return ColumnReference(.number(position - 1), line: node.line, column: node.column)
        }
        if let name = scope.text("header") {
            let occurrence = scope.integer("occurrence", in: 1...10_000)
            return ColumnReference(.header(name, occurrence: occurrence), line: node.line, column: node.column)
        }
        // Keys that are not known are told by the scope.
        if let entries = node.entries, entries.isEmpty || entries.contains(where: { $0.key.text == "occurrence" }) {
            complaints.add(node, "A column is named by its header, or by letter, position or header.")
        }
        return nil
    }

    private func header(_ text: String, _ node: DocumentNode) -> ColumnReference? {
        if text.isEmpty {
            complaints.add(node, "A column needs a name; name one without a header by its letter or position.")
            return nil
        }
        if text.hasSuffix("]"), let open = text.lastIndex(of: "["),
            let occurrence = Int(text[text.index(after: open)...].dropLast()), occurrence >= 1
        {
            return ColumnReference(
                .header(String(text[..<open]), occurrence: occurrence), line: node.line, column: node.column)
        }
        return ColumnReference(.header(text, occurrence: nil), line: node.line, column: node.column)
    }

    // MARK: Fields

    private func fields(_ node: DocumentNode) -> [FieldRule] {
        guard let entries = node.entries else {
            if !node.isNull { complaints.add(node, "fields must list field ids and their sources.") }
            return []
        }
        return entries.compactMap { entry in
            guard let id = entry.key.text, let field = standard.field(id: id) else {
                complaints.add(entry.key, noField(entry.key.text))
                return nil
            }
            let sources = entry.value.items ?? [entry.value]
            if sources.isEmpty { complaints.add(entry.value, "\(id) has no source.") }
            return FieldRule(
                field: id, alternatives: sources.map { fieldSource($0, field) }, line: entry.key.line,
                column: entry.key.column)
        }
    }

    private func fieldSource(_ node: DocumentNode, _ field: FieldSpec) -> FieldSource {
        var source = FieldSource()
        source.line = node.line
        source.column = node.column
        if node.text != nil {
            source.from = reference(node).map { [$0] } ?? []
            return source
        }
        let scope = DocumentScope(node, what: "the source of \(field.id)", complaints: complaints)
        if let value = scope.take("from") {
            source.from = (value.items ?? [value]).compactMap { reference($0) }
        }
        source.join = scope.text("join")
        source.constant = scope.text("constant")
        source.split = scope.text("split")
        source.missing = scope.texts("missing")
        source.note = scope.text("note")
        source.advisory = scope.bool("advisory") ?? false
        source.dates = dates(scope)
        if let value = scope.take("relation") { source.relation = relation(value) }
        source.transform = transform(scope)
        if let value = scope.take("values") { source.values = values(value, field) }
        if let value = scope.take("collect") { collect(value, field, &source) }
        source.chosen = scope.texts("chosen") ?? []
        check(source, field, node, scope)
        scope.finish()
        return source
    }

    private func transform(_ scope: DocumentScope) -> String? {
        guard let name = scope.text("as") else { return nil }
        if !TransformCatalogue.names.contains(name), let value = scope.take("as") {
            let near = Spelling.nearest(to: name, in: TransformCatalogue.names).map { " Did you mean \($0)?" } ?? ""
            complaints.add(
                value,
                "There is no transform \(name).\(near) There are \(TransformCatalogue.names.joined(separator: ", ")).")
        }
        return name
    }

    /// What no single key shows: sources that contradict each other.
    private func check(_ source: FieldSource, _ field: FieldSpec, _ node: DocumentNode, _ scope: DocumentScope) {
        let given = ["from", "constant", "collect"].count(where: { scope.take($0) != nil })
        if given == 0 { complaints.add(node, "\(field.id) says neither from, nor constant, nor collect.") }
        if given > 1 { complaints.add(node, "\(field.id) says more than one of from, constant and collect.") }
        if source.join != nil, source.from.count > 1, !TransformFactory.holdsText(field) || !source.values.isEmpty {
            complaints.add(node, "\(field.id) cannot be joined of several columns: only a text can.")
        }
        if let name = source.transform, TransformCatalogue.names.contains(name),
            !TransformFactory.transforms(of: field).contains(name), let value = scope.take("as")
        {
            complaints.add(value, "\(field.id) cannot hold what \(name) makes of a value.")
        }
        if !source.values.isEmpty, field.codeList == nil, let value = scope.take("values") {
            complaints.add(value, "\(field.id) holds no list of codes, so a table of values has no use.")
        }
        if source.isCollected, field.kind != .multiselect, field.codeList == nil {
            complaints.add(node, "\(field.id) holds no list of codes: nothing can be collected into it.")
        }
        if let constant = source.constant, let value = scope.take("constant") {
            if CodeTable.of(field) != nil {
                _ = code(constant, field, value)
            } else if !TransformFactory.canHold(field, constant) {
                complaints.add(value, "\(field.id) cannot hold \(constant).")
            }
        }
        if let split = source.split, split.isEmpty || split.utf8.contains(where: { $0 >= 0x80 }) {
            complaints.add(node, "split must hold ASCII characters, each of which separates values.")
        }
    }

    private func relation(_ node: DocumentNode) -> Relation {
        if let text = node.text, let relation = Relation(rawValue: text) { return relation }
        let known = Relation.allCases.map(\.rawValue).joined(separator: ", ")
        complaints.add(node, "A relation is one of \(known).")
        return .none
    }

    private func values(_ node: DocumentNode, _ field: FieldSpec) -> [ValueRow] {
        guard let entries = node.entries else {
            complaints.add(node, "values must list the partner's values and ours.")
            return []
        }
        var seen: Set<[UInt8]> = []
        return entries.compactMap { entry in
            guard let value = entry.key.text else {
                complaints.add(entry.key, "A partner's value must be a text.")
                return nil
            }
            if !seen.insert(ByteKeyTable.folded(value)).inserted {
                complaints.add(entry.key, "\(value) can never match: the same value stands above it.")
            }
            return ValueRow(
                value: value, target: target(entry.value, field), line: entry.key.line, column: entry.key.column)
        }
    }

    private func target(_ node: DocumentNode, _ field: FieldSpec) -> ValueTarget {
        var target = ValueTarget()
        if let text = node.text {
            target.code = node.isNull ? nil : code(text, field, node)
            if node.isNull { target.relation = .none }
            return target
        }
        let scope = DocumentScope(node, what: "the value", complaints: complaints)
        if let text = scope.text("value") { target.code = code(text, field, node) }
        target.oneOf = (scope.texts("oneOf") ?? []).compactMap { code($0, field, node) }
        if let value = scope.take("relation") { target.relation = relation(value) }
        target.note = scope.text("note")
        scope.finish()
        if target.code == nil, target.oneOf.isEmpty, target.relation.applies {
            complaints.add(node, "A value needs a code, oneOf, or the relation none or outOfScope.")
        }
        if target.code != nil, !target.oneOf.isEmpty {
            complaints.add(node, "A value has either one code or oneOf.")
        }
        return target
    }

    private func code(_ text: String, _ field: FieldSpec, _ node: DocumentNode) -> String? {
        guard let table = CodeTable.of(field) else { return text }
        if table.code(named: text) != nil { return text }
        let near = Spelling.nearest(to: text, in: table.names).map { " Did you mean \($0)?" } ?? ""
        complaints.add(node, "\(field.id) has no code \(text).\(near)")
        return nil
    }

    private func collect(_ node: DocumentNode, _ field: FieldSpec, _ source: inout FieldSource) {
        if let text = node.text {
            if text.hasSuffix("*"), text.count > 1 {
                source.collectPrefix = String(text.dropLast())
            } else {
                complaints.add(node, "collect is a list of columns and codes, or the start of their headers with a *.")
            }
            return
        }
        guard let entries = node.entries else {
            complaints.add(node, "collect is a list of columns and codes, or the start of their headers with a *.")
            return
        }
        for entry in entries {
            guard let reference = reference(entry.key) else { continue }
            source.collect.append(CollectRow(reference: reference, target: target(entry.value, field)))
        }
    }

    // MARK: Parts and the rest

    private func part(_ node: DocumentNode, _ kind: PartSection.Kind) -> PartSection {
        let scope = DocumentScope(node, what: "an entry of \(kind.rawValue)", complaints: complaints)
        var part = PartSection(kind: kind)
        part.line = node.line
        if kind == .persons {
            if let value = scope.take("roles") { part.roles = roles(value) }
            part.group = scope.bool("group") ?? false
        }
        part.each = scope.text("each")
        if let each = part.each, each.isEmpty || each.hasPrefix("/") || each.hasSuffix("/") {
            complaints.add(node, "each is the path of what is repeated, below the record, without a slash at its ends.")
        }
        if let value = scope.take("id") { part.id = reference(value) }
        if let value = scope.take("fields") { part.fields = fields(value) }
        if let value = scope.take("keep") { part.keep = keep(value) }
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

    private func keep(_ node: DocumentNode) -> KeepSection {
        var section = KeepSection()
        if node.text == "all" {
            section.all = true
            return section
        }
        for (key, value) in pairs(node, "keep") {
            guard let (reference, isPrefix) = referenceOrPrefix(key) else { continue }
            var rule = KeepRule(reference: reference, isPrefix: isPrefix)
            if let value {
                let scope = DocumentScope(value, what: "a kept column", complaints: complaints)
                rule.name = scope.text("as")
                rule.note = scope.text("note")
                scope.finish()
            }
            section.rules.append(rule)
        }
        return section
    }

    private func drop(_ node: DocumentNode) -> [DropRule] {
        pairs(node, "drop").compactMap { key, value in
            guard let (reference, isPrefix) = referenceOrPrefix(key) else { return nil }
            guard let reason = value?.text, !reason.isEmpty else {
                complaints.add(key, "A column is dropped with a reason: write it behind the name.")
                return nil
            }
            return DropRule(reference: reference, isPrefix: isPrefix, reason: reason)
        }
    }

    private func pairs(_ node: DocumentNode, _ key: String) -> [(DocumentNode, DocumentNode?)] {
        if let entries = node.entries { return entries.map { ($0.key, $0.value) } }
        if let items = node.items { return items.map { ($0, nil) } }
        if !node.isNull { complaints.add(node, "\(key) must list columns.") }
        return []
    }

    private func referenceOrPrefix(_ node: DocumentNode) -> (ColumnReference, Bool)? {
        if let text = node.text, text.hasSuffix("*"), text.count > 1 {
            return header(String(text.dropLast()), node).map { ($0, true) }
        }
        return reference(node).map { ($0, false) }
    }
}

extension FieldSource {
    var isCollected: Bool { !collect.isEmpty || collectPrefix != nil }
}
