import HTCDSCells
import HTCDSSpec

/// Finds columns by header: after composition, trimming and case folding.
struct HeaderIndex {
    private var numbers: [[UInt8]: [Int]] = [:]
    /// The same behind the groups that questions stand in.
    private var grouped: [[UInt8]: [Int]] = [:]
    let columns: [SourceColumn]
    private let groups: GroupedNames?

    init(_ columns: [SourceColumn], groups: GroupedNames? = nil) {
        self.columns = columns
        self.groups = groups
        for column in columns {
            guard let name = column.name else { continue }
            numbers[ByteKeyTable.folded(name), default: []].append(column.number)
            for rest in groups?.rests(of: name) ?? [] {
                grouped[ByteKeyTable.folded(rest), default: []].append(column.number)
            }
        }
    }

    /// All columns under a header, in order; where there are none, those that have it behind groups.
    func find(_ name: String) -> [Int] {
        let key = ByteKeyTable.folded(name)
        return numbers[key] ?? grouped[key] ?? []
    }

    /// Columns that have a header behind groups alone.
    func findGrouped(_ reference: ColumnReference) -> [Int] {
        guard case .header(let name, nil) = reference.kind, groups != nil else { return [] }
        let key = ByteKeyTable.folded(name)
        return numbers[key] == nil ? grouped[key] ?? [] : []
    }

    /// What a column may be called: its header, then the same without the groups before it.
    func rests(of column: SourceColumn) -> [String] { column.name.flatMap { groups?.rests(of: $0) } ?? [] }

    /// All columns whose header starts like this, also behind groups, in order, with what follows.
    func find(prefix: String) -> [(column: Int, rest: String)] {
        let key = Self.foldedPrefix(prefix)
        return columns.compactMap { column in
            guard let name = column.name else { return nil }
            for name in [name] + rests(of: column) {
                let folded = ByteKeyTable.folded(name)
                guard folded.count > key.count, folded.starts(with: key) else { continue }
                return (column.number, String(decoding: folded[key.count...], as: UTF8.self))
            }
            return nil
        }
    }

    /// Folding takes blanks at the end away; in a prefix they count.
    static func foldedPrefix(_ prefix: String) -> [UInt8] {
        var key = ByteKeyTable.folded(prefix + "x")
        key.removeLast()
        return key
    }
}

/// Finds fields of the standard by the header of a column.
struct StandardHeaderIndex {
    private var fields: [[UInt8]: (field: FieldSpec, by: MatchedBy)] = [:]
    typealias MatchedBy = StandardMatch

    init(_ standard: HTCDSStandard, by headers: Set<StandardHeader>) {
        if headers.contains(.ids) {
            for field in standard.fields { add(field.id, field, .id) }
        }
        if headers.contains(.aliases) {
            for field in standard.fields {
                for id in field.misspeltIDs { add(id, field, .misspeltID) }
                for former in field.formerIDs where former.grade == "exact" {
                    add(former.id, field, .formerID(version: former.version))
                }
            }
        }
        if headers.contains(.labels) {
            // A label that several fields share ("Type", "Longitude") says nothing.
            let counts = Dictionary(grouping: standard.fields, by: { ByteKeyTable.folded($0.label) })
            for field in standard.fields where counts[ByteKeyTable.folded(field.label)]?.count == 1 {
                add(field.label, field, .label)
            }
        }
        if headers.contains(.aliases) {
            for field in standard.fields {
                for label in field.labelAliases { add(label, field, .labelAlias) }
            }
        }
    }

    private mutating func add(_ name: String, _ field: FieldSpec, _ by: StandardMatch) {
        let key = ByteKeyTable.folded(name)
        if fields[key] == nil { fields[key] = (field, by) }
    }

    func find(_ name: String) -> (field: FieldSpec, by: StandardMatch)? { fields[ByteKeyTable.folded(name)] }
}

enum StandardMatch: Sendable, Equatable {
    case id, label, misspeltID, labelAlias
    case formerID(version: String)
}
