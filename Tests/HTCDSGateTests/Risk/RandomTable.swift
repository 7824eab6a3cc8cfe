import HTCDSGate
import TestSupport

/// Small tables of all kinds of columns, the same for the same seed.
struct RandomTable {
    var numbers: SeededNumbers

    init(seed: UInt64) { numbers = SeededNumbers(state: seed) }

    mutating func table(rows: Int, columns: Int, mostValues: Int = 5, filled: Double = 0.7) -> CategoryTable {
        let made = (0..<columns).map { number -> CategoryTable.Column in
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: binary("c\(number)", rows, filled, sensitiveZero: false)
            case 1: joined("c\(number)", rows, filled, mostValues)
            case 2: binary("c\(number)", rows, filled, sensitiveZero: true)
            default: category("c\(number)", rows, filled, mostValues)
            }
        }
        return CategoryTable(columns: made, rowCount: rows)
    }

    mutating func category(_ name: String, _ rows: Int, _ filled: Double, _ values: Int) -> CategoryTable.Column {
        // Values that no row has, a value that blanks make equal to another, and a zero that says nothing.
        let texts = [""] + (0..<values).map { "v\($0)" } + [" v0 ", "0", "never"]
        let codes = (0..<rows).map { _ -> UInt16 in
            guard Double.random(in: 0..<1, using: &numbers) < filled else { return 0 }
            // The first values are the commonest.
            let most = Int.random(in: 1...(values + 2), using: &numbers)
            return UInt16(Int.random(in: 1...most, using: &numbers))
        }
        return .init(name: name, kind: .category, values: texts, codes: codes)
    }

    mutating func binary(_ name: String, _ rows: Int, _ filled: Double, sensitiveZero: Bool) -> CategoryTable.Column {
        let codes = (0..<rows).map { _ -> UInt16 in
            guard Double.random(in: 0..<1, using: &numbers) < filled else { return 0 }
            return UInt16.random(in: 1...2, using: &numbers)
        }
        return .init(name: name, kind: .binary, sensitiveZero: sensitiveZero, values: ["", "1", "0"], codes: codes)
    }

    mutating func joined(_ name: String, _ rows: Int, _ filled: Double, _ values: Int) -> CategoryTable.Column {
        var texts = [""]
        for _ in 0..<values * 2 {
            let parts = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
                "p\(Int.random(in: 0..<values, using: &numbers))"
            }
            texts.append(parts.joined(separator: ";"))
        }
        let codes = (0..<rows).map { _ -> UInt16 in
            guard Double.random(in: 0..<1, using: &numbers) < filled else { return 0 }
            return UInt16.random(in: 1..<UInt16(texts.count), using: &numbers)
        }
        return .init(name: name, kind: .multi, delimiter: ";", values: texts, codes: codes)
    }
}
