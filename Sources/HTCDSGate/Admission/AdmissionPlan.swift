public import HTCDSCells
public import HTCDSFindings
import HTCDSSpec

/// Who may pass by a policy, compiled against the fields of one table.
///
/// Asked once a victim: consent belongs to a person, and one victim's consent never covers another.
public struct AdmissionPlan: Sendable {
    /// Why a victim does not pass.
    public enum Reason: UInt8, Sendable, CaseIterable {
        case consentRefused = 1, consentNotStated, consentWithdrawn, statusNotAdmitted
        /// There is no victim in the record at all.
        case noVictim
    }

    private let policy: Policy
    /// By entity: the slots of its consent and of its trafficking status.
    private let consent: [Int?]
    private let status: [Int?]
    /// Names of the codes by slot.
    private let codeNames: [[String]]

    /// - Parameter codeNames: by slot, the names of its codes by number; empty for other slots.
    public init(_ policy: Policy, layout: RecordLayout, codeNames: [[String]]) {
        self.policy = policy
        self.codeNames = codeNames
        func slots(_ field: String) -> [Int?] {
            layout.entities.indices.map { entity in
                layout.slots.firstIndex { $0.entity == entity && $0.field.id == field }
            }
        }
        consent = slots("con_Consent")
        status = slots("vic_TraffickingStatus")
    }

    /// Why a victim does not pass, nil where they do. The first reason counts, and consent comes first.
    public func reason(victim entity: Int, _ fields: FieldBatch, record: Int) -> Reason? {
        switch given(entity, fields, record) {
        case true?: break
        case false?: if policy.consent.refused == .withhold { return .consentRefused }
        case nil: if policy.consent.notStated == .withhold { return .consentNotStated }
        }
        guard let admitted = policy.status.admitted else { return nil }
        guard let code = code(entity, fields, record) else {
            return policy.status.notStated == .withhold ? .statusNotAdmitted : nil
        }
        return admitted.contains(code) ? nil : .statusNotAdmitted
    }

    /// nil where it is not stated, or where what stands there says neither yes nor no.
    private func given(_ entity: Int, _ fields: FieldBatch, _ record: Int) -> Bool? {
        guard let slot = consent[entity] else { return nil }
        let value = fields.value(slot: slot, record: record)
        return value.tag == .boolean ? value.a == 1 : nil
    }

    private func code(_ entity: Int, _ fields: FieldBatch, _ record: Int) -> String? {
        guard let slot = status[entity] else { return nil }
        let value = fields.value(slot: slot, record: record)
        // Two statuses of one person contradict each other.
        guard value.tag == .code, codeNames[slot].indices.contains(Int(value.a)) else { return nil }
        return codeNames[slot][Int(value.a)]
    }
}
