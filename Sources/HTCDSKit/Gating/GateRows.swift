import HTCDSCells
import HTCDSFindings
import HTCDSGate
import HTCDSMapping
import HTCDSValidation

/// Puts the rows of all units together in order, and accounts for every record: accepted, or quarantined and why.
///
/// Memory: two bytes a value that leaves, 16 a row where subjects do.
final class GateRows: DataSetRun.Listener {
    private let terms: GateEncoder.Terms
    let columns: [OutputColumn]
    private let quarantine: QuarantineWriter
    /// Where whole records go that are quarantined, nil: nowhere.
    private let whole: (any ByteSink)?
    /// The errors of the records, as the report is told of them.
    let errors = GateErrors()

    private var codes: [[UInt16]]
    /// By column, the texts of open values and their numbers in the whole.
    private var texts: [[String]]
    private var numbers: [[String: UInt16]]
    private(set) var subjects: [Pseudonyms.Value] = []
    private(set) var rowCount = 0
    /// Records of which at least one row left, of which none did, and of which none did because of errors.
    private(set) var accepted = 0
    private(set) var quarantined = 0
    private(set) var erroneous = 0
    private(set) var byRule: [RuleID: Int] = [:]
    /// Data records by file, those that could not be parsed included.
    private(set) var readByFile: [Int: Int] = [:]
    private(set) var victims = Report.Gate.Victims(read: 0, passed: 0, withheld: 0)
    private(set) var withoutID = 0
    /// Whether a kept column holds a name, number or address of somebody in its record.
    private(set) var hasIdentifiers = false
    private(set) var withdrawn: Set<Pseudonyms.Value> = []
    private(set) var losses: AttributeLosses
    /// Columns with more different values than a category can have.
    private(set) var overflowing: Set<Int> = []
    /// Lines that are no record, by file: told once all others are.
    private var unreadable: [(file: Int, line: Int)] = []
    /// Rows of the unit at hand that pass, by number.
    private var passing: [Int] = []
    /// What the encoders' unit holds as whole records.
    private var lines: [UInt8] = []

    init(_ terms: GateEncoder.Terms, quarantine: QuarantineWriter, whole: (any ByteSink)?) {
        self.terms = terms
        self.quarantine = quarantine
        self.whole = whole
        columns = terms.policy.outputColumns
        codes = columns.map { _ in [] }
        texts = columns.map { _ in [""] }
        numbers = columns.map { _ in ["": 0] }
        losses = AttributeLosses(attributeCount: terms.policy.attributes.count)
    }

    func makeEncoder(_ table: Table, fileName: String) throws -> (any RecordEncoder)? {
        GateEncoder(terms, table: table, fileName: fileName)
    }

    func begin(_ table: Table) throws {}

    func reject(file: Int, line: Int, message: String, text: CellBytes) throws {
        unreadable.append((file, line))
        guard let whole else { return }
        try whole.write(text.buffer)
        try [0x0A].withUnsafeBufferPointer { try whole.write($0) }
    }

    func restart() throws {
        codes = columns.map { _ in [] }
        texts = columns.map { _ in [""] }
        numbers = columns.map { _ in ["": 0] }
        (subjects, rowCount, accepted, quarantined, erroneous) = ([], 0, 0, 0, 0)
        (byRule, readByFile) = ([:], [:])
        victims = .init(read: 0, passed: 0, withheld: 0)
        (withoutID, withdrawn, unreadable, overflowing) = (0, [], [], [])
        hasIdentifiers = false
        losses = AttributeLosses(attributeCount: terms.policy.attributes.count)
        errors.restart()
        try quarantine.restart()
        try whole?.restart()
    }

    // MARK: Units

    func take(_ output: RecordOutput, of unit: DataSetRun.ConsumedUnit) throws {
        guard let made = output.companion as? GateUnit else { return }
        let errors = errors.takeAll()
        let open = (0..<columns.count).map { column in
            columns[column].values == nil ? translate(made.open.texts(ofColumn: column), column) : []
        }
        losses += made.losses
        withoutID += made.withoutID
        hasIdentifiers = hasIdentifiers || made.identifiers > 0
        withdrawn.formUnion(made.withdrawn)
        var quarantinedOrdinals: [Int] = []
        var row = 0
        var withheld = 0
        // Every record has a row or a reason.
        while row < made.heads.count || withheld < made.withheld.count {
            let ordinal = min(
                row < made.heads.count ? made.heads[row].ordinal : Int.max,
                withheld < made.withheld.count ? made.withheld[withheld].ordinal : Int.max)
            let firstRow = row
            let firstWithheld = withheld
            while row < made.heads.count, made.heads[row].ordinal == ordinal { row += 1 }
            while withheld < made.withheld.count, made.withheld[withheld].ordinal == ordinal { withheld += 1 }
            let record = Record(
                number: unit.before + ordinal + 1, errors: errors[unit.before + ordinal + 1],
                heads: made.heads[firstRow..<row], withheld: made.withheld[firstWithheld..<withheld])
            if try take(record, unit) == .quarantined { quarantinedOrdinals.append(ordinal) }
        }
        appendPassing(made, open)
        if whole != nil { try writeWhole(output, quarantinedOrdinals, before: unit.before) }
    }

