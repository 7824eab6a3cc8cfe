public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A cell with bytes that are no letters in the file's encoding.
public enum BrokenEncodingRule: ValueRule {
    public static let description = RuleDescription(
        id: "structure.broken-encoding",
        title: "The cell holds characters that cannot be read",
        severity: .error,
        source: "RFC 3629, section 4: the bytes that UTF-8 may hold",
        rationale: "A name with a broken letter is another name to every program that compares it.",
        passing: .init("prs_FirstName,cas_Status\nZorblé,Active\n"),
        // The replacement character stands for a byte that is not UTF-8; a text cannot hold the byte itself.
        failing: .init("prs_FirstName,cas_Status\nZorbl\u{FFFD},Active\n"))

    public static let fault = ValueFault.brokenEncoding

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "This cell holds characters that cannot be read in the file's encoding. Save the file as \"CSV UTF-8\", or "
            + "name its encoding with --encoding."
    }
}
