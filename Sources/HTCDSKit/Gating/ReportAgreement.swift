import Foundation
import HTCDSFindings

/// Whether a folder's report and receipt tell of the same run.
enum ReportAgreement {
    static func problems(_ bytes: [UInt8], _ receipt: Receipt) -> [String] {
        guard let report = try? JSONDecoder().decode(Report.self, from: Data(bytes)), report.report == 1 else {
            return ["report.json is no report of this tool."]
        }
        guard let gate = report.gate else { return ["report.json is none of a gate."] }
        var differs: [String] = []
        if report.verdict != receipt.verdict { differs.append("the verdict") }
        // Each alone in range, but not their sum.
        let (read, overflow) = report.records.accepted.addingReportingOverflow(report.records.rejected)
        if overflow || read != receipt.counts.read || report.records.rejected != receipt.counts.quarantined {
            differs.append("the number of records")
        }
        let rows = receipt.outputs.first { $0.name == GateFileName.synthesis.rawValue }?.rows
        if receipt.verdict == .pass, gate.rows != rows { differs.append("the number of rows") }
        if gate.policy != receipt.policy { differs.append("the policy") }
        let judgedBy = report.judgedBy
        if judgedBy.mapping.name != receipt.mapping.name || judgedBy.mapping.sha256 != receipt.mapping.sha256 {
            differs.append("the mapping")
        }
        if judgedBy.profile != receipt.profile { differs.append("the profile") }
        if judgedBy.codeListsSha256 != receipt.codeListsSha256 { differs.append("the code lists") }
        if judgedBy.asOf != receipt.asOf { differs.append("the day that counts as today") }
        if report.sources.map(\.sha256) != receipt.inputs.map(\.sha256)
            || report.sources.map(\.bytes) != receipt.inputs.map(\.bytes)
        {
            differs.append("the files that were read")
        }
        return differs.map { "report.json and the receipt do not agree on \($0)." }
    }
}
