import HTCDSSpec

/// What a document says of the trees it reads, for whoever reads them.
public struct TreePaths: Sendable {
    /// Paths of repeated things, with the paths below each that the document speaks of.
    public var repeats: [String: [String]] = [:]
    /// Paths, without numbers, whose several values are one list.
    public var lists: Set<String> = []
    /// Paths whose mere presence says something.
    public var marks: Set<String> = []
    /// Elements that an attribute names, and that attribute (XML).
    public var named: [String: String] = [:]
    /// Whether texts escape what XML cannot hold.
    public var unescapes = false
}

extension MappingDocument {
    public var treePaths: TreePaths {
        var paths = TreePaths()
        addLists(of: fields, below: "", to: &paths)
        for part in parts {
            let start = part.each.map { "\($0)/" } ?? ""
            if let each = part.each { paths.repeats[each, default: []] += part.columnNames }
            addLists(of: part.fields, below: start, to: &paths)
            for role in part.roleMarks.values {
                if case .header(let name, _) = role.reference.kind { paths.marks.insert(start + name) }
            }
        }
        paths.unescapes = records == .xml
        if records == .xml { for path in extensionPaths { paths.named["\(path)/entry"] = "name" } }
        return paths
    }

    /// The paths that a record may have besides those that were found in the first ones: JSON leaves out what was not
    /// answered, so that a question may turn up late. Where questions were found in groups, in these groups.
    public func expectedPaths(besides found: [String]) -> [String] {
        var names = columnNames
        if standardFields.contains(.ids) {
            names += HTCDSStandard.v2_0.fields.map(\.id).filter { id in !fields.contains { $0.field == id } }
        }
        guard let groups = GroupedNames(source.groups) else { return names.filter { !found.contains($0) } }
        let known = Set(names)
        var present = Set(found)
        var before: [String] = []
        for path in found where !known.contains(path) {
            guard let rest = groups.rests(of: path).first(where: { known.contains($0) }) else { continue }
            present.insert(rest)
            let group = String(path.dropLast(rest.count))
            if !before.contains(group) { before.append(group) }
        }
        let missing = names.filter { !present.contains($0) }
        return before.isEmpty ? missing : before.flatMap { group in missing.map { group + $0 } }
    }

    private func addLists(of rules: [FieldRule], below start: String, to paths: inout TreePaths) {
        for rule in rules {
            guard HTCDSStandard.v2_0.field(id: rule.field)?.codeList != nil else { continue }
            for reference in rule.alternatives.flatMap(\.from) {
                if case .header(let name, nil) = reference.kind { paths.lists.insert(start + name) }
            }
        }
    }

    /// Where extensions stand in a record, without numbers.
    private var extensionPaths: [String] {
        let kept =
            keep.rules.map(\.reference)
            + parts.flatMap { part in
                part.keep.rules.map { rule -> ColumnReference in
                    guard case .header(let name, _) = rule.reference.kind, let each = part.each else {
                        return rule.reference
                    }
                    return ColumnReference(.header("\(each)/\(name)", occurrence: nil))
                }
            }
        return kept.compactMap { reference in
            guard case .header(let name, _) = reference.kind, name.hasSuffix("extensions/") else { return nil }
            return String(name.dropLast())
        }
    }
}
