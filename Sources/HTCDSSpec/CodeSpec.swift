/// One value of a code list.
public struct CodeSpec: Sendable, Hashable {
    /// Position in the list, from 0.
    public let number: Int

    /// The identifier that records hold: `FollowUp`.
    public let name: String

    /// What people see: `Follow Up`.
    public let label: String

    /// One sentence in this project's words, not the publisher's; empty for a code that 2.0 no longer has.
    public let definition: String

    /// Other spellings with the same meaning; none of them means another code of the list.
    public let aliases: [String]

    /// Values of earlier versions that become this code, where they are spelt otherwise than it is.
    public let superseded: [SupersededValue]

    init(
        number: Int,
        name: String,
        label: String,
        definition: String,
        aliases: [String] = [],
        superseded: [SupersededValue] = []
    ) {
        self.number = number
        self.name = name
        self.label = label
        self.definition = definition
        self.aliases = aliases
        self.superseded = superseded
    }
}
