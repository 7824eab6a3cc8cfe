import HTCDSGate
import Testing

@Suite("Rare values")
struct RareValuesTests {
    private static func table(_ column: CategoryTable.Column) -> CategoryTable {
        CategoryTable(columns: [column], rowCount: column.codes.count)
    }

    @Test("A value in fewer than k rows goes, one in k rows stays")
    func single() {
        var table = Self.table(
            .init(name: "Gender", kind: .category, values: ["", "A", "B", "C"], codes: [1, 1, 1, 2, 2, 0]))
        let rare = RareValues(table, k: 3)
        #expect(rare.valuesByColumn == [1])
        #expect(rare.suppress(in: &table) == 2)
        #expect(table.columns[0].codes == [1, 1, 1, 0, 0, 0])
        #expect(RareValues(table, k: 3).isEmpty)
    }

    @Test("Of a joined cell only the rare part goes, counted over all cells")
    func parts() {
        var table = Self.table(
            .init(
                name: "Relation", kind: .multi, delimiter: ";", values: ["", "A;B", "A", "B;C"], codes: [1, 2, 3, 1]))
        let rare = RareValues(table, k: 2)
        #expect(rare.valuesByColumn == [1])
        #expect(rare.suppress(in: &table) == 1)
        let column = table.columns[0]
        #expect(column.codes.map { column.values[Int($0)] } == ["A;B", "A", "B", "A;B"])
        #expect(RareValues(table, k: 2).isEmpty)
    }

    @Test("Nothing is rare by k = 1, and in a table without rows", arguments: [0, 1])
    func none(_ k: Int) {
        #expect(RareValues(Self.table(.init(name: "A", kind: .binary, values: ["", "1"], codes: [1])), k: k).isEmpty)
        #expect(RareValues(Self.table(.init(name: "A", kind: .binary, values: ["", "1"])), k: 10).isEmpty)
    }
}
