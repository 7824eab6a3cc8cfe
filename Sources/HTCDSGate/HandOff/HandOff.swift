/// A table in the form in which its reader takes it, checked: what is told here is what a synthesizer will see.
public struct HandOff: Sendable {
    /// Ids by which rows of one person are joined.
    public struct Subjects: Sendable {
        public let name: String
        /// One a row.
        public let ids: [String]
        public init(name: String, ids: [String]) {
            self.name = name
            self.ids = ids
        }
    }

    /// As it is written: columns of several values are split where the target knows none.
    public let table: CategoryTable
    public let subjects: Subjects?
    public let target: HandOffTarget
    /// Most attributes of a combination that synthesis is to report.
    public let reportingLength: Int

    /// - Parameters:
    ///   - table: every column has `rowCount` codes, each the number of one of its values.
    ///   - subjects: have `rowCount` ids.
    /// - Throws: everything that is wrong with the table.
    public init(
        _ table: CategoryTable, subjects: Subjects? = nil, for target: HandOffTarget = .showcase,
        reportingLength: Int = 3
    ) throws(HandOffFaults) {
        precondition(table.columns.allSatisfy { $0.codes.count == table.rowCount }, "a table has no ragged columns")
        precondition(subjects.map { $0.ids.count == table.rowCount } ?? true, "every row has its subject")
        // What cannot be split is told before it is split.
        var check = HandOffCheck(table, subjects: subjects, target: target)
        check.run()
        var adapted = table
        if check.faults.isEmpty, target.splitsSeveral {
            adapted = table.splittingSeveral(zeros: target.wantsZeros)
            check = HandOffCheck(adapted, subjects: subjects, target: target)
            check.run()
        }
        if check.faults.isEmpty { check.demandsOfTarget() }
        guard check.faults.isEmpty else {
            // A column that was split has a value in its name.
            let names = table.columns.filter { $0.kind == .multi }.map(\.name)
            throw HandOffFaults(
                faults: check.faults.map { fault in
                    guard let column = fault.column, let own = names.first(where: { column.hasPrefix("\($0)_") }),
                        !table.columns.contains(where: { $0.name == column })
                    else { return fault }
                    return HandOffFault(fault.kind, own, target)
                })
        }
        self.table = adapted
        self.subjects = subjects
        self.target = target
        self.reportingLength = reportingLength
    }
}
