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

    var question: Phrase {
        switch self {
        case .readable: .canItBeRead
        case .valid: .isItValid
        case .sensible: .doesItMakeSense
        case .useful: .mayItBeUsed
        }
    }
}
