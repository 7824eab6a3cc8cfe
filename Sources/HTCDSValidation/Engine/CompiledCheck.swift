/// A check, and which kinds of findings it tells. A class: every batch goes through all checks, and a check as a whole is
/// costly to copy.
final class CompiledCheck: Sendable {
    let check: any BatchCheck
    private let kindOf: [Int: Int]

    /// - Parameter kindOf: the kind by slot and variant, `slot << 8 | variant`.
    init(_ check: any BatchCheck, _ kindOf: [Int: Int]) {
        self.check = check
        self.kindOf = kindOf
    }

    /// nil where the profile asks for nothing to be told.
    func kind(of fault: BatchFault) -> Int? { kindOf[fault.slot << 8 | fault.variant] }
}
