import HTCDSDocuments
import HTCDSSpec

/// Tables that belong to the main one.
extension MappingReader {
    func tables(_ node: DocumentNode) -> [RelatedTableSection] {
        guard let entries = node.entries else {
            complaints.add(node, "tables must list the names of related tables and how their rows are found.")
            return []
        }
        let names = entries.compactMap(\.key.text)
        return entries.compactMap { entry in
            guard let name = entry.key.text, !name.isEmpty, !name.contains(where: { "[]/".contains($0) }) else {
                complaints.add(entry.key, "A related table needs a name without brackets and slashes.")
                return nil
            }
            return table(name, entry.value, names)
        }
    }

    private func table(_ name: String, _ node: DocumentNode, _ names: [String]) -> RelatedTableSection? {
        let scope = DocumentScope(node, what: "the table \(name)", complaints: complaints)
        defer { scope.finish() }
        let key = scope.take("key").flatMap { reference($0) }
        if key == nil {
            complaints.add(node, "The table \(name) needs a key: its column that says to which row a row belongs.")
        }
        // Whatever else is wrong with it is said as well.
        var table = RelatedTableSection(name: name, key: key ?? ColumnReference(.number(0)))
        table.line = node.line
        table.column = node.column
        table.columns = scope.texts("columns") ?? []
        table.sheet = scope.text("sheet")
        table.file = scope.text("file")
        table.parent = scope.text("in")
        if let parent = table.parent, !names.contains(parent) || parent == name, let value = scope.take("in") {
            complaints.add(value, "There is no other table \(parent) for \(name) to belong to.")
        }
        if let value = scope.take("of") { table.parentColumn = reference(value) }
        if table.parent != nil, table.parentColumn == nil {
            complaints.add(node, "of must name the column of the table that \(name) belongs to.")
        }
        table.isSingle = scope.bool("single") ?? false
        if let value = scope.take("ids") {
            if value.text != "salesforce" { complaints.add(value, "ids knows the word salesforce.") }
            table.hasSalesforceIds = true
        }
        if let value = scope.take("pivot") {
            let inner = DocumentScope(value, what: "pivot", complaints: complaints)
            let name = inner.take("name").flatMap { reference($0) }
            let text = inner.take("value").flatMap { reference($0) }
            if let name, let text {
                table.pivot = (name, text)
            } else {
                complaints.add(value, "pivot needs the columns name and value.")
            }
            inner.finish()
        }
        if table.columns.isEmpty, table.sheet == nil, table.file == nil {
            complaints.add(node, "The table \(name) needs columns, a sheet or a file by which it is known.")
        }
        return key == nil ? nil : table
    }
}
