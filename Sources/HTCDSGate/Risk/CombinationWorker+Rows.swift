/// Counting by going through rows.
extension CombinationWorker {
    /// A cell of the table holds the count in its lower half and the sum of the row numbers (modulo 2³²) in its upper one:
    /// where the count is 1, that is the row. With two releases it holds the count of the second one there.
    private static let one: UInt64 = 1
    private static let lowerHalf: UInt64 = 0xFFFF_FFFF

    /// Counts all attributes of `column` in all groups of `level`, and parts `level` by them into the next one where
    /// longer combinations are wanted.
    func countCoded(_ level: RowGroups, _ column: Int, depth: Int, isTallied: Bool) {
        chosen[depth - 1] = column
        if isTallied { noteSources(depth: depth) }
        let width = columns.width(column) + 1
        let cells = level.groupCount * width
        let child = depth < task.length ? levels[depth] : nil
        child?.clear(column: column)
        let isDense = cells <= max(1024, min(2 * level.count, 1 << 17))
        reserve(isDense ? cells : width)
        if column < columns.codedCount {
            let codes = columns.codes(column)
            count(level, child, depth, width, isDense: isDense, isTallied: isTallied) { Int(codes[$0]) }
        } else {
            let bits = columns.bits(column)
            count(level, child, depth, width, isDense: isDense, isTallied: isTallied) {
                Int(truncatingIfNeeded: (bits[$0 >> 6] >> UInt64($0 & 63)) & 1)
            }
        }
        child?.noteOpen(marks)
    }

    private func reserve(_ cells: Int) {
        guard cells > tableCapacity else { return }
        table.deallocate()
        tableCapacity = cells
        table = .allocate(capacity: cells)
    }

    @inline(__always)
    private func count(
        _ level: RowGroups, _ child: RowGroups?, _ depth: Int, _ width: Int, isDense: Bool, isTallied: Bool,
        _ code: (Int) -> Int
    ) {
        if isDense {
            countDense(level, child, depth, width, isTallied: isTallied, code)
        } else {
            level.sortByGroup(marks)
            countByGroup(level, child, depth, width, isTallied: isTallied, code)
        }
    }

    // MARK: One table for all groups

    @inline(__always)
    private func countDense(
        _ level: RowGroups, _ child: RowGroups?, _ depth: Int, _ width: Int, isTallied: Bool, _ code: (Int) -> Int
    ) {
        let (table, rows, groups) = (self.table, level.rows, level.groups)
        table.update(repeating: 0, count: level.groupCount * width)
        if let second = task.secondReleaseFrom {
            for place in 0..<level.count {
                let row = Int(rows[place])
                table[Int(groups[place]) &* width &+ code(row)] &+= row < second ? 1 : 1 << 32
            }
        } else {
            for place in 0..<level.count {
                let row = rows[place]
                table[Int(groups[place]) &* width &+ code(Int(row))] &+= UInt64(row) << 32 | Self.one
            }
        }
        if isTallied {
            let attributes = rareAttributes(chosen[depth - 1])
            var met = Met()
            for group in 0..<level.groupCount {
                let base = group &* width
                let rareBefore = met.rare
                for attribute in 1..<width where table[base &+ attribute] != 0 {
                    note(table[base &+ attribute], level, group, attribute, depth, attributes, &met)
                }
                level.members[group].rare &+= met.rare &- rareBefore
            }
            add(met, depth: depth)
            if met.rare > 0 {
                let sources = self.sources
                for number in 0..<level.openCount {
                    let place = Int(level.open[number])
                    let row = Int(rows[place])
                    let attribute = code(row)
                    if attribute != 0, isRare(table[Int(groups[place]) &* width &+ attribute]) {
                        marks.markRare(row, columns: sources)
                    }
                }
            }
        }
        guard let child else { return }
        for group in 0..<level.groupCount {
            child.reserve(width)
            table[group * width] = 0
            for cell in group * width + 1..<group * width + width where table[cell] != 0 {
                table[cell] = UInt64(child.addGroup(parent: group, code: UInt16(cell - group * width)) + 1)
            }
        }
        var taken = 0
        for place in 0..<level.count {
            let row = rows[place]
            let number = table[Int(groups[place]) &* width &+ code(Int(row))]
            child.rows[taken] = row
            child.groups[taken] = UInt32(truncatingIfNeeded: number &- 1)
            taken &+= number == 0 ? 0 : 1
        }
        child.count = taken
    }

