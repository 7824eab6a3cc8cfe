/// The rows that hold some attribute of each column chosen so far, parted by which ones: each group is one combination.
///
/// Groups are numbered from 0 without gaps, rows ascend unless they were sorted by group. Buffers are made once and used
/// again. Memory: rows × 12 to 20 bytes, and 16 bytes for each group.
final class RowGroups {
    /// Row numbers, `count` of them.
    private(set) var rows: UnsafeMutablePointer<UInt32>
    /// The group of each of them.
    private(set) var groups: UnsafeMutablePointer<UInt32>
    var count = 0
    /// Places in `rows` of rows whose mark of rareness may still change.
    let open: UnsafeMutablePointer<UInt32>
    private(set) var openCount = 0

    /// The counted column by which this level was parted; -1 at a start.
    var column = -1
    /// What is known of each group, ``groupCount`` of them.
    private(set) var members: UnsafeMutablePointer<Group>
    private(set) var groupCount = 0

    struct Group {
        /// The group of the level above.
        var parent: UInt32
        /// The attribute of `column`.
        var code: UInt16
        /// Number of rare combinations that hold the group's.
        var rare: Int
    }

    /// The combination of a start's only group.
    var startAttributes: [(column: Int, code: UInt16)] = []
    /// First place of each group, and the end, once sorted.
    private(set) var starts: [UInt32] = []

    private var bitmaps: [UnsafeMutablePointer<UInt64>] = []
    private var hasBitmaps = false
    private var otherRows: UnsafeMutablePointer<UInt32>?
    private var otherGroups: UnsafeMutablePointer<UInt32>?
    private let capacity: Int
    private var groupCapacity = 256

    var isSorted: Bool { !starts.isEmpty }

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        rows = .allocate(capacity: self.capacity)
        groups = .allocate(capacity: self.capacity)
        open = .allocate(capacity: self.capacity)
        members = .allocate(capacity: groupCapacity)
    }

    deinit {
        rows.deallocate()
        groups.deallocate()
        open.deallocate()
        members.deallocate()
        otherRows?.deallocate()
        otherGroups?.deallocate()
        for bitmap in bitmaps { bitmap.deallocate() }
    }

    /// Forgets everything, for a level parted by `column`.
    func clear(column: Int) {
        self.column = column
        count = 0
        openCount = 0
        groupCount = 0
        starts.removeAll(keepingCapacity: true)
        startAttributes = []
        hasBitmaps = false
    }

    /// Makes room for `count` further groups.
    func reserve(_ count: Int) {
        guard groupCount + count > groupCapacity else { return }
        groupCapacity = max(groupCount + count, groupCapacity * 2)
        let larger = UnsafeMutablePointer<Group>.allocate(capacity: groupCapacity)
        larger.update(from: members, count: groupCount)
        members.deallocate()
        members = larger
    }

    /// Room for it was made.
    ///
    /// - Returns: the number of the new group.
    @inline(__always)
    func addGroup(parent: Int, code: UInt16) -> Int {
        members[groupCount] = Group(parent: UInt32(truncatingIfNeeded: parent), code: code, rare: 0)
        groupCount &+= 1
        return groupCount &- 1
    }

    private func addOnlyGroup() {
        reserve(1)
        _ = addGroup(parent: 0, code: 0)
    }

    /// All rows in one group: the combination of no attributes.
    func fillWithAllRows(_ rowCount: Int) {
        clear(column: -1)
        for row in 0..<rowCount {
            rows[row] = UInt32(row)
            groups[row] = 0
        }
        count = rowCount
        addOnlyGroup()
    }

    /// The rows of a bitmap in one group.
    func fill(fromBits bits: UnsafePointer<UInt64>, words: Int) {
        clear(column: -1)
        for word in 0..<words {
            var rest = bits[word]
            while rest != 0 {
                rows[count] = UInt32(word << 6 + rest.trailingZeroBitCount)
                groups[count] = 0
                count += 1
                rest &= rest - 1
            }
        }
        addOnlyGroup()
    }

    /// One bit a row for the rows of `group`; all groups' bitmaps are made when the first is asked for.
    func bitmap(of group: Int, words: Int) -> UnsafeMutablePointer<UInt64> {
        if !hasBitmaps {
            hasBitmaps = true
            while bitmaps.count < groupCount { bitmaps.append(.allocate(capacity: max(1, words))) }
            for bitmap in bitmaps.prefix(groupCount) { bitmap.update(repeating: 0, count: words) }
            for place in 0..<count {
                let row = Int(rows[place])
                bitmaps[Int(groups[place])][row >> 6] |= 1 << UInt64(row & 63)
            }
        }
        return bitmaps[group]
    }

    func noteOpen(_ marks: RowMarks) {
        var found = 0
        for place in 0..<count {
            open[found] = UInt32(place)
            if !marks.isSettled(Int(rows[place])) { found += 1 }
        }
        openCount = found
    }

    /// Puts the rows of a group together, keeping their order: a counting sort. Open places move with their rows.
    func sortByGroup(_ marks: RowMarks) {
        guard !isSorted else { return }
        let toRows = otherRows ?? .allocate(capacity: capacity)
        let toGroups = otherGroups ?? .allocate(capacity: capacity)
        starts = [UInt32](repeating: 0, count: groupCount + 1)
        for place in 0..<count { starts[Int(groups[place]) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var next = starts
        for place in 0..<count {
            let group = Int(groups[place])
            let target = Int(next[group])
            next[group] += 1
            toRows[target] = rows[place]
            toGroups[target] = groups[place]
        }
        (otherRows, otherGroups) = (rows, groups)
        (rows, groups) = (toRows, toGroups)
        noteOpen(marks)
    }
}
