import HTCDSFindings
import HTCDSSpec

/// One file of the flat CSV: the main one, or one beside it.
struct FlatTable {
    /// What stands behind the main file's name, empty for the main file.
    let name: String
    /// Entities that give rows, in order; none for the main file.
    let entities: [Int]
    let fields: [FieldSpec]
    /// Names of the `ext:` columns, in order.
    private(set) var keys: [String] = []
    /// What is kept under each.
    private(set) var columns: [String: [ExtensionColumn]] = [:]

    static let personTables: Set<HTCDSTable> = [.person, .victimContext, .perpetratorContext, .consent]
    /// Who the person of the main row is, where records say so themselves.
    static let personKeys = ["person/id", "person/roles", "person/group"]

    init(_ name: String, _ values: RecordValues, _ entities: [Int], _ tables: Set<HTCDSTable>) {
        self.name = name
        self.entities = entities
        fields = HTCDSStandard.v2_0.fields.filter { tables.contains($0.table) }
        for entity in entities {
            add(values.extensionsOfEntity[entity], below: "")
            addInner(values.innerExtensions[entity])
        }
    }

    init(main values: RecordValues, persons: [Int], caseEntity: Int?, namesPerson: Bool) {
        name = ""
        entities = []
        fields = HTCDSStandard.v2_0.fields.filter { $0.table == .case || Self.personTables.contains($0.table) }
        if namesPerson { keys = Self.personKeys }
        add(values.recordExtensions, below: "")
        if let caseEntity { add(values.extensionsOfEntity[caseEntity], below: "case/extensions/") }
        for person in persons {
            add(values.extensionsOfEntity[person], below: namesPerson ? "person/extensions/" : "")
            addInner(values.innerExtensions[person])
        }
    }

    private mutating func add(_ added: [ExtensionColumn], below path: String) {
        for column in added {
            let key = path + column.key
            if columns[key] == nil { keys.append(key) }
            columns[key, default: []].append(column)
        }
    }

    private mutating func addInner(_ inner: [HTCDSTable: [ExtensionColumn]]) {
        for (table, path) in [
            (HTCDSTable.consent, "consent"), (.victimContext, "victim"), (.perpetratorContext, "perpetrator"),
        ] { add(inner[table] ?? [], below: "\(path)/extensions/") }
    }
}
