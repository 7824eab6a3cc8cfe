/// What is known of each row: whether it holds a unique or a rare combination, and which columns are in *all* its rare
/// ones.
///
/// The columns common to all rare combinations of a row are what answers "would it still be known by something rare if
/// this column were dropped?": it would, unless the column is one of them. Joining marks is an intersection, so it does
/// not matter in which order combinations are met.
///
/// Memory: rows × (2 + 2 × length) bytes.
final class RowMarks {
    /// ``commonCount`` of a row without a rare combination.
    static let noneYet: UInt8 = 255

    let rowCount: Int
    private let length: Int
    /// How many columns all rare combinations of the row share; ``noneYet`` where it has none.
    let commonCount: UnsafeMutablePointer<UInt8>
    /// 1 where the row holds a combination that no other row has.
    let unique: UnsafeMutablePointer<UInt8>
    private let common: UnsafeMutablePointer<UInt16>

    init(rowCount: Int, length: Int) {
        self.rowCount = rowCount
        self.length = length
        commonCount = .allocate(capacity: max(1, rowCount))
        commonCount.initialize(repeating: Self.noneYet, count: max(1, rowCount))
        unique = .allocate(capacity: max(1, rowCount))
        unique.initialize(repeating: 0, count: max(1, rowCount))
        common = .allocate(capacity: max(1, rowCount * length))
        common.initialize(repeating: 0, count: max(1, rowCount * length))
    }

    deinit {
        commonCount.deallocate()
        unique.deallocate()
        common.deallocate()
    }

    /// Whether nothing that could still be met would change the row's mark of rareness.
    @inline(__always)
    func isSettled(_ row: Int) -> Bool { commonCount[row] == 0 }

    /// Notes that `row` holds a rare combination of `columns` (in ascending order, at most `length`).
    func markRare(_ row: Int, columns: [UInt16]) {
        let known = commonCount[row]
        if known == 0 { return }
        let own = common + row * length
        if known == Self.noneYet {
            for (place, column) in columns.enumerated() { own[place] = column }
            commonCount[row] = UInt8(columns.count)
            return
        }
        var kept = 0
        for place in 0..<Int(known) where columns.contains(own[place]) {
            own[kept] = own[place]
            kept += 1
        }
        commonCount[row] = UInt8(kept)
    }

    func merge(_ other: RowMarks) {
        for row in 0..<rowCount {
            unique[row] |= other.unique[row]
            if other.commonCount[row] != Self.noneYet { markRare(row, columns: other.columnsInAll(row)) }
        }
    }

    private func columnsInAll(_ row: Int) -> [UInt16] {
        (0..<Int(commonCount[row])).map { common[row * length + $0] }
    }

    func isRare(_ row: Int) -> Bool { commonCount[row] != Self.noneYet }

    /// Whether the row holds a rare combination without `column`.
    func isRare(_ row: Int, without column: Int) -> Bool {
        let known = commonCount[row]
        if known == Self.noneYet { return false }
        for place in 0..<Int(known) where Int(common[row * length + place]) == column { return false }
        return true
    }
}
