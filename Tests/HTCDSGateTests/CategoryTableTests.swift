import HTCDSGate
import Testing

@Suite("The table that leaves the gate")
struct CategoryTableTests {
    @Test("A joined cell has parts, an empty one none")
    func parts() {
        let joined = CategoryTable.Column(
            name: "Relation", kind: .multi, delimiter: ";", values: ["", "Family;Stranger", "Family"])
        #expect(joined.parts(ofValue: 0).isEmpty)
        #expect(joined.parts(ofValue: 1) == ["Family", "Stranger"])
        #expect(joined.parts(ofValue: 2) == ["Family"])
        let single = CategoryTable.Column(name: "Gender", kind: .category, values: ["", "a;b"])
        #expect(single.parts(ofValue: 1) == ["a;b"])
    }
}
