/// Looks a table through before a byte of it is written.
struct HandOffCheck {
    private let table: CategoryTable
    private let subjects: HandOff.Subjects?
    let target: HandOffTarget
    private(set) var faults: [HandOffFault] = []

    init(_ table: CategoryTable, subjects: HandOff.Subjects?, target: HandOffTarget) {
        self.table = table
        self.subjects = subjects
        self.target = target
    }

    /// What no synthesizer takes.
    mutating func run() {
        guard !table.columns.isEmpty else { return note(.noColumns, nil) }
        if table.rowCount == 0 { note(.noRows, nil) }
        var names: Set<String> = []
        if let subjects {
            name(subjects.name, "The column of ids", &names)
            checkSubjects(subjects)
        }
        for (number, column) in table.columns.enumerated() {
            let shown = Self.shown(column.name, number)
            name(column.name, shown, &names)
            values(of: column, shown)
        }
        for (number, column) in table.columns.enumerated() where column.kind == .multi {
            let split = column.usedParts.map { HandOffText.folded("\(column.name)_\($0)") }
            // Not `contains`: every name is put in, so that later columns see it.
            let collides = split.reduce(false) { !names.insert($1).inserted || $0 }
            if collides { note(.splitCollides, Self.shown(column.name, number)) }
        }
    }

    /// What its one reader does not take.
    mutating func demandsOfTarget() {
        switch target {
        case .showcase, .pacSynth, .showwhy: break
        case .intelligenceToolkit: intelligenceToolkit()
        case .ctdc: ctdc()
        }
    }

    mutating func note(_ kind: HandOffFault.Kind, _ column: String?) {
        let fault = HandOffFault(kind, column, target)
        if !faults.contains(fault) { faults.append(fault) }
    }

    /// A name that could carry anything is told by its place.
    static func shown(_ name: String, _ number: Int) -> String {
        let isPlain = !name.isEmpty && name.unicodeScalars.allSatisfy { !HandOffText.isInvisible($0) }
        return isPlain && name.utf8.count <= 100 ? name : "Column \(number + 1)"
    }

    private mutating func name(_ name: String, _ shown: String, _ names: inout Set<String>) {
        if name.allSatisfy(\.isWhitespace) { return note(.emptyName, shown) }
        if HandOffText.hasOuterBlanks(name) { note(.nameWithBlanks, shown) }
        if HandOffText.hasSeparator(name) { note(.nameWithSeparator, shown) }
        if HandOffText.hasInvisible(name) { note(.nameWithControls, shown) }
        if !names.insert(HandOffText.folded(name)).inserted { note(.repeatedName, shown) }
    }

    private mutating func values(of column: CategoryTable.Column, _ shown: String) {
        if column.kind == .multi, !HandOffText.isDelimiter(column.delimiter) { return note(.unfitDelimiter, shown) }
        for (number, isUsed) in column.usedValues.enumerated() where isUsed {
            let text = column.values[number]
            guard !text.isEmpty else { continue }
            switch column.kind {
            case .binary:
                if text != "1" && !(text == "0" && column.sensitiveZero) { note(.notBinary, shown) }
            case .category:
                value(text, shown)
                if text == "0" && !column.sensitiveZero { note(.zeroIsLost, shown) }
            case .multi:
                var seen: Set<String> = []
                for part in text.split(delimiter: column.delimiter ?? ";") {
                    if part.isEmpty { note(.emptyPart, shown) }
                    if part == "0" { note(.zeroIsLost, shown) }
                    if !seen.insert(HandOffText.folded(part)).inserted { note(.repeatedPart, shown) }
                    value(part, shown)
                }
            }
        }
    }

    private mutating func value(_ text: String, _ shown: String) {
        if HandOffText.hasOuterBlanks(text) { note(.valueWithBlanks, shown) }
        if HandOffText.hasSeparator(text) { note(.valueWithSeparator, shown) }
        if HandOffText.hasInvisible(text) { note(.valueWithControls, shown) }
    }

    /// Ids are compared trimmed and in lower case; rows of one id are joined, and single values must agree.
    private mutating func checkSubjects(_ subjects: HandOff.Subjects) {
        var firstRow: [String: Int] = [:]
        var values: [String: [UInt16]] = [:]
        for (row, id) in subjects.ids.enumerated() {
            let key = HandOffText.folded(id)
            guard !key.isEmpty else {
                note(.subjectMissing, subjects.name)
                continue
            }
            if HandOffText.hasOuterBlanks(id) || HandOffText.hasInvisible(id) || HandOffText.hasSeparator(id) {
                note(.subjectUnfit, subjects.name)
            }
            guard let first = firstRow[key] else {
                firstRow[key] = row
                continue
            }
            // What is known of the person so far; the first row stands for itself until there is a second.
            var known = values[key] ?? table.columns.map { $0.codes[first] }
            for (number, column) in table.columns.enumerated() where column.kind != .multi {
                let (old, new) = (column.values[Int(known[number])], column.values[Int(column.codes[row])])
                if old.isEmpty { known[number] = column.codes[row] }
                if !old.isEmpty, !new.isEmpty, old != new {
                    note(.subjectConflict, Self.shown(column.name, number))
                }
            }
            values[key] = known
        }
    }

    private mutating func intelligenceToolkit() {
        if let subjects { note(.noSubjects, subjects.name) }
        for (number, column) in table.columns.enumerated() {
            let shown = Self.shown(column.name, number)
            if !column.name.utf8.allSatisfy({ $0 < 0x80 }) {
                note(.nameNotASCII, shown)
            } else if !IntelligenceToolkit.reads(name: column.name) {
                note(.nameUnfit, shown)
            }
            for (number, isUsed) in column.usedValues.enumerated() where isUsed && column.kind != .binary {
                let text = column.values[number]
                if !text.utf8.allSatisfy({ $0 < 0x80 }) {
                    note(.valueNotASCII, shown)
                } else if text.utf8.contains(where: { $0 == 0x5C || $0 == 0x3D }) {
                    note(.valueUnfit, shown)
                } else if IntelligenceToolkit.isTakenForMissing(text) {
                    note(.takenForMissing, shown)
                }
            }
        }
    }

    private mutating func ctdc() {
        let known = CTDCColumn.all.map(\.name)
        let names = table.columns.map(\.name)
        for (number, column) in table.columns.enumerated() {
            let shown = Self.shown(column.name, number)
            guard let wanted = CTDCColumn.all.first(where: { $0.name == column.name }) else {
                note(.unknownColumn, shown)
                continue
            }
            for (number, isUsed) in column.usedValues.enumerated() where isUsed {
                if !column.values[number].isEmpty, !wanted.values.holds(column.values[number]) {
                    note(.notInCodebook, shown)
                }
            }
        }
        for name in known where !names.contains(name) { note(.missingColumn, name) }
        guard faults.isEmpty else { return }
        for (name, wanted) in zip(names, known) where name != wanted { return note(.wrongOrder, name) }
    }
}
