import HTCDSFindings
import HTCDSSpec

/// Puts the rows of a review together, section by section.
struct ReviewBuilder {
    let document: MappingDocument
    private(set) var rows: [MappingReview.Row] = []
    private let standard = HTCDSStandard.v2_0
    /// What stands before the columns of the part at hand.
    private var scope = ""

    init(_ document: MappingDocument) { self.document = document }

    mutating func addAll() {
        if let id = document.id { addID(id, of: "record") }
        for table in document.tables { add(table) }
        addRoles(document.roles, marks: document.person?.roleMarks ?? [:], object: "person 1")
        if let id = document.person?.id { addID(id, of: "person 1") }
        if !document.standardFields.isEmpty {
            addStandardNames(document.standardFields, object: "case and its first person and things")
        }
        for rule in document.fields { add(rule, object: nil) }
        var numbers: [PartSection.Kind: Int] = [:]
        for part in document.parts { add(part, &numbers) }
        add(document.keep, document.drop, object: "record")
    }

    mutating func add(_ row: MappingReview.Row) {
        var row = row
        row.decision = row.decision.completed(by: document.decision)
        row.columns = row.columns.map { scope + $0 }
        rows.append(row)
    }

    // MARK: Things

    private mutating func add(_ part: PartSection, _ numbers: inout [PartSection.Kind: Int]) {
        let word = part.kind.singular
        let object: String
        if let each = part.each {
            object = "each \(each) (\(word))"
        } else {
            // The first of a kind is the one that fields at the top describe, where any do.
            let isTakenAtTop = document.fields.contains {
                standard.field(id: $0.field).map { part.kind.tables.contains($0.table) } ?? false
            }
            let isPersonAtTop = part.kind == .persons && (!document.roles.isEmpty || document.person != nil)
            numbers[part.kind, default: isTakenAtTop || isPersonAtTop ? 1 : 0] += 1
            object = "\(word) \(numbers[part.kind] ?? 1)"
        }
        scope = part.each.map { "\($0)/" } ?? ""
        defer { scope = "" }
        addRoles(part.roles, marks: part.roleMarks, object: object)
        if part.group || part.groupColumn != nil {
            var row = MappingReview.Row(
                .role, source: part.groupColumn?.text ?? "every record",
                outcome: part.group ? "described as several people together" : "says whether it is several people")
            row.columns = part.groupColumn.map { [$0.text] } ?? []
            row.object = object
            add(row)
        }
        if let id = part.id { addID(id, of: object) }
        if !part.standardFields.isEmpty { addStandardNames(part.standardFields, object: object) }
        for rule in part.fields { add(rule, object: object) }
        add(part.keep, part.drop, object: object)
    }

    private mutating func addID(_ reference: ColumnReference, of object: String) {
        var row = MappingReview.Row(.id, source: reference.text, outcome: "the partner's own id")
        row.columns = [reference.text]
        row.object = object
        add(row)
    }

    private mutating func addRoles(
        _ roles: Set<PersonRole>, marks: [PersonRole: RoleReference], object: String
    ) {
        for role in PersonRole.allCases {
            if roles.contains(role) {
                var row = MappingReview.Row(.role, source: "every record", outcome: "marked as \(role.rawValue)")
                row.object = object
                add(row)
            }
            if let mark = marks[role] {
                var row = MappingReview.Row(
                    .role, source: mark.reference.text,
                    outcome: mark.words.map {
                        "marked as \(role.rawValue) where one of its words is \($0.words(of: role == .victim).joined(separator: " or "))"
                    }
                        ?? "marked as \(role.rawValue) where it is there and does not say no")
                row.columns = [mark.reference.text]
                row.object = object
                add(row)
            }
        }
    }

    private mutating func addStandardNames(_ headers: [StandardHeader], object: String) {
        let names = headers.map { header in
            switch header {
            case .ids: "official id"
            case .labels: "label"
            case .aliases: "known other spelling"
            }
        }
        var row = MappingReview.Row(
            .standardNames, source: "every column headed by the \(names.joined(separator: " or ")) of a field",
            outcome: "read into that field, by its kind")
        row.object = object
        row.relation = .exact
        add(row)
    }

    private mutating func add(_ table: RelatedTableSection) {
        var known: [String] = []
        if !table.columns.isEmpty { known.append("by the columns \(table.columns.joined(separator: ", "))") }
        if let sheet = table.sheet { known.append("as the sheet \(sheet)") }
        if let file = table.file { known.append("by a file's name that ends in \(file)") }
        let parent = table.parentColumn?.text ?? document.id?.text ?? "id"
        var row = MappingReview.Row(
            .table, source: table.name,
            outcome: "its rows belong to \(table.parent ?? "the main table") where \(table.key.text) is the same as "
                + "\(parent); the table is known \(known.joined(separator: ", "))")
        row.columns = [table.key.text]
        row.object = table.parent ?? "record"
        add(row)
    }

    // MARK: The rest

    private mutating func add(_ keep: KeepSection, _ drops: [DropRule], object: String) {
        for rule in keep.rules {
            let name = rule.name.map { ", called \($0) in reports" } ?? ""
            var row = MappingReview.Row(
                .kept, source: rule.reference.text + (rule.isPrefix ? "*" : ""),
                outcome: "kept beside the fields under the partner's own name\(name)")
            row.columns = rule.isPrefix ? [] : [rule.reference.text]
            row.object = rule.table?.rawValue ?? object
            row.note = rule.note
            add(row)
        }
        if keep.all {
            var row = MappingReview.Row(
                .kept, source: "every other column", outcome: "kept beside the fields under the partner's own name")
            row.object = object
            add(row)
        }
        for rule in drops {
            var row = MappingReview.Row(
                .dropped, source: rule.reference.text + (rule.isPrefix ? "*" : ""), outcome: "left out on purpose")
            row.columns = rule.isPrefix ? [] : [rule.reference.text]
            row.object = object
            row.note = rule.reason
            add(row)
        }
    }
}

extension PartSection.Kind {
    /// One of them, in words.
    var singular: String {
        switch self {
        case .persons: "person"
        case .organizations: "organization"
        case .comments: "comment"
        case .events: "event"
        case .supportPlans: "support plan"
        }
    }

    /// The tables of the standard whose fields such a thing has.
    var tables: Set<HTCDSTable> {
        switch self {
        case .persons: [.person, .victimContext, .perpetratorContext, .consent]
        case .organizations: [.organization]
        case .comments: [.caseComment]
        case .events: [.event]
        case .supportPlans: [.supportPlan]
        }
    }
}
