import Foundation
import HTCDSFindings
import HTCDSGate

/// The same figures in the plainest way: every subset of every row in a dictionary.
struct PlainCount {
    struct Attribute: Hashable, Comparable {
        var column: Int
        var value: String
        static func < (left: Self, right: Self) -> Bool { (left.column, left.value) < (right.column, right.value) }
    }

    let rows: [[Attribute]]
    private(set) var counts: [[Attribute]: Int] = [:]
    private(set) var rowsOf: [[Attribute]: [Int]] = [:]

    init(_ table: CategoryTable, length: Int) {
        rows = (0..<table.rowCount).map { row in
            table.columns.enumerated().flatMap { number, column -> [Attribute] in
                let text = column.values[Int(column.codes[row])]
                let parts = column.kind == .multi ? text.components(separatedBy: column.delimiter ?? ";") : [text]
                let trimmed = Set(parts.map { $0.trimmingCharacters(in: .whitespaces) })
                return trimmed.filter { !$0.isEmpty && (column.sensitiveZero || $0 != "0") }.sorted()
                    .map { Attribute(column: number, value: $0) }
            }
        }
        for (row, attributes) in rows.enumerated() {
            Self.subsets(attributes[...], upTo: length) { subset in
                counts[subset, default: 0] += 1
                rowsOf[subset, default: []].append(row)
            }
        }
    }

    static func subsets(_ all: ArraySlice<Attribute>, upTo length: Int, _ visit: ([Attribute]) -> Void) {
        func go(_ chosen: [Attribute], _ rest: ArraySlice<Attribute>) {
            if !chosen.isEmpty { visit(chosen) }
            if chosen.count == length { return }
            for place in rest.indices { go(chosen + [rest[place]], rest[(place + 1)...]) }
        }
        go([], all)
    }

    func rowsHolding(_ holds: ([Attribute], Int) -> Bool) -> Int {
        Set(counts.filter { holds($0.key, $0.value) }.flatMap { rowsOf[$0.key] ?? [] }).count
    }

    func number(length: Int, _ holds: (Int) -> Bool = { _ in true }) -> Int {
        counts.count { $0.key.count == length && holds($0.value) }
    }
}
