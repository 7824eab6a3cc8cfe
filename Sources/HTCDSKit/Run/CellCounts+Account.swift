import HTCDSFindings
import HTCDSMapping

extension Report.CellCounts {
    init(_ account: CellAccount) {
        self.init(
            filled: account.filled, mapped: account.mapped, kept: account.kept, dropped: account.dropped,
            unused: account.unused, missing: account.missing)
    }
}
