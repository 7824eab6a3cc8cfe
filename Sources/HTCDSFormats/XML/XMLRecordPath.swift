/// Which elements of a document are its records.
///
/// - `/data`: the root element `data` is the one record; or, where the root has another name, its children `data` are.
/// - `/cases/case`: the elements at exactly this path.
/// - `//case`: every `case` that is not within another one.
/// - empty or `/`: the root element, whatever its name.
///
/// Names are local names; a prefix is left out of account.
struct XMLRecordPath: Equatable {
    let steps: [String]
    let isAnywhere: Bool

    init(_ text: String) {
        isAnywhere = text.hasPrefix("//")
        var steps = text.split(separator: "/").map { step in
            String(step.split(separator: ":").last ?? step)
        }
        if isAnywhere, let last = steps.last { steps = [last] }
        self.steps = steps
    }

    /// The path of record element number `ordinal` (from 1), as XPath.
    ///
    /// - Parameter root: local name of the root element.
    func text(ordinal: Int, root: String?) -> String {
        if isAnywhere { return "(//\(steps.joined(separator: "/")))[\(ordinal)]" }
        let root = root ?? steps.first ?? "*"
        switch steps.count {
        case 0: return "/\(root)"
        case 1: return steps[0] == root ? "/\(root)" : "/\(root)/\(steps[0])[\(ordinal)]"
        case 2: return "/\(steps[0])/\(steps[1])[\(ordinal)]"
        default: return "(/\(steps.joined(separator: "/")))[\(ordinal)]"
        }
    }
}
