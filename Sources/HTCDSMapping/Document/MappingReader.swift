import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// Reads a mapping document, section by section, and collects what is wrong with it.
struct MappingReader {
    let complaints: ComplaintList
    let standard = HTCDSStandard.v2_0

    func document(_ node: DocumentNode) -> MappingDocument? {
        let scope = DocumentScope(node, what: "the mapping", complaints: complaints)
        let name = scope.required("mapping")
        if let name,
            name.utf8.contains(where: { !ASCII.isLetter($0) && !ASCII.isDigit($0) && $0 != 0x2D && $0 != 0x2E }),
            let value = scope.take("mapping")
        {
            complaints.add(value, "The name of a mapping has letters, digits, hyphens and dots only.")
        }
        let title = scope.required("title")
        let version = scope.required("standard")
        if let version, version != standard.version, let value = scope.take("standard") {
            complaints.add(value, "This tool maps to HTCDS \(standard.version), not \(version).")
        }
        var document = MappingDocument(name: name ?? "", title: title ?? "", standard: version ?? "")
        document.about = scope.text("about")
        document.decision = decision(scope)
        if let value = scope.take("reviewed") { document.reviewed = reviewed(value) }
        if let value = scope.take("source") { document.source = source(value) }
        if let value = scope.take("id") { document.id = reference(value) }
        if let value = scope.take("roles") { document.roles = roles(value) }
        if let value = scope.take("standardFields") {
            document.standardFields = words(value, StandardHeader.self, "standardFields")
        }
        if let value = scope.take("person") { document.person = person(value) }
        if let value = scope.take("tables") { document.tables = tables(value) }
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
        checkWhole(document, scope)
        if let value = scope.take("upgrade") {
            if let version = value.text, version != standard.version, HTCDSStandard.version(version) != nil {
                document.upgrade(from: version)
            } else {
                complaints.add(value, "upgrade names an earlier version of the standard: \"0.1\", \"0.2\" or \"1.0\".")
            }
        }
        if let value = scope.take("records"), let form = words(value, RecordsForm.self, "records").first {
            if !document.fields.isEmpty || !document.parts.isEmpty || !document.standardFields.isEmpty {
                complaints.add(value, "records says where every field stands, so that no other source has a use.")
            }
            document.readRecords(form)
        }
        if let value = scope.take("values") { document.add(values: valuesByField(value)) }
        scope.finish()
        if document.fields.isEmpty, document.standardFields.isEmpty, document.parts.isEmpty, !document.keep.all {
            complaints.add(node, "The mapping maps nothing: it has no fields and does not keep all.")
        }
        return document
    }

    func cannotHold(_ scope: DocumentScope) -> [String] {
        guard let nodes = scope.textNodes("cannotHold") else { return [] }
        return nodes.compactMap { node in
            guard let id = node.text, standard.field(id: id) != nil else {
                complaints.add(node, noField(node.text))
                return nil
            }
            return id
        }
    }

    func noField(_ id: String?) -> String {
        let near = Spelling.nearest(to: id ?? "", in: standard.fields.map(\.id)).map { " Did you mean \($0)?" } ?? ""
        return "HTCDS \(standard.version) has no field \(id ?? "of that name").\(near)"
    }

    func source(_ node: DocumentNode) -> SourceSection {
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
        if let record = source.record, !record.isEmpty, !record.hasPrefix("/"), let value = scope.take("record") {
            complaints.add(value, "record is a path from the root, such as /cases/case, or a JSON Pointer.")
        }
        header(scope, &source)
        source.dataRow = scope.integer("data", in: 1...1_048_576)
        source.sheet = scope.text("sheet")
        if let value = scope.take("form") { source.form = form(value) }
        if let value = scope.take("delimiter") {
            let text = value.text == "tab" ? "\t" : value.text ?? ""
            if let byte = text.utf8.first, text.utf8.count == 1, byte != 0x22, byte != 0x0A, byte != 0x0D {
                source.delimiter = byte
            } else {
                complaints.add(value, "delimiter must be one character, or tab.")
            }
        }
        source.encoding = scope.text("encoding")
        if let value = scope.take("groups") {
            source.groups = value.text
            if value.text?.isEmpty ?? true { complaints.add(value, "groups is what stands between names, such as /.") }
        }
        dialect(scope, &source)
        source.missing = scope.texts("missing") ?? []
        source.order = scope.texts("order") ?? []
        source.hasDecimalComma = decimal(scope) ?? false
        if let value = scope.take("numbering") { source.numbering = reference(value) }
        if let value = scope.take("lists") {
            if case .number(let number)? = reference(value)?.kind, number > 0 {
                source.listsFrom = number
            } else {
                complaints.add(value, "lists names the first column behind the cases, as in {letter: BA}.")
            }
        }
        source.dates = dates(scope)
        if let value = scope.take("recognise") {
            let inner = DocumentScope(value, what: "recognise", complaints: complaints)
            source.recognise.columns = inner.texts("columns") ?? []
            source.recognise.anyOf = inner.texts("anyOf") ?? []
            source.recognise.above = inner.texts("above") ?? []
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

    func dates(_ scope: DocumentScope) -> [String] {
        var orders: [String: String] = [:]
        return (scope.textNodes("dates") ?? []).compactMap { node in
            if let order = node.text.flatMap({ DatePattern($0) })?.order {
                if let other = orders[order.signs], other != order.parts {
                    complaints.add(
                        node,
                        "Another pattern of this list puts day and month the other way round: a date could be either.")
                }
                orders[order.signs] = order.parts
            }
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

    func words<Word: RawRepresentable & CaseIterable>(
        _ node: DocumentNode, _ type: Word.Type, _ key: String
    ) -> [Word] where Word.RawValue == String {
        (node.items ?? [node]).compactMap { item in
            if let text = item.text, let word = Word(rawValue: text) { return word }
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            complaints.add(item, "\(key) knows the words \(known).")
            return nil
        }
    }

    func roles(_ node: DocumentNode) -> Set<PersonRole> { Set(words(node, PersonRole.self, "roles")) }
}
