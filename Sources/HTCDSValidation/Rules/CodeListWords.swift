import HTCDSFindings
import HTCDSSpec

/// What to do about a value that a list does not know: the same words for every rule that needs them.
enum CodeListWords {
    static func message(_ field: FieldSpec, suggestion: String?, problem: Message) -> Message {
        if let suggestion { return "\(problem) Did you mean \(suggestion)?" }
        let codes = field.codeList.flatMap { HTCDSStandard.v2_0.codeList($0)?.codes } ?? []
        if codes.count > 0 && codes.count <= 6 {
            return "\(problem) Use one of: \(labels: codes.map(\.label))."
        }
        return "\(problem) The list: htcds spec values \(field.id)."
    }
}
