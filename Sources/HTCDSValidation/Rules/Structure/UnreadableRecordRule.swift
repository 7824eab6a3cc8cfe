public import HTCDSFindings

/// A line of NDJSON that is no JSON object. Only that record is lost to the run; the rest is read.
public enum UnreadableRecordRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.unreadable-record",
        title: "A record cannot be read",
        severity: .error,
        source: "RFC 8259; the contract of NDJSON is one JSON text a line",
        rationale: "One broken record must neither sink the file nor disappear in silence.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message = "The record was left out. Export it again, or repair the line."

    /// - Parameter cause: what the reader says of the line; it holds no value.
    public static func message(cause: String) -> Message { "\(sentence: cause) \(message)" }
}
