/// How bad what stands in a cell is.
public enum CellLevel: UInt8, Sendable, Comparable, CaseIterable {
    case info = 1
    case warning, error

    public static func < (a: CellLevel, b: CellLevel) -> Bool { a.rawValue < b.rawValue }
}

/// The cells of a sheet that are to be coloured. Memory: 8 bytes for each that is added.
public struct CellMarks: Sendable {
    private var packed: [UInt64] = []
    private var isSorted = true

    public init() {}

    /// - Parameters:
    ///   - row: from 1.
    ///   - column: from 0.
    /// Cells that no sheet has are left out.
    public mutating func add(row: Int, column: Int, level: CellLevel) {
        guard (1...CellAddress.rows).contains(row), (0..<CellAddress.columns).contains(column) else { return }
        let mark = UInt64(row) << 16 | UInt64(column) << 2 | UInt64(level.rawValue)
        if let last = packed.last, last > mark { isSorted = false }
        packed.append(mark)
    }

    mutating func merge(_ other: CellMarks) {
        packed += other.packed
        isSorted = false
    }

    struct Mark: Equatable {
        let row: Int
        let column: Int
        let level: CellLevel
    }

    /// In order of row and column, each cell once with the worst of its levels.
    mutating func sort() {
        if !isSorted { packed.sort() }
        isSorted = true
        var kept = 0
        for index in packed.indices {
            if index + 1 < packed.count, packed[index + 1] >> 2 == packed[index] >> 2 { continue }
            packed[kept] = packed[index]
            kept += 1
        }
        packed.removeSubrange(kept...)
    }

    var count: Int { packed.count }
    public var isEmpty: Bool { packed.isEmpty }

    subscript(_ index: Int) -> Mark {
        let mark = packed[index]
        return Mark(
            row: Int(mark >> 16), column: Int(mark >> 2 & 0x3FFF), level: CellLevel(rawValue: UInt8(mark & 3)) ?? .info)
    }
}
