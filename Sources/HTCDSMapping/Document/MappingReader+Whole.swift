import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// What only more than one place of a document shows: what contradicts something else, or can never have a use.
extension MappingReader {
    func checkWhole(_ document: MappingDocument, _ scope: DocumentScope) {
        let sections = [document.fields] + document.parts.map(\.fields)
        for rule in sections.joined() {
            guard let field = standard.field(id: rule.field) else { continue }
            checkAlternatives(rule)
            for source in rule.alternatives {
                checkUse(source, field)
                checkRows(source, document.source.missing)
            }
        }
        checkRest(document.keep, document.drop)
        for part in document.parts { checkRest(part.keep, part.drop) }
        for table in document.tables where table.parent == nil && table.parentColumn == nil && document.id == nil {
            complaints.add(
                line: table.line, column: table.column,
                "The table \(table.name) needs of, the column of the main table that holds its key; there is no id.")
        }
        let mapped = Set(document.fields.map(\.field))
        if let node = scope.take("cannotHold") {
            for item in node.items ?? [node] where item.text.map(mapped.contains) ?? false {
                complaints.add(
                    item, "\(item.text ?? "A field") has a source under fields, so the export can hold it.")
            }
        }
    }

    /// A source after one that counts whenever it would.
    private func checkAlternatives(_ rule: FieldRule) {
        for (number, later) in rule.alternatives.enumerated().dropFirst() {
            let isHidden = rule.alternatives[..<number].contains { earlier in
                if earlier.constant != nil { return true }
                let columns = Set(earlier.from.map(Self.key))
                return !later.from.isEmpty && later.from.allSatisfy { columns.contains(Self.key($0)) }
            }
            guard isHidden else { continue }
            complaints.add(
                line: later.line, column: later.column,
                "This source of \(rule.field) can never count: one above it is there whenever it is.")
        }
    }

    /// Columns and keys without a use.
    private func checkUse(_ source: FieldSource, _ field: FieldSpec) {
        var seen: Set<String> = []
        for reference in source.from + source.collect.map(\.reference)
        where !seen.insert(Self.key(reference)).inserted {
            complaints.add(
                line: reference.line, column: reference.column, "\(reference.text) stands here twice.")
        }
        func useless(_ key: String, _ why: String) {
            complaints.add(line: source.line, column: source.column, "\(key) has no use in \(field.id): \(why).")
        }
        if source.join != nil, source.from.count == 1 { useless("join", "there is one column only") }
        let isDate = field.kind == .date || ["age", "date"].contains(source.transform)
        if !source.dates.isEmpty, !isDate { useless("dates", "it holds no date") }
        let isCoded = field.codeList != nil || source.transform == "country" || source.transform == "language"
        if source.split != nil, !isCoded { useless("split", "it holds one value, and no code") }
        if source.constant != nil, !source.values.isEmpty { useless("values", "it is the same in every record") }
        if source.isCollected, !source.values.isEmpty { useless("values", "each column stands for one choice") }
        if source.isCollected, source.split != nil { useless("split", "each column stands for one choice") }
    }

    /// Values that no cell can lead to.
    private func checkRows(_ source: FieldSource, _ missing: [String]) {
        let words = Set(missing + (source.missing ?? []))
        for row in source.values {
            let isBlank = ByteKeyTable.folded(row.value).isEmpty
            if !source.relation.applies {
                complaints.add(
                    line: row.line, column: row.column,
                    "\(row.value) can never match: nothing is set from a column whose relation is "
                        + "\(source.relation.rawValue).")
            } else if isBlank || words.contains(row.value) {
                complaints.add(
                    line: row.line, column: row.column,
                    isBlank
                        ? "An empty value can never match: an empty cell says nothing."
                        : "\(row.value) can never match: it is a word for what is missing.")
            }
        }
    }

    /// Columns that are named twice, or both kept and dropped.
    private func checkRest(_ keep: KeepSection, _ drops: [DropRule]) {
        var kept: Set<String> = []
        var dropped: Set<String> = []
        for rule in keep.rules where !kept.insert(Self.key(rule.reference, rule.isPrefix)).inserted {
            complaints.add(
                line: rule.reference.line, column: rule.reference.column, "\(rule.reference.text) is kept twice.")
        }
        for rule in drops {
            let key = Self.key(rule.reference, rule.isPrefix)
            let isKept = kept.contains(key)
            guard !dropped.insert(key).inserted || isKept else { continue }
            complaints.add(
                line: rule.reference.line, column: rule.reference.column,
                "\(rule.reference.text) is \(isKept ? "kept as well as dropped" : "dropped twice").")
        }
    }

    /// What two references to the same column have in common.
    private static func key(_ reference: ColumnReference) -> String { key(reference, false) }

    private static func key(_ reference: ColumnReference, _ isPrefix: Bool) -> String {
        switch reference.kind {
        case .number(let number): "#\(number)"
        case .header(let name, let occurrence):
            String(decoding: ByteKeyTable.folded(name), as: UTF8.self) + (isPrefix ? "*" : "[\(occurrence ?? 1)]")
        }
    }
}
