public import HTCDSFindings

/// A record whose own id an earlier record of the run has. Applied where records are put in order.
public enum DuplicateIDRule: FileRule {
    public static let description = RuleDescription(
        id: "reference.duplicate-id",
        title: "Two records have the same id",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "What refers to such an id refers to two cases, and a table with the id as key loses one of them.",
        passing: .init("id,cas_Status\nA-12,Active\nA-13,Active\n"),
        failing: .init("id,cas_Status\nA-12,Active\nA-12,Active\n"))

    public static let message: Message =
        "In this tool's own opinion an id belongs to one record only, and an earlier record has this one. Give one of the two "
        + "another id, or take the repetition out."
}
