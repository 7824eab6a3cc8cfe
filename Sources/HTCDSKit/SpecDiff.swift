public import HTCDSSpec

/// What changed between two versions of the standard.
public enum SpecDiff {
    public struct Entry: Sendable, Hashable {
        public enum Change: String, Sendable { case added, removed, renamed, changed }

        public let change: Change
        /// Id of the field, the earlier one where it was renamed.
        public let field: String
        /// Name of the value that changed; nil where the field itself did.
        public let value: String?
        /// What it became, or how it differs; nil where there is nothing to say.
        public let detail: String?
        /// How well records can be upgraded; nil where no step between the two versions is known.
        public let grade: UpgradeGrade?
        public let note: String?
    }

    /// The changes, in the order of the older version's fields, then what is new in the order of the newer one.
    ///
    /// Renamings and grades are those of the upgrade steps, which all lead to 2.0; between other versions, and
    /// backwards, ids and names alone are compared.
    public static func entries(from old: HTCDSStandard, to new: HTCDSStandard) -> [Entry] {
        let known = new.version == HTCDSStandard.v2_0.version ? Upgrades.steps(from: old.version) : []
        let steps = Dictionary(uniqueKeysWithValues: known.map { ($0.field, $0) })
        var entries: [Entry] = []
        var reached: Set<String> = []
        for field in old.fields {
            let step = steps[field.id]
            guard let target = (step == nil ? field.id : step?.target).flatMap({ new.field(id: $0) }) else {
                entries.append(
                    Entry(
                        change: .removed, field: field.id, value: nil, detail: nil, grade: step?.grade,
                        note: step?.note))
                continue
            }
            reached.insert(target.id)
            let differences = differences(field, target)
            if target.id != field.id {
                let detail = ([target.id] + differences).joined(separator: "; ")
                entries.append(
                    Entry(
                        change: .renamed, field: field.id, value: nil, detail: detail, grade: step?.grade,
                        note: step?.note))
            } else if !differences.isEmpty || step?.grade == .conditional {
                entries.append(
                    Entry(
                        change: .changed, field: field.id, value: nil,
                        detail: differences.isEmpty ? nil : differences.joined(separator: "; "),
                        grade: step?.grade, note: step?.note))
            }
            entries += values(of: field, old, target, new, step)
        }
        for field in new.fields where !reached.contains(field.id) {
            let detail = field.kind.rawValue + (field.isCore ? ", core" : "")
            entries.append(
                Entry(change: .added, field: field.id, value: nil, detail: detail, grade: nil, note: nil))
        }
        return entries
    }

    private static func differences(_ old: FieldSpec, _ new: FieldSpec) -> [String] {
        var texts: [String] = []
        func compare(_ what: String, _ before: String, _ after: String) {
            if before != after { texts.append("\(what) \(before) -> \(after)") }
        }
        compare("label", "\"\(old.label)\"", "\"\(new.label)\"")
        compare("kind", old.kind.rawValue, new.kind.rawValue)
        compare("status", old.status.rawValue, new.status.rawValue)
        if old.isCore != new.isCore { texts.append(new.isCore ? "is core now" : "is no longer core") }
        return texts
    }

    private static func values(
        of field: FieldSpec, _ old: HTCDSStandard, _ target: FieldSpec, _ new: HTCDSStandard, _ step: UpgradeStep?
    ) -> [Entry] {
        let before = field.codeList.flatMap { old.codeList($0) }?.codes ?? []
        let after = target.codeList.flatMap { new.codeList($0) }?.codes ?? []
        var entries: [Entry] = []
        for code in before {
            let change = step?.values.first { $0.name == code.name }
            if let same = after.first(where: { $0.name == code.name }), change == nil || change?.target == code.name {
                if same.label != code.label {
                    entries.append(
                        Entry(
                            change: .changed, field: field.id, value: code.name,
                            detail: "label \"\(code.label)\" -> \"\(same.label)\"", grade: change?.grade, note: nil))
                }
                continue
            }
            var detail = change?.target
            if let candidates = change?.candidates, !candidates.isEmpty {
                let choice = "one of \(candidates.joined(separator: ", "))"
                detail = detail.map { "\($0), or \(choice)" } ?? choice
            }
            entries.append(
                Entry(
                    change: change?.target == nil ? .removed : .renamed, field: field.id, value: code.name,
                    detail: detail, grade: change?.grade, note: change?.note))
        }
        // A list that fields share is told of once for each of them, as records hold it.
        let names = Set(before.map(\.name))
        let targets = Set(step?.values.filter { $0.grade == .exact }.compactMap(\.target) ?? [])
        for code in after where !names.contains(code.name) && !targets.contains(code.name) {
            entries.append(
                Entry(change: .added, field: target.id, value: code.name, detail: nil, grade: nil, note: nil))
        }
        return entries
    }
}
