import HTCDSMapping

/// What somebody who answers for the data accepts, apart from what is found: a document of its own, so that a file is
/// judged by the same rules everywhere and the decision has a name.
struct Acceptance: Sendable {
    /// As the report names it.
    var name: String
    /// Matches that are not exact and may set a value all the same.
    var relations = RelationPolicy()
    /// How much may be found and the data still passes, beyond which nothing of severity error may.
    var allowances: [Allowance] = []

    /// Applies where no document is given: what is not exact stays as the partner wrote it.
    static let standard = Acceptance(name: "default")
}
