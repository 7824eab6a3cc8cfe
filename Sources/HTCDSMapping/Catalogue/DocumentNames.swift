import HTCDSCells
import HTCDSSpec

/// The headers that a mapping document can do anything with, found by their bytes: of the thousands of columns that a
/// file may have, only these are worth compiling the document for.
struct DocumentNames {
    private let exact: ByteKeyTable
    private let prefixes: [[UInt8]]
    private let standard: [ByteKeyTable]
    /// Columns named by their place, from 0.
    private let places: Set<Int>
    private let groups: GroupedNames?

    init(_ document: MappingDocument) {
        var collector = Collector()
        collector.add(document)
        exact = ByteKeyTable(collector.names.map { ($0, 0) })
        prefixes = collector.prefixes.map { HeaderIndex.foldedPrefix($0) }
        places = collector.places
        groups = GroupedNames(document.source.groups)
        standard = document.standardFields.map { Self.standardNames($0) }
    }

    /// The columns that the document may speak of, for compiling it: with their own numbers where it names places, else
    /// numbered anew.
    func columns(_ names: [String]) -> [SourceColumn] {
        var columns: [SourceColumn] = []
        for (number, name) in names.enumerated() {
            let isWanted = places.contains(number) || speaks(of: name)
            if places.isEmpty {
                if isWanted { columns.append(SourceColumn(number: columns.count, name: name)) }
            } else {
                columns.append(SourceColumn(number: number, name: isWanted && !name.isEmpty ? name : nil))
            }
        }
        return columns
    }

    /// A header, and what it is without the groups before it.
    private func spellings(of name: String) -> [String] { [name] + (groups?.rests(of: name) ?? []) }

    private func speaks(of header: String) -> Bool { spellings(of: header).contains { speaksPlainly(of: $0) } }

    private func speaksPlainly(of name: String) -> Bool {
        let isNamed = CellBytes.trimmed(name) { text in
            if exact.lookup(text) != nil { return true }
            return standard.contains { $0.lookup(text) != nil } ? true : nil
        }
        if isNamed == true { return true }
        if prefixes.isEmpty { return false }
        let folded = ByteKeyTable.folded(name)
        return prefixes.contains { folded.starts(with: $0) }
    }

    // MARK: Names of the standard

    private static func standardNames(_ header: StandardHeader) -> ByteKeyTable {
        switch header {
        case .ids: ids
        case .labels: labels
        case .aliases: aliases
        }
    }

    private static let ids = ByteKeyTable(HTCDSStandard.v2_0.fields.map { ($0.id, 0) })
    private static let labels = ByteKeyTable(HTCDSStandard.v2_0.fields.map { ($0.label, 0) })
    private static let aliases = ByteKeyTable(
        HTCDSStandard.v2_0.fields.flatMap { field in
            (field.misspeltIDs + field.labelAliases + field.formerIDs.map(\.id)).map { ($0, 0) }
        })
}

/// Every column that a document speaks of.
private struct Collector {
    private(set) var names: [String] = []
    private(set) var prefixes: [String] = []
    private(set) var places: Set<Int> = []

    mutating func add(_ document: MappingDocument) {
        names = document.columnNames
        if let id = document.id { add(id) }
        if let numbering = document.source.numbering { add(numbering) }
        for rules in [document.fields] + document.parts.map(\.fields) {
            for source in rules.flatMap(\.alternatives) {
                for reference in source.from + source.collect.map(\.reference) { add(reference) }
                if let prefix = source.collectPrefix { prefixes.append(prefix) }
            }
        }
        for rule in document.keep.rules + document.parts.flatMap(\.keep.rules) {
            add(rule.reference, isPrefix: rule.isPrefix)
        }
        for rule in document.drop { add(rule.reference, isPrefix: rule.isPrefix) }
    }

    private mutating func add(_ reference: ColumnReference, isPrefix: Bool = false) {
        switch reference.kind {
        case .number(let number): places.insert(number)
        case .header(let name, _): if isPrefix { prefixes.append(name) } else { names.append(name) }
        }
    }
}
