import HTCDSCells
import HTCDSSpec

/// An organisation's own codes become the wider official ones, and stand beside them in the organisation's own words.
extension TransformFactory {
    /// The rows by which they are read. What the mapping or the standard's own list says of a word goes before.
    func localRows(_ table: CodeTable) -> [ValueRow] {
        guard !localCodes.isEmpty, table === CodeTable.of(field) else { return [] }
        let mapped = Set(source.values.map { ByteKeyTable.folded($0.value) })
        return localCodes.map { code in
            let spellings = code.labels.filter { !mapped.contains(ByteKeyTable.folded($0)) }
            return ValueRow(value: code.code, spellings: spellings, target: target(code), line: 0, column: 0)
        }
    }

    /// What a column stands for whose header ends in an own code or label.
    func localTarget(_ text: String) -> ValueTarget? {
        let wanted = ByteKeyTable.folded(text)
        return localCodes.first { ([$0.code] + $0.labels).contains { ByteKeyTable.folded($0) == wanted } }.map(target)
    }

    private func target(_ code: LocalCode) -> ValueTarget {
        ValueTarget(
            code: code.broader, relation: .narrower, isApplied: true, localCode: code.code, note: code.about)
    }
}
