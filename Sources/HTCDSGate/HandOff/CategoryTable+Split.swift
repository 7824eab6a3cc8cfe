extension CategoryTable.Column {
    /// Which values stand in at least one row.
    var usedValues: [Bool] {
        var used = [Bool](repeating: false, count: values.count)
        for code in codes { used[Int(code)] = true }
        return used
    }

    /// Different parts of the values that are used, sorted.
    var usedParts: [String] {
        var parts: Set<String> = []
        for (number, isUsed) in usedValues.enumerated() where isUsed {
            for part in self.parts(ofValue: number) { parts.insert(String(part)) }
        }
        return parts.sorted()
    }
}

extension CategoryTable {
    /// The table with a binary column `NAME_value` in place of each column of several values, as synthesizers split them
    /// themselves, sorted by value.
    /// - Parameter zeros: whether a row that holds other values says `0`.
    func splittingSeveral(zeros: Bool) -> CategoryTable {
        var table = self
        table.columns = columns.flatMap { $0.kind == .multi ? split($0, zeros: zeros) : [$0] }
        return table
    }

    private func split(_ column: Column, zeros: Bool) -> [Column] {
        let cells = column.values.indices.map { Set(column.parts(ofValue: $0).map(String.init)) }
        return column.usedParts.map { part in
            // By number of the joined cell: 1 in it, 2 something else in it.
            let codes = cells.map { $0.contains(part) ? 1 : zeros && !$0.isEmpty ? 2 : 0 as UInt16 }
            return Column(
                name: "\(column.name)_\(part)", kind: .binary, sensitiveZero: zeros,
                values: zeros ? ["", "1", "0"] : ["", "1"], codes: column.codes.map { codes[Int($0)] })
        }
    }
}
