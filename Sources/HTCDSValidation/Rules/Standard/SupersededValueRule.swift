public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A value of an earlier version of the standard that the list of today does not hold.
public enum SupersededValueRule: ValueRule {
    public static let description = RuleDescription(
        id: "standard.superseded-value",
        title: "The value is one of an earlier version of the standard",
        severity: .error,
        source: "Field standard 2.0, column Value Names, against those of versions 0.1 to 1.0",
        rationale: "The list has changed since, and some old values mean something wider than any value of today.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFemale,Active\n"))

    public static let fault = ValueFault.supersededValue

    /// Only lists that have lost a value can have an old one.
    public static func severity(for field: FieldSpec) -> Severity? {
        guard let list = field.codeList.flatMap({ HTCDSStandard.v2_0.codeList($0) }) else { return nil }
        let hasOld = !field.supersededWithoutTarget.isEmpty || list.codes.contains { !$0.superseded.isEmpty }
        return hasOld ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        if let suggestion {
            return "The value comes from an earlier version of the standard, and \(suggestion) took its place. Write "
                + "that, if it says what was meant."
        }
        return CodeListWords.message(
            field, suggestion: nil,
            problem: "The value comes from an earlier version of the standard, and no value of today says the same.")
    }
}
