internal import HTCDSFindings

/// The questions in whose order problems are best repaired: what cannot be read cannot be valid.
enum ReportStage: CaseIterable {
    case readable, valid, sensible, useful

    init(area: String) {
        switch area {
        case "structure": self = .readable
        case "value", "standard", "mapping": self = .valid
        case "consistency", "reference": self = .sensible
        default: self = .useful
        }
    }

    var question: String {
        switch self {
        case .readable: "Can it be read?"
        case .valid: "Is it valid?"
        case .sensible: "Does it make sense?"
        case .useful: "May it be used, and is it useful?"
        }
    }
}
