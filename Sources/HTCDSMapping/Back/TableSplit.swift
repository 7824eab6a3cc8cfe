import HTCDSCells
import HTCDSFindings

/// How the columns of a way back are spread over the main table and the tables whose rows belong to its rows.
///
/// Columns of related tables are named as a reader of joined tables names them: `task[2]/Type__c`, `contact/Gender__c`,
/// `connected[1]/account/Name`. Each such path but its last step is a row of a table.
struct TableSplit: Sendable {
    /// A related table as it is written.
    struct Output: Sendable {
        let name: String
        /// Headers, the key's among them.
        var header: [String]
        /// Which of them holds the key.
        var key: Int
    }

    /// A row of a related table that a record may have.
    struct Row: Sendable {
        let output: Int
        /// By header of the table: the column of the way back, -1 where there is none.
        var columns: [Int]
        /// Column whose text the key repeats, -1 where there is none.
        let parentColumn: Int
        /// The row that holds that column, -1 for the main table.
        let parent: Int
        /// What stands behind the record's number in a key that nobody gave.
        let suffix: String
    }

    /// Columns of the main table.
    private(set) var main: [Int] = []
    private(set) var outputs: [Output] = []
    /// A row stands behind the row that it belongs to.
    private(set) var rows: [Row] = []
    private let sections: [RelatedTableSection]
    private var rowOfPath: [String: Int] = [:]

    /// - Parameter headers: those of tables that were begun already, by name; what they lack finds no place.
    init(_ document: MappingDocument, columns: [SourceColumn], headers: [String: [String]] = [:]) {
        // A table of names and texts is no table of things.
        sections = document.tables.filter { $0.pivot == nil }
        outputs = sections.map { Output(name: $0.name, header: headers[$0.name] ?? [], key: 0) }
        var numbers: [String: Int] = [:]
        for column in columns {
            if let name = column.name, numbers[name] == nil { numbers[name] = column.number }
        }
        for column in columns {
            guard let name = column.name, let place = locate(name) else {
                main.append(column.number)
                continue
            }
            let row = row(at: place, numbers, document)
            let output = rows[row].output
            var position = outputs[output].header.firstIndex(of: place.own)
            if position == nil, headers[outputs[output].name] == nil {
                position = outputs[output].header.count
                outputs[output].header.append(place.own)
            }
            guard let position else { continue }
            while rows[row].columns.count <= position { rows[row].columns.append(-1) }
            rows[row].columns[position] = column.number
        }
        for (number, section) in sections.enumerated() where !outputs[number].header.isEmpty {
            // By these the table is known.
            let known = Set(outputs[number].header.map { ByteKeyTable.folded($0) })
            for name in section.columns
            where headers[section.name] == nil && name != section.key.headerName
                && !known.contains(ByteKeyTable.folded(name))
            {
                outputs[number].header.append(name)
            }
            let key = section.key.headerName ?? section.key.text
            if let position = outputs[number].header.firstIndex(where: {
                ByteKeyTable.folded($0) == ByteKeyTable.folded(key)
            }) {
                outputs[number].key = position
            } else if headers[section.name] == nil {
                outputs[number].key = outputs[number].header.count
                outputs[number].header.append(key)
            }
        }
    }

    /// The row that a column belongs to, nil for the main table.
    private struct Place {
        let section: Int
        /// `connected[1]/account/`.
        let path: String
        let parentPath: String
        let own: String
    }

    private func locate(_ name: String) -> Place? {
        var place: Place?
        var rest = Substring(name)
        var path = ""
        while true {
            let parent = place.map { sections[$0.section].name }
            var step: (section: Int, length: Int)?
            for (number, section) in sections.enumerated() where section.parent == parent {
                if let length = Self.step(section, rest) { step = (number, length) }
            }
            guard let step else { return place }
            let parentPath = path
            path += rest.prefix(step.length)
            rest = rest.dropFirst(step.length)
            place = Place(section: step.section, path: path, parentPath: parentPath, own: String(rest))
        }
    }

    /// How many characters of a path name a row of the table.
    private static func step(_ section: RelatedTableSection, _ path: Substring) -> Int? {
        guard path.hasPrefix(section.name) else { return nil }
        let rest = path.dropFirst(section.name.count)
        if section.isSingle { return rest.hasPrefix("/") ? section.name.count + 1 : nil }
        guard rest.hasPrefix("["), let close = rest.firstIndex(of: "]") else { return nil }
        let number = rest[rest.index(after: rest.startIndex)..<close]
        guard Int(number) != nil, rest[close...].hasPrefix("]/") else { return nil }
        return section.name.count + number.count + 3
    }

    private mutating func row(at place: Place, _ numbers: [String: Int], _ document: MappingDocument) -> Int {
        if let known = rowOfPath[place.path] { return known }
        let section = sections[place.section]
        var parent = -1
        if !place.parentPath.isEmpty, let above = locate(place.parentPath + " ") {
            parent = row(at: above, numbers, document)
        }
        let reference = section.parentColumn ?? document.id
        let parentColumn = reference?.headerName.flatMap { numbers[place.parentPath + $0] } ?? -1
        let plain = place.path.filter { $0.isLetter || $0.isNumber }
        rows.append(
            // Longer than an id of Salesforce, so that no two of them are taken for one.
            Row(
                output: place.section, columns: [], parentColumn: parentColumn, parent: parent,
                suffix: "-htcds-related-row-\(plain)"))
        rowOfPath[place.path] = rows.count - 1
        return rows.count - 1
    }

    /// Headers by table, for tables that are begun.
    var headers: [String: [String]] {
        Dictionary(
            outputs.filter { !$0.header.isEmpty }.map { ($0.name, $0.header) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ColumnReference {
    /// The header, nil for a column that is named by its place.
    var headerName: String? {
        if case .header(let name, _) = kind { return name }
        return nil
    }
}

extension MappingPlan {
    /// The name of a kept column that stands in a row of a related table; nil for any other.
    func relatedName(of kept: ExtensionColumn) -> String? {
        guard let name = layout.columns[kept.column].column.name,
            document.tables.contains(where: { name.hasPrefix($0.name + "[") || name.hasPrefix($0.name + "/") })
        else { return nil }
        return name
    }
}
