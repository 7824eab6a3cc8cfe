/// The values that a field may hold.
public struct CodeList: Sendable {
    public let id: CodeListID

    /// In the order of the standard; `codes[n].number == n`.
    public let codes: [CodeSpec]
}
