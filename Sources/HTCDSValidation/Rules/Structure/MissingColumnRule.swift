public import HTCDSFindings
public import HTCDSSpec

/// A field outside of the core that the profile asks a column for. The extended standard is optional, so it is a hint.
public enum MissingColumnRule: ColumnRule {
    public static let description = RuleDescription(
        id: "structure.missing-column",
        title: "A field that the profile asks for has no column",
        severity: .info,
        source: "The profile (columns); all but the core fields are the optional extended standard (rule G1)",
        rationale: "Nobody can fill in a field that the system has no place for.",
        passing: .init("org_Name,cas_Status\nShelter,Active\n", profile: "columns: [org_Name]"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n", profile: "columns: [org_Name]"))

    public static let isOnlyWhereAsked = true

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.missingFields.filter { !$0.isCore }.map {
            ColumnFinding(field: $0, message: message($0))
        }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message(field)] }

    private static func message(_ field: FieldSpec) -> Message {
        "No column was found for \(field.id) (\(label: field.label)), which the profile asks for. Add it, or map it if it has "
            + "another name in your system."
    }
}

extension RuleContext {
    /// The fields that must have a column by the profile, and have none though the export could hold them.
    var missingFields: [FieldSpec] {
        let mapped = Set(layout.slots.map(\.field.id))
        return profile.expectedFields(standard).filter {
            !mapped.contains($0.id) && !layout.cannotHold.contains($0.id)
        }
    }
}
