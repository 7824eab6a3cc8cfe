extension CategoryTable {
    /// An order of the rows that tells nothing of where they came from, and is the same whenever the rows are: by a hash of
    /// their values.
    ///
    /// The order of the source could be the order of time, and beside the numbers of quarantined records it would tell which
    /// record each row is.
    /// - Parameter key: what else tells rows apart that have the same values, by row.
    /// - Returns: numbers of rows.
    public func unrelatedOrder(key: (Int) -> UInt64) -> [Int] {
        var hashes = [UInt64](repeating: 0xCBF2_9CE4_8422_2325, count: rowCount)
        for column in columns {
            column.codes.withUnsafeBufferPointer { codes in
                for row in 0..<rowCount {
                    var hash = (hashes[row] ^ UInt64(codes[row])) &* 0x9E37_79B9_7F4A_7C15
                    hash ^= hash >> 29
                    hashes[row] = hash
                }
            }
        }
        return (0..<rowCount).sorted { a, b in
            if hashes[a] != hashes[b] { return hashes[a] < hashes[b] }
            for column in columns where column.codes[a] != column.codes[b] { return column.codes[a] < column.codes[b] }
            return key(a) < key(b)
        }
    }

    /// Puts the rows into another order.
    public mutating func reorder(_ order: [Int]) {
        precondition(order.count == rowCount)
        for number in columns.indices {
            let codes = columns[number].codes
            columns[number].codes = codes.withUnsafeBufferPointer { codes in order.map { codes[$0] } }
        }
    }
}
