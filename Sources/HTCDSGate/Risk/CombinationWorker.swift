/// Counts the combinations below one choice of first columns; each thread has one.
///
/// Columns are chosen depth first, in ascending order. At each depth the rows at hand are parted by their attributes so
/// far; a further column is counted for all these groups in one pass over the rows (a dense table of groups × attributes,
/// or group by group where that table would be larger than the data). Columns of bits are counted by intersecting bitmaps
/// while that is cheaper. Only combinations that do not occur are skipped, so every count is exact.
final class CombinationWorker {
    /// What is looked for.
    struct Task {
        /// Counts below this are rare.
        var k: Int
        var length: Int
        /// Rows from this one on belong to another release, and what is "rare" are counts that differ by 1…k-1.
        var secondReleaseFrom: Int?
        /// Called with every combination and its count (of both releases together).
        var visit: ((_ combination: [(column: Int, code: UInt16)], _ count: Int) -> Void)?
    }

    let columns: CountedColumns
    let task: Task
    var tally: CombinationTally
    let marks: RowMarks

    /// The chosen columns, by depth.
    var chosen: [Int]
    let levels: [RowGroups]
    var table: UnsafeMutablePointer<UInt64>
    var tableCapacity = 1 << 14
    let bitLevels: [UnsafeMutablePointer<UInt64>]
    /// The group from which bits were taken up.
    var bitsStart = (level: 0, group: 0)
    /// The distinct columns of the table among the chosen, ascending.
    var sources: [UInt16] = []
    private var firstColumn = -1
    /// Number of rare combinations that hold an attribute; where those of a column begin.
    private let rareByAttribute: UnsafeMutablePointer<Int>
    private let attributeStarts: [Int]

    init(_ columns: CountedColumns, _ task: Task) {
        self.columns = columns
        self.task = task
        tally = CombinationTally(length: task.length, columns: columns)
        marks = RowMarks(rowCount: columns.rowCount, length: task.length)
        chosen = Array(repeating: 0, count: task.length)
        levels = (0..<max(1, task.length)).map { _ in RowGroups(capacity: columns.rowCount) }
        table = .allocate(capacity: tableCapacity)
        bitLevels = (0...task.length).map { _ in .allocate(capacity: max(1, columns.wordCount)) }
        var starts = [0]
        for column in columns.columns { starts.append(starts[starts.count - 1] + column.texts.count) }
        attributeStarts = starts
        rareByAttribute = .allocate(capacity: max(1, starts[starts.count - 1]))
        rareByAttribute.initialize(repeating: 0, count: max(1, starts[starts.count - 1]))
        levels[0].fillWithAllRows(columns.rowCount)
    }

    deinit {
        table.deallocate()
        rareByAttribute.deallocate()
        for pointer in bitLevels { pointer.deallocate() }
    }

    /// Counts the attributes of one column: combinations of length 1.
    func count(first: Int) {
        if columns.rowCount == 0 { return }
        levels[0].noteOpen(marks)
        if first < columns.codedCount {
            countCoded(levels[0], first, depth: 1, isTallied: true)
            flush(levels[0])
        } else {
            bitsStart = (0, 0)
            copy(columns.bits(first), to: bitLevels[1])
            chosen[0] = first
            let count = ones(bitLevels[1])
            if count > 0 { rareAttributes(first)[0] += tallyBits(count, bitLevels[1], depth: 1) }
        }
    }

    /// Counts all combinations that begin with these two columns.
    func count(first: Int, second: Int) {
        if columns.rowCount == 0 || task.length < 2 { return }
        if first >= columns.codedCount {
            bitsStart = (0, 0)
            chosen[0] = first
            rareAttributes(first)[0] += extendBits(columns.bits(first), second, depth: 2)
            return
        }
        takeUp(first)
        extend(levels[1], second, depth: 2)
    }

    /// Puts all that was gathered into the tally.
    func finish() {
        closeFirst()
        for column in columns.columns.indices {
            for attribute in 0..<columns.width(column) {
                tally.rareByAttribute[column][attribute] += rareAttributes(column)[attribute]
                rareAttributes(column)[attribute] = 0
            }
        }
    }

    /// The numbers of rare combinations with each attribute of a column; number 1 is place 0.
    @inline(__always)
    func rareAttributes(_ column: Int) -> UnsafeMutablePointer<Int> { rareByAttribute + attributeStarts[column] }

    /// Hands on what the last first column has gathered.
    private func closeFirst() {
        if firstColumn >= 0 { propagate(levels[1], to: levels[0]) }
        flush(levels[0])
        firstColumn = -1
    }

    /// Parts all rows by `first`, if they are not so already.
    private func takeUp(_ first: Int) {
        if first == firstColumn { return }
        closeFirst()
        firstColumn = first
        countCoded(levels[0], first, depth: 1, isTallied: false)
    }

    private func flush(_ level: RowGroups) {
        for group in 0..<level.groupCount { level.members[group].rare = 0 }
    }

    /// Adds one column (or, for bits, goes on by bitmaps) to the groups of `level`.
    func extend(_ level: RowGroups, _ column: Int, depth: Int) {
        if column >= columns.codedCount, takesBits(level) {
            for group in 0..<level.groupCount {
                bitsStart = (depth - 1, group)
                level.members[group].rare += extendBits(
                    UnsafePointer(level.bitmap(of: group, words: columns.wordCount)), column, depth: depth)
            }
            return
        }
        countCoded(level, column, depth: depth, isTallied: true)
        guard depth < task.length, levels[depth].count > 0 else { return }
        for next in column + 1..<max(column + 1, columns.columns.count) {
            extend(levels[depth], next, depth: depth + 1)
        }
        propagate(levels[depth], to: level)
    }

    /// Intersecting costs about one step for each word of each group; going through rows, one for each row.
    private func takesBits(_ level: RowGroups) -> Bool {
        level.groupCount <= 64 && level.groupCount * columns.wordCount < level.count
    }

    /// Rare combinations of a group are also its parent's.
    func propagate(_ level: RowGroups, to parent: RowGroups) {
        let attributes = rareAttributes(level.column)
        for group in 0..<level.groupCount where level.members[group].rare > 0 {
            let member = level.members[group]
            parent.members[Int(member.parent)].rare += member.rare
            attributes[Int(member.code) - 1] += member.rare
            level.members[group].rare = 0
        }
    }

    private func copy(_ bits: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>) {
        target.update(from: bits, count: columns.wordCount)
    }

    /// Tells the columns of the table that take part in what is chosen down to `depth`.
    func noteSources(depth: Int) {
        sources.removeAll(keepingCapacity: true)
        for place in 0..<depth {
            let source = UInt16(columns.columns[chosen[place]].source)
            var at = sources.count
            while at > 0, sources[at - 1] > source { at -= 1 }
            if at > 0, sources[at - 1] == source { continue }
            sources.insert(source, at: at)
        }
    }

    func notePairs(_ rare: Int) {
        for second in sources.indices.dropFirst() {
            for first in 0..<second {
                tally.rareByPair[Int(sources[first]) * tally.columnCount + Int(sources[second])] += rare
            }
        }
    }

    /// The attributes of a group of a level.
    func attributes(of depth: Int, group: Int) -> [(column: Int, code: UInt16)] {
        var found: [(column: Int, code: UInt16)] = []
        var depth = depth
        var group = group
        while levels[depth].column >= 0 {
            let level = levels[depth]
            found.append((level.column, level.members[group].code))
            group = Int(level.members[group].parent)
            depth -= 1
        }
        return levels[depth].startAttributes + found.reversed()
    }
}
