public import HTCDSSpec

/// What one person agreed to. Field standard 2.0, row 95.
public struct Consent: RecordPart {
    /// Consent: true only when the person agreed and knew the purpose, the uses including research, their right to
    /// see the data, how long it is kept and how to withdraw. Field standard 2.0, row 95.
    public var consent: Bool?

    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .consent

    public static let members: RecordMembers<Consent> = [
        .checkbox("con_Consent", \.consent),
        .extensions,
    ]

    /// What is known: given, refused, or nothing.
    public var status: ConsentStatus {
        switch consent {
        case true: .given
        case false: .refused
        case nil: .notStated
        }
    }
}
