internal import HTCDSFindings

/// A question that data is asked, and the fields that it takes. Which shares are enough is this tool's own opinion.
struct DataUse {
    var question: String
    var fields: [String]

    static let all = [
        DataUse(question: "How many, by gender", fields: ["prs_Gender"]),
        DataUse(
            question: "Age by gender by type of exploitation",
            fields: ["prs_Birthdate", "prs_Gender", "vic_TypeOfExploitation"]),
        DataUse(
            question: "Citizenship by type of exploitation", fields: ["prs_Citizenship", "vic_TypeOfExploitation"]),
        DataUse(question: "How people were recruited", fields: ["vic_MethodOfRecruitment"]),
        DataUse(question: "How people were controlled", fields: ["vic_MethodsOfControl"]),
        DataUse(question: "In which industries people were made to work", fields: ["vic_ForcedLabourIndustry"]),
        DataUse(question: "How cases come in over time", fields: ["cas_IncomingReferralDate"]),
        DataUse(question: "Who may share the records: consent", fields: ["con_Consent"]),
    ]

    static let note =
        "In this tool's own opinion a question can be answered where each of its fields is filled and valid in at least "
        + "80 % of the records, and partly from 50 % on."

    enum Answer: String { case yes, partly, no }

    /// The answer, and the share of records in which each field is filled and valid, in percent.
    func judge(_ report: Report) -> (answer: Answer, shares: [(field: String, share: Int)]) {
        let records = Double(report.records.accepted) + Double(report.records.rejected)
        let shares = fields.map { id in
            (id, Self.percent(report.fields.first { $0.field == id }?.valid ?? 0, of: records))
        }
        let worst = shares.map(\.1).min() ?? 0
        return (worst >= 80 ? .yes : worst >= 50 ? .partly : .no, shares)
    }

    /// From 0 to 100, rounded down so that 100 means all.
    static func percent(_ count: Int, of all: Double) -> Int {
        guard all > 0, count > 0 else { return 0 }
        return Int(min(100, Double(count) / all * 100))
    }
}
