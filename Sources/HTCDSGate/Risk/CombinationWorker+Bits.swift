/// Counting by intersecting bitmaps, for columns with one attribute.
extension CombinationWorker {
    /// Intersects `source` with a column, tells what stands in both, and goes on with the columns behind it.
    ///
    /// - Returns: the number of rare combinations that were met.
    func extendBits(_ source: UnsafePointer<UInt64>, _ column: Int, depth: Int) -> Int {
        chosen[depth - 1] = column
        let own = columns.bits(column)
        let target = bitLevels[depth]
        let words = columns.wordCount
        var count = 0
        if depth == task.length {
            for word in 0..<words { count &+= (source[word] & own[word]).nonzeroBitCount }
        } else {
            for word in 0..<words {
                let both = source[word] & own[word]
                target[word] = both
                count &+= both.nonzeroBitCount
            }
        }
        if count == 0 { return 0 }
        if depth == task.length, count < max(2, task.k) {
            for word in 0..<words { target[word] = source[word] & own[word] }
        }
        var rare = tallyBits(count, target, depth: depth)
        if depth < task.length { rare += goOn(target, count: count, after: column, depth: depth) }
        rareAttributes(column)[0] += rare
        return rare
    }

    private func goOn(_ bits: UnsafePointer<UInt64>, count: Int, after column: Int, depth: Int) -> Int {
        let following = column + 1..<max(column + 1, columns.columns.count)
        if count >= columns.wordCount {
            var rare = 0
            for next in following { rare += extendBits(bits, next, depth: depth + 1) }
            return rare
        }
        // Few rows: going through them is cheaper than going through all words.
        let level = levels[depth]
        level.fill(fromBits: bits, words: columns.wordCount)
        level.noteOpen(marks)
        if task.visit != nil { level.startAttributes = bitAttributes(depth: depth) }
        for next in following { extend(level, next, depth: depth + 1) }
        return level.members[0].rare
    }

    /// Tells one combination, whose rows are `bits`.
    ///
    /// - Returns: 1 if it is rare.
    func tallyBits(_ count: Int, _ bits: UnsafePointer<UInt64>, depth: Int) -> Int {
        tally.combinations[depth] += 1
        task.visit?(bitAttributes(depth: depth), count)
        if count == 1 {
            tally.unique[depth] += 1
            forEachRow(bits) { marks.unique[$0] = 1 }
        }
        guard count < task.k else { return 0 }
        tally.rare[depth] += 1
        noteSources(depth: depth)
        notePairs(1)
        forEachRow(bits) { marks.markRare($0, columns: sources) }
        return 1
    }

    func ones(_ bits: UnsafePointer<UInt64>) -> Int {
        var count = 0
        for word in 0..<columns.wordCount { count &+= bits[word].nonzeroBitCount }
        return count
    }

    private func forEachRow(_ bits: UnsafePointer<UInt64>, _ body: (Int) -> Void) {
        for word in 0..<columns.wordCount where bits[word] != 0 {
            var rest = bits[word]
            while rest != 0 {
                body(word << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    /// The attributes of what is chosen down to `depth`, when the last of them are bits.
    private func bitAttributes(depth: Int) -> [(column: Int, code: UInt16)] {
        attributes(of: bitsStart.level, group: bitsStart.group)
            + chosen[bitsStart.level..<depth].map { ($0, 1) }
    }
}
