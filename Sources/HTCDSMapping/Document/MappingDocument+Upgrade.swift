import HTCDSSpec

extension MappingDocument {
    /// Fills in how every field of an earlier version becomes one of today, by `Schemas/standard/upgrades.json`.
    ///
    /// Fields are found by their old id or label. What is exact is applied; what is lossy is applied, kept and counted; what
    /// is impossible is kept and counted. Consent to the management of data (`vic_AgreementToManagePersonalData`) is never
    /// taken for consent.
    mutating func upgrade(from version: String) {
        guard let old = HTCDSStandard.version(version) else { return }
        let labels = Dictionary(grouping: old.fields, by: { $0.label.lowercased() })
        upgradesFrom = version
        cannotHold += Upgrades.startEmpty(from: version).map(\.id)
        fields += Upgrades.steps(from: version).compactMap { step in
            guard let target = step.target, !fields.contains(where: { $0.field == target }) else { return nil }
            var source = FieldSource()
            source.from = [ColumnReference(.header(step.field, occurrence: nil))]
            // A label that several fields share says nothing.
            if let label = old.field(id: step.field)?.label, labels[label.lowercased()]?.count == 1 {
                source.from.append(ColumnReference(.header(label, occurrence: nil)))
            }
            source.note = step.note
            for value in step.values {
                let target = Self.target(value)
                source.values += Set([value.name, value.label]).sorted().map {
                    ValueRow(value: $0, target: target, line: 1, column: 1)
                }
            }
            if step.cases.contains(where: { $0.condition == .allConsentsTrue }) {
                source.demands = Self.otherConsents(of: old, but: step.field).map {
                    ColumnReference(.header($0, occurrence: nil))
                }
            }
            return FieldRule(field: target, alternatives: [source], line: 1, column: 1)
        }
    }

    private static func target(_ value: UpgradeValue) -> ValueTarget {
        var target = ValueTarget()
        target.note = value.note
        switch value.grade {
        case .exact: target.code = value.target
        case .lossy:
            target.code = value.target
            target.relation = .close
            target.isApplied = true
        default:
            target.oneOf = value.candidates
            target.relation = value.candidates.isEmpty ? .none : .broader
        }
        return target
    }

    /// The other questions that consent was asked in.
    private static func otherConsents(of old: HTCDSStandard, but field: String) -> [String] {
        old.fields.filter { $0.table == .consent && $0.id != field }.map(\.id)
    }
}
