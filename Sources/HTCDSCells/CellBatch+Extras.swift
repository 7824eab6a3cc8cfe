extension CellBatch {
    /// The extras of one record, in order of appearance. O(log n): whoever goes through a batch record by record must not
    /// go through all extras each time, of which a hostile file has a million in a batch.
    public func extras(of record: Int) -> ArraySlice<ExtraCell> {
        let first = firstExtra(from: record)
        return extras[first..<firstExtra(from: record + 1)]
    }

    /// Index of the first extra of this record or a later one: readers add them record by record.
    private func firstExtra(from record: Int) -> Int {
        var (low, high) = (0, extras.count)
        while low < high {
            let middle = (low + high) / 2
            if extras[middle].record < record { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
