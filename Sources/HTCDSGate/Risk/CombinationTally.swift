/// What counting found, added up over workers.
struct CombinationTally {
    /// By length; place 0 is not used.
    var combinations: [Int]
    var rare: [Int]
    var unique: [Int]
    /// Number of rare combinations that hold an attribute, by counted column and attribute (number 1 is place 0).
    var rareByAttribute: [[Int]]
    /// The same by pair of the table's columns: the smaller number × `columnCount` + the larger.
    var rareByPair: [Int]
    /// One more than the largest number of a column of the table.
    let columnCount: Int

    init(length: Int, columns: CountedColumns) {
        combinations = Array(repeating: 0, count: length + 1)
        rare = combinations
        unique = combinations
        rareByAttribute = columns.columns.map { Array(repeating: 0, count: $0.texts.count) }
        columnCount = (columns.columns.map(\.source).max() ?? -1) + 1
        rareByPair = Array(repeating: 0, count: length > 1 ? columnCount * columnCount : 0)
    }

    mutating func add(_ other: CombinationTally) {
        for length in combinations.indices {
            combinations[length] += other.combinations[length]
            rare[length] += other.rare[length]
            unique[length] += other.unique[length]
        }
        for column in rareByAttribute.indices {
            for attribute in rareByAttribute[column].indices {
                rareByAttribute[column][attribute] += other.rareByAttribute[column][attribute]
            }
        }
        for pair in rareByPair.indices { rareByPair[pair] += other.rareByPair[pair] }
    }
}
