import HTCDSFindings
import HTCDSSpec

/// Which fields hold free text.
enum FreeTextSlots {
    /// Fields for whole sentences, and those for a word or two that are no address.
    static func all(_ layout: RecordLayout) -> [Int] {
        layout.slots.indices.filter { isLong(layout.slots[$0].field) || short.contains(layout.slots[$0].field.id) }
    }

    static func long(_ layout: RecordLayout) -> [Int] { layout.slots.indices.filter { isLong(layout.slots[$0].field) } }

    private static func isLong(_ field: FieldSpec) -> Bool { field.kind == .longText }

    private static let short: Set<String> = [
        "prs_Salutation", "prs_FirstName", "prs_MiddleName", "prs_SecondName", "prs_Title", "prs_MailingCity",
        "prs_MailingState", "hte_City", "hte_State", "vic_LocationOfRecruitment", "vic_LocationOfExploitation",
        "cas_CaseOwner", "cas_ReferringPrimaryCaseWorker", "cas_ReferredPrimaryCaseWorker",
    ]
}