    // MARK: Group by group

    @inline(__always)
    private func countByGroup(
        _ level: RowGroups, _ child: RowGroups?, _ depth: Int, _ width: Int, isTallied: Bool, _ code: (Int) -> Int
    ) {
        let (table, rows) = (self.table, level.rows)
        table.update(repeating: 0, count: width)
        var touched: [Int] = []
        touched.reserveCapacity(width)
        let attributes = rareAttributes(chosen[depth - 1])
        let sources = self.sources
        var met = Met()
        var taken = 0
        for group in 0..<level.groupCount {
            let places = Int(level.starts[group])..<Int(level.starts[group + 1])
            for place in places {
                let row = Int(rows[place])
                let attribute = code(row)
                if attribute == 0 { continue }
                if table[attribute] == 0 { touched.append(attribute) }
                if let second = task.secondReleaseFrom {
                    table[attribute] &+= row < second ? 1 : 1 << 32
                } else {
                    table[attribute] &+= UInt64(row) << 32 | Self.one
                }
            }
            if touched.isEmpty { continue }
            if isTallied {
                let rareBefore = met.rare
                for attribute in touched {
                    note(table[attribute], level, group, attribute, depth, attributes, &met)
                }
                if met.rare > rareBefore {
                    level.members[group].rare &+= met.rare &- rareBefore
                    for place in places where !marks.isSettled(Int(rows[place])) {
                        let attribute = code(Int(rows[place]))
                        if attribute != 0, isRare(table[attribute]) {
                            marks.markRare(Int(rows[place]), columns: sources)
                        }
                    }
                }
            }
            if let child {
                child.reserve(touched.count)
                for attribute in touched {
                    table[attribute] = UInt64(child.addGroup(parent: group, code: UInt16(attribute)))
                }
                for place in places {
                    let attribute = code(Int(rows[place]))
                    if attribute == 0 { continue }
                    child.rows[taken] = rows[place]
                    child.groups[taken] = UInt32(truncatingIfNeeded: table[attribute])
                    taken += 1
                }
            }
            for attribute in touched { table[attribute] = 0 }
            touched.removeAll(keepingCapacity: true)
        }
        child?.count = taken
        add(met, depth: depth)
    }

    // MARK: One combination

    @inline(__always)
    private func isRare(_ cell: UInt64) -> Bool {
        let lower = Int(cell & Self.lowerHalf)
        if task.secondReleaseFrom == nil { return lower < task.k }
        let upper = Int(cell >> 32)
        return lower != upper && abs(lower - upper) < task.k
    }

    /// How many combinations of one choice of columns were met.
    private struct Met {
        var combinations = 0
        var rare = 0
        var unique = 0
    }

    private func add(_ met: Met, depth: Int) {
        tally.combinations[depth] += met.combinations
        tally.rare[depth] += met.rare
        tally.unique[depth] += met.unique
        if met.rare > 0 { notePairs(met.rare) }
    }

    @inline(__always)
    private func note(
        _ cell: UInt64, _ level: RowGroups, _ group: Int, _ attribute: Int, _ depth: Int,
        _ attributes: UnsafeMutablePointer<Int>, _ met: inout Met
    ) {
        met.combinations &+= 1
        if let visit = task.visit {
            let both = task.secondReleaseFrom == nil ? 0 : Int(cell >> 32)
            visit(
                self.attributes(of: depth - 1, group: group) + [(chosen[depth - 1], UInt16(attribute))],
                Int(cell & Self.lowerHalf) + both)
        }
        if task.secondReleaseFrom == nil, cell & Self.lowerHalf == 1 {
            met.unique &+= 1
            marks.unique[Int(cell >> 32)] = 1
        }
        if isRare(cell) {
            met.rare &+= 1
            attributes[attribute - 1] &+= 1
        }
    }
}
