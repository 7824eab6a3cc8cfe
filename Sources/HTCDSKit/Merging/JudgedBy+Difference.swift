import HTCDSFindings

extension Report.JudgedBy {
    /// By what two data sets were judged otherwise, in words; nil where they were judged alike.
    /// - Parameter ignoresDay: whether the day that counts as today may differ.
    func difference(from other: Report.JudgedBy, ignoresDay: Bool = false) -> String? {
        if standard != other.standard { return "the version of the standard" }
        if profile != other.profile || profileSha256 != other.profileSha256 || severities != other.severities {
            return "the profile"
        }
        if !ignoresDay, asOf != other.asOf { return "the day that counts as today (--as-of)" }
        if mapping.name != other.mapping.name || mapping.sha256 != other.mapping.sha256 { return "the mapping" }
        if acceptance != other.acceptance { return "the acceptance" }
        if rulesSha256 != other.rulesSha256 || codeListsSha256 != other.codeListsSha256 {
            return "the version of htcds that applied its rules"
        }
        return nil
    }
}
