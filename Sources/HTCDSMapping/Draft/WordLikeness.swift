/// How alike two words are, from 0 to 1.
enum WordLikeness {
    /// 1 for the same word, less for one with a mistake, a cut one or another form of it, 0 for another word.
    static func of(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Double {
        let (short, long) = one.count <= other.count ? (one, other) : (other, one)
        if short == long { return 1 }
        // Hardly anybody mistypes a first letter; words that differ there ("mother", "other") are others.
        if short.count < 4 || long.count > 40 || differsAtFirst(short, long) { return 0 }
        var shared = 0
        while shared < short.count, short[shared] == long[shared] { shared += 1 }
        if shared == short.count, short.count * 2 >= long.count { return 0.85 }
        let most = long.count >= 8 ? 2 : 1
        if long.count - short.count <= most {
            let distance = distance(short, long, most: most)
            if distance == 1 { return 0.88 }
            if distance == 2, most == 2 { return 0.78 }
        }
        return shared >= 5 && Double(shared) >= 0.65 * Double(long.count) ? 0.75 : 0
    }

    /// How alike two names are that are written together: 1 less what one to two mistakes cost in a text of that length.
    static func ofJoined(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Double {
        let length = max(one.count, other.count)
        guard min(one.count, other.count) >= 5, !differsAtFirst(one, other), abs(one.count - other.count) <= 2,
            length <= 80
        else { return 0 }
        let distance = distance(one, other, most: 2)
        return distance > 2 ? 0 : 1 - 1.2 * Double(distance) / Double(length)
    }

    /// Whether the first letters are others; of an Arabic word the first may be what is left of the article.
    static func differsAtFirst(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
        guard let first = one.first, let second = other.first else { return true }
        return first != second && !(0x600...0x6FF).contains(first.value)
    }

    /// Letters to change, add, leave out or swap with their neighbour; `most + 1` for more than `most`.
    static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar], most: Int) -> Int {
        let width = other.count + 1
        var before = [Int](repeating: 0, count: width)
        var last = Array(0..<width)
        var row = last
        for i in one.indices {
            row[0] = i + 1
            var best = row[0]
            for j in other.indices {
                let same = one[i] == other[j]
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (same ? 0 : 1))
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] { cost = min(cost, before[j - 1] + 1) }
                row[j + 1] = cost
                best = min(best, cost)
            }
            if best > most { return most + 1 }
            (before, last, row) = (last, row, before)
        }
        return min(last[other.count], most + 1)
    }
}
