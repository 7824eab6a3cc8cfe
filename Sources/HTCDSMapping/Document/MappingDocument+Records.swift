import HTCDSSpec

/// The forms in which records are trees.
public enum RecordsForm: String, Sendable, CaseIterable { case json, xml }

extension MappingDocument {
    /// Fills in where everything stands in records as `convert` writes them: the canonical JSON, or the XML of the
    /// generated schema.
    mutating func readRecords(_ form: RecordsForm) {
        let paths = RecordPaths(form: form)
        let standard = HTCDSStandard.v2_0
        func of(_ table: HTCDSTable) -> [FieldSpec] { standard.fields.filter { $0.table == table } }
        records = form
        id = paths.id
        fields = of(.case).map { paths.rule($0, below: "case/") }
        parts = [
            paths.persons(
                of(.person).map { paths.rule($0, below: "") } + of(.consent).map { paths.rule($0, below: "consent/") }
                    + of(.victimContext).map { paths.rule($0, below: "victim/") }
                    + of(.perpetratorContext).map { paths.rule($0, below: "perpetrator/") }),
            paths.part(.organizations, "organizations", "organization", of(.organization)),
            paths.part(.comments, "comments", "comment", of(.caseComment)),
            paths.part(.events, "events", "event", of(.event)),
            paths.part(.supportPlans, "supportPlans", "supportPlan", of(.supportPlan)),
        ]
        keep.all = true
        keep.rules = [paths.extensions(below: "case/", .case), paths.extensions(below: "")]
        provenance = ProvenanceSection(
            source: paths.column("provenance/source"), sheet: paths.column("provenance/sheet"),
            record: paths.column("provenance/record"), mapping: paths.column("provenance/mapping"))
        drop = [
            DropRule(
                reference: paths.column("htcds"), isPrefix: false, reason: "the version, written anew into every record"
            )
        ]
    }
}

/// Where things stand in a record.
private struct RecordPaths {
    let form: RecordsForm

    func column(_ name: String) -> ColumnReference { ColumnReference(.header(name, occurrence: nil)) }

    var id: ColumnReference { column(form == .json ? "id" : "@id") }

    func rule(_ field: FieldSpec, below path: String) -> FieldRule {
        var source = FieldSource()
        source.from = [column(path + field.id)]
        if field.kind == .lookup { source.reference = column("\(path)\(field.id)/\(form == .json ? "ref" : "@ref")") }
        // Each code stands by itself.
        if field.codeList != nil { source.split = "\n" }
        return FieldRule(field: field.id, alternatives: [source], line: 1, column: 1)
    }

    /// Keys of the partner are kept as they were, without what stands before them.
    func extensions(below path: String, _ table: HTCDSTable? = nil) -> KeepRule {
        var rule = KeepRule(reference: column("\(path)extensions/"), isPrefix: true)
        rule.stripsPrefix = true
        rule.table = table
        return rule
    }

    func part(
        _ kind: PartSection.Kind, _ plural: String, _ singular: String, _ fields: [FieldSpec]
    ) -> PartSection {
        var part = PartSection(kind: kind)
        part.each = form == .json ? plural : "\(plural)/\(singular)"
        if kind == .organizations { part.id = id }
        part.fields = fields.map { rule($0, below: "") }
        part.keep.rules = [extensions(below: "")]
        return part
    }

    func persons(_ rules: [FieldRule]) -> PartSection {
        var part = part(.persons, "persons", "person", [])
        part.id = id
        part.fields = rules
        part.roleMarks = [
            .victim: RoleReference(reference: column("victim")),
            .perpetrator: RoleReference(reference: column("perpetrator")),
        ]
        part.groupColumn = column("perpetrator/\(form == .json ? "group" : "@group")")
        part.keep.rules += [
            extensions(below: "consent/", .consent), extensions(below: "victim/", .victimContext),
            extensions(below: "perpetrator/", .perpetratorContext),
        ]
        return part
    }
}
