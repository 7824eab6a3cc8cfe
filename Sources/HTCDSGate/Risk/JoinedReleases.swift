/// Two tables one below the other, with the columns that both have: what is counted when releases are compared.
struct JoinedReleases {
    private(set) var table = CategoryTable()
    /// Columns that are not compared, in the order in which they stand.
    private(set) var onlyInOne: [String] = []

    init(_ new: CategoryTable, _ old: CategoryTable) {
        table.rowCount = new.rowCount + old.rowCount
        let oldByName = Dictionary(old.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var shared: Set<String> = []
        for column in new.columns {
            if let other = oldByName[column.name], let joined = Self.joined(column, other) {
                shared.insert(column.name)
                table.columns.append(joined)
            } else {
                onlyInOne.append(column.name)
            }
        }
        onlyInOne += old.columns.map(\.name).filter { !shared.contains($0) && !onlyInOne.contains($0) }
    }

    /// nil where the two are of different kinds, or together have more values than can be numbered.
    private static func joined(
        _ new: CategoryTable.Column, _ old: CategoryTable.Column
    ) -> CategoryTable.Column? {
        guard new.kind == old.kind, new.delimiter == old.delimiter, new.sensitiveZero == old.sensitiveZero else {
            return nil
        }
        var values = new.values
        var numbers = Dictionary(values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var codes = new.codes
        var remap: [UInt16] = []
        for value in old.values {
            let number = numbers[value] ?? values.count
            guard number <= Int(UInt16.max) else { return nil }
            if number == values.count {
                numbers[value] = number
                values.append(value)
            }
            remap.append(UInt16(number))
        }
        codes.reserveCapacity(codes.count + old.codes.count)
        for code in old.codes { codes.append(remap[Int(code)]) }
        return CategoryTable.Column(
            name: new.name, kind: new.kind, delimiter: new.delimiter, sensitiveZero: new.sensitiveZero, values: values,
            codes: codes)
    }
}
