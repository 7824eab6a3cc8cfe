import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSGate

extension GateRun {
    /// Writes the table and reads it again.
    /// - Returns: what speaks against it, a sentence each; nothing where it is proven.
    /// - Throws: `ToolError` where writing fails.
    func write(_ table: CategoryTable) throws -> (handOff: HandOff?, faults: [String]) {
        let handOff: HandOff
        do {
            let subjects = policy.policy.subjectColumn.map {
                HandOff.Subjects(name: $0, ids: rows.subjects.map(\.text))
            }
            handOff = try HandOff(
                table, subjects: subjects, for: target, reportingLength: policy.policy.reportingLength)
        } catch { return (nil, error.faults.map(\.message)) }
        let named = valuesInNames(handOff, of: table)
        guard named.isEmpty else { return (nil, named) }
        let file = try folder.file(.synthesis)
        try handOff.writeCSV { try file.write($0) }
        try file.commit()
        let columns = try folder.file(.columns)
        try handOff.columnsJSON.withUnsafeBufferPointer { try columns.write($0) }
        try columns.commit()
        return (handOff, try prove(handOff))
    }

    /// A column of several values that was split has its values in the header, where the proof takes them for names.
    private func valuesInNames(_ handOff: HandOff, of table: CategoryTable) -> [String] {
        let split = Set(handOff.table.columns.map(\.name))
        return table.columns.filter { $0.kind == .multi && !split.contains($0.name) }.filter { column in
            Set(column.codes).contains { code in
                column.parts(ofValue: Int(code)).contains { part in
                    var text = String(part)
                    return text.withUTF8 { bytes in
                        bytes.baseAddress.map {
                            IdentifyingShape.find(in: CellBytes(start: $0, count: bytes.count)) != nil
                        } ?? false
                    }
                }
            }
        }.map {
            "Column \($0.name) would have names of columns that look as if they told who a person is. List the values that it "
                + "may have in the policy, or leave it out."
        }
    }

    /// Reads the table from the disk and looks for everything that must not be in it.
    private func prove(_ handOff: HandOff) throws -> [String] {
        var proof = OutputProof(
            columns: handOff.table.columns.map { column in
                .init(
                    name: column.name, kind: column.kind, delimiter: column.delimiter,
                    sensitiveZero: column.sensitiveZero, vocabulary: vocabulary(of: column))
            }, subject: handOff.subjects.map { .init(name: $0.name, mayRepeat: policy.policy.row == .link) },
            k: policy.policy.k, rows: handOff.table.rowCount)
        do {
            let source = try folder.read(.synthesis)
            try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
                while true {
                    let count = try source.read(into: buffer)
                    if count == 0 { return }
                    proof.read(UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]))
                }
            }
        } catch { throw ToolError.wrapping(error, file: folder.path) }
        return proof.finish().map(\.sentence)
    }

    /// The values that a column may have by the policy, nil where only the data knows them.
    private func vocabulary(of column: CategoryTable.Column) -> Set<String>? {
        if column.kind == .binary { return column.sensitiveZero ? ["0", "1"] : ["1"] }
        return rows.columns.first { $0.name == column.name }?.values.map(Set.init)
    }

    func risk(_ table: CategoryTable, threads: Int) -> Report.DisclosureRisk {
        let names = table.columns.map(\.name)
        return DisclosureRiskCounter(
            table, k: policy.policy.k, reportingLength: policy.policy.reportingLength,
            quasiIdentifiers: policy.policy.quasiIdentifiers.compactMap(names.firstIndex),
            sensitive: policy.policy.sensitive.compactMap(names.firstIndex), earlier: earlier?.table, threads: threads
        ).count()
    }
}
