import HTCDSDocuments
import HTCDSSpec

extension MappingReview {
    /// Something that is not wrong with a document, and yet worth knowing before it is signed.
    public struct Remark: Sendable, Hashable {
        /// Place in the document, nil where it is about what the document does not list.
        public let line: Int?
        public let column: Int?
        /// One sentence.
        public let message: String

        public var description: String {
            guard let line, let column else { return message }
            return "line \(line), column \(column): \(message)"
        }
    }

    /// Relations without the note that they call for, and fields that cannot be written back into the partner's shape.
    public static func remarks(on document: MappingDocument) -> [Remark] {
        let sections = [document.fields] + document.parts.map(\.fields)
        let missing = sections.joined().flatMap { rule in rule.alternatives.flatMap { notesDue($0, rule.field) } }
        return (missing + noWayBack(document)).sorted {
            ($0.line ?? .max, $0.column ?? 0, $0.message) < ($1.line ?? .max, $1.column ?? 0, $1.message)
        }
    }

    private static func notesDue(_ source: FieldSource, _ field: String) -> [Remark] {
        var remarks: [Remark] = []
        func add(_ relation: Relation, _ line: Int, _ column: Int, _ what: String) {
            remarks.append(
                Remark(
                    line: line, column: column,
                    message: "\(what) is \(relation.rawValue) and has no note that says why."))
        }
        if !source.relation.applies, source.note == nil {
            add(source.relation, source.line, source.column, "The source of \(field)")
        }
        if source.collect.count > 1, HTCDSStandard.v2_0.field(id: field)?.kind != .multiselect {
            remarks.append(
                Remark(
                    line: source.line, column: source.column,
                    message: "\(field) holds one value, and \(source.collect.count) columns are collected into it: a "
                        + "record that chooses two is told as a warning."))
        }
        for row in source.values where isNoteDue(row.target) {
            add(effective(row.target), row.line, row.column, "\(row.value), a value of \(field),")
        }
        for row in source.collect where isNoteDue(row.target) {
            add(
                effective(row.target), row.reference.line, row.reference.column,
                "\(row.reference.text), a choice of \(field),")
        }
        return remarks
    }

    /// Where nothing fits there may be nothing more to say; a match that is not one wants a reason.
    private static func isNoteDue(_ target: ValueTarget) -> Bool {
        let relation = effective(target)
        return target.note == nil && !relation.applies && relation != .none
    }

    private static func effective(_ target: ValueTarget) -> Relation {
        target.code == nil && target.relation.applies ? .broader : target.relation
    }

    /// An upgrade has no way back, and records have one by their nature.
    private static func noWayBack(_ document: MappingDocument) -> [Remark] {
        guard document.upgradesFrom == nil, document.records == nil else { return [] }
        return WayBack.losses(of: document).map { loss in
            let rule = loss.field.flatMap { id in
                (document.fields + document.parts.flatMap(\.fields)).first { $0.field == id }
            }
            return Remark(
                line: rule?.line, column: rule?.column,
                message: "\(loss.field ?? loss.column ?? "A column") has no way back: \(loss.why).")
        }
    }
}
