internal import HTCDSFindings

/// A question that data is asked, and the fields that it takes. Which shares are enough is this tool's own opinion.
struct DataUse {
    var question: Phrase
    var fields: [String]

    static let all = [
        DataUse(question: .useGender, fields: ["prs_Gender"]),
        DataUse(
            question: .useAge,
            fields: ["prs_Birthdate", "prs_Gender", "vic_TypeOfExploitation"]),
        DataUse(
            question: .useCitizenship, fields: ["prs_Citizenship", "vic_TypeOfExploitation"]),
        DataUse(question: .useRecruitment, fields: ["vic_MethodOfRecruitment"]),
        DataUse(question: .useControl, fields: ["vic_MethodsOfControl"]),
        DataUse(question: .useIndustry, fields: ["vic_ForcedLabourIndustry"]),
        DataUse(question: .useTime, fields: ["cas_IncomingReferralDate"]),
        DataUse(question: .useConsent, fields: ["con_Consent"]),
    ]

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