    private struct Record {
        /// From 1.
        let number: Int
        let errors: GateErrors.Record?
        let heads: ArraySlice<GateUnit.RowHead>
        let withheld: ArraySlice<GateUnit.Withheld>
    }

    private enum Fate { case accepted, quarantined }

    private func take(_ record: Record, _ unit: DataSetRun.ConsumedUnit) throws -> Fate {
        let seen = record.heads.count { $0.isVictim }
        let kept = record.withheld.count { $0.reason != .noVictim }
        victims.read += seen + kept
        var rules = record.errors?.rules ?? []
        var place = record.errors?.location
        var told: Set<RuleID> = []
        readByFile[unit.places.table.file, default: 0] += 1
        for withheld in record.withheld {
            rules.insert(withheld.reason.rule.description.id)
            let location = unit.places.location(withheld)
            place = place ?? location
            if let rule = withheld.reason.toldRule {
                unit.builder.add(
                    rule, field: withheld.reason.field, at: location,
                    isFirstOfRecord: told.insert(rule.description.id).inserted)
            }
        }
        for rule in rules { byRule[rule, default: 0] += 1 }
        guard record.errors == nil, !record.heads.isEmpty else {
            victims.withheld += seen + kept
            quarantined += 1
            if record.errors != nil { erroneous += 1 }
            try quarantine.add(record: record.number, location: place ?? SourceLocation(), rules: rules)
            return .quarantined
        }
        victims.passed += seen
        victims.withheld += kept
        accepted += 1
        passing.append(contentsOf: record.heads.indices)
        return .accepted
    }

    /// Appends the rows of the unit that pass, column by column.
    private func appendPassing(_ made: GateUnit, _ open: [[UInt16]]) {
        let width = columns.count
        made.values.withUnsafeBufferPointer { values in
            for column in columns.indices {
                let numbers = open[column]
                if numbers.isEmpty {
                    codes[column].append(contentsOf: passing.lazy.map { values[$0 * width + column] })
                } else {
                    codes[column].append(contentsOf: passing.lazy.map { numbers[Int(values[$0 * width + column])] })
                }
            }
        }
        for row in passing { if let subject = made.heads[row].subject { subjects.append(subject) } }
        rowCount += passing.count
        passing.removeAll(keepingCapacity: true)
    }

    /// The numbers in the whole of a unit's texts.
    private func translate(_ unit: [String], _ column: Int) -> [UInt16] {
        unit.map { text in
            if let known = numbers[column][text] { return known }
            guard let number = UInt16(exactly: texts[column].count) else {
                overflowing.insert(column)
                return 0
            }
            numbers[column][text] = number
            texts[column].append(text)
            return number
        }
    }

    private func writeWhole(_ output: RecordOutput, _ ordinals: [Int], before: Int) throws {
        guard let whole, !ordinals.isEmpty else { return }
        lines.removeAll(keepingCapacity: true)
        output.write(stream: 0, before: before) { lines.append(contentsOf: $0) }
        var wanted = ordinals[...]
        var ordinal = 0
        var start = 0
        while let next = wanted.first, let end = lines[start...].firstIndex(of: 0x0A) {
            if next == ordinal {
                wanted.removeFirst()
                try lines[start...end].withUnsafeBufferPointer { try whole.write($0) }
            }
            ordinal += 1
            start = end + 1
        }
    }

    // MARK: The whole

    /// Tells of the lines that are no record, after all others.
    func finish() throws {
        let rule = UnreadableRecordRule.description.id
        for line in unreadable {
            quarantined += 1
            erroneous += 1
            byRule[rule, default: 0] += 1
            readByFile[line.file, default: 0] += 1
            try quarantine.add(record: nil, location: SourceLocation(source: line.file, line: line.line), rules: [rule])
        }
        unreadable = []
    }

    /// What leaves, in an order that tells nothing of the records'. Open values are numbered by their texts, so that nothing
    /// depends on the order of threads; the rows are handed over and forgotten here.
    func makeTable() -> CategoryTable {
        var table = CategoryTable(columns: [], rowCount: rowCount)
        for (number, column) in columns.enumerated() {
            var values = column.values ?? texts[number]
            var own = codes[number]
            codes[number] = []
            if column.values == nil {
                let order = values.indices.sorted { values[$0].utf8.lexicographicallyPrecedes(values[$1].utf8) }
                var ranks = [UInt16](repeating: 0, count: values.count)
                for (rank, index) in order.enumerated() { ranks[index] = UInt16(truncatingIfNeeded: rank) }
                values = order.map { values[$0] }
                for row in own.indices { own[row] = ranks[Int(own[row])] }
            }
            table.columns.append(
                .init(
                    name: column.name, kind: column.kind, delimiter: column.delimiter,
                    sensitiveZero: column.sensitiveZero, values: values, codes: own))
        }
        let order = table.unrelatedOrder { subjects.isEmpty ? 0 : subjects[$0].high }
        table.reorder(order)
        if !subjects.isEmpty { subjects = order.map { subjects[$0] } }
        return table
    }
}
