extension CategoryTable.Column {
    /// Different values that stand in a row, counted as attributes: parts of joined cells one by one.
    public var distinctParts: Int {
        var isThere = [Bool](repeating: false, count: values.count)
        for code in codes { isThere[Int(code)] = true }
        return Set(isThere.indices.filter { isThere[$0] }.flatMap { parts(ofValue: $0) }).count
    }
}
