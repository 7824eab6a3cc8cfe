/// The rows of a table by their values in some columns: those that cannot be told apart by them.
struct CategoryClasses {
    /// The class of each row, numbered in the order in which they are met.
    private(set) var classOfRow: [UInt32]
    /// Rows of each class.
    private(set) var sizes: [Int]

    /// Time and memory: rows × columns, with a table of the classes beside it. An empty cell is a value like others; of a
    /// joined cell only its parts count, not their order.
    init(_ table: CategoryTable, columns: [Int]) {
        classOfRow = [UInt32](repeating: 0, count: table.rowCount)
        sizes = table.rowCount == 0 ? [] : [table.rowCount]
        for column in columns { part(by: Self.numbers(of: table.columns[column])) }
    }

    private mutating func part(by numbers: (byRow: (Int) -> Int, count: Int)) {
        var known: [Int: UInt32] = [:]
        var newSizes: [Int] = []
        for row in classOfRow.indices {
            let key = Int(classOfRow[row]) * numbers.count + numbers.byRow(row)
            if let found = known[key] {
                classOfRow[row] = found
                newSizes[Int(found)] += 1
            } else {
                let number = UInt32(newSizes.count)
                known[key] = number
                newSizes.append(1)
                classOfRow[row] = number
            }
        }
        sizes = newSizes
    }

    /// Fewest different values of a column in a class that states any, and the rows in classes all of whose rows state the
    /// same.
    ///
    /// Nothing is a value like others, as it is in classes: of a column of 1 it is the only other one, and whoever knows a
    /// class that holds both does not know which. A class that states nothing gives nothing away, and does not count.
    func diversity(of column: CategoryTable.Column) -> (fewest: Int?, rowsInUniform: Int) {
        let numbers = Self.numbers(of: column)
        var seen: Set<Int> = []
        var different = [Int](repeating: 0, count: sizes.count)
        var states = [Bool](repeating: false, count: sizes.count)
        for row in classOfRow.indices {
            let number = numbers.byRow(row)
            let own = Int(classOfRow[row])
            if number != 0 { states[own] = true }
            if seen.insert(own * numbers.count + number).inserted { different[own] += 1 }
        }
        let stating = sizes.indices.filter { states[$0] }
        let rows = stating.lazy.filter { different[$0] == 1 }.reduce(0) { $0 + sizes[$1] }
        return (stating.lazy.map { different[$0] }.min(), rows)
    }

    /// A number for what each row states in a column; 0: nothing.
    private static func numbers(of column: CategoryTable.Column) -> (byRow: (Int) -> Int, count: Int) {
        var numbers: [[String]: Int] = [[]: 0]
        var byCode = [Int](repeating: 0, count: max(1, column.values.count))
        for code in column.values.indices {
            let parts =
                column.kind == .multi
                ? column.attributeParts(ofValue: code)
                : [column.values[code][...].withoutBlanksAround].filter(column.isAttribute)
            let number = numbers[parts] ?? numbers.count
            numbers[parts] = number
            byCode[code] = number
        }
        return ({ byCode[Int(column.codes[$0])] }, numbers.count)
    }
}
