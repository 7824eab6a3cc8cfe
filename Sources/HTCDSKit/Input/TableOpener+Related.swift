import HTCDSCells
import HTCDSFormats
import HTCDSMapping

/// Which of several tables are the main ones, and which belong to them.
extension TableOpener {
    /// A table among others, known by its first rows.
    struct Candidate {
        let stem: String
        let sheet: String?
        let rows: [(row: Int, names: [String])]
        let format: String

        init(stem: String, sheet: String?, rows: [(row: Int, names: [String])], format: String) {
            self.stem = stem
            self.sheet = sheet
            self.rows = rows
            self.format = format
        }
        init(_ sheet: SpreadsheetSheet, _ head: ExportHead) {
            self.init(stem: sheet.name, sheet: sheet.name, rows: head.rows, format: head.format)
        }
    }
    /// What a table turned out to be.
    struct Relation {
        let mapping: LoadedMapping
        let section: RelatedTableSection
        let headerRow: Int
    }

    /// The tables that belong to others, by their place; none where no main table is among them.
    /// - Throws: `ToolError` where two of them are the same table of the mapping: their columns need not be alike.
    func relations(_ tables: [Candidate]) throws -> [Int: Relation] {
        guard tables.count > 1 else { return [:] }
        let mappings = try mappingsWithTables()
        guard !mappings.isEmpty else { return [:] }
        var found: [Int: [Relation]] = [:]
        for (number, table) in tables.enumerated() {
            for mapping in mappings where mapping.document.source.reads(table.format) {
                for section in mapping.document.tables {
                    guard let row = section.headerRow(table.rows, stem: table.stem, sheet: table.sheet) else {
                        continue
                    }
                    found[number, default: []].append(Relation(mapping: mapping, section: section, headerRow: row))
                    break
                }
            }
        }
        var mains: Set<String> = []
        for (number, table) in tables.enumerated() where found[number] == nil {
            if let given {
                mains.insert(given.document.name)
            } else if let best = try shipped.best(ExportHead(format: table.format, rows: table.rows)) {
                mains.insert(best.match.mapping)
            }
        }
        let relations = found.compactMapValues { relations in
            relations.first { mains.contains($0.mapping.document.name) }
        }
        var taken: [String: Int] = [:]
        for (number, relation) in relations.sorted(by: { $0.key < $1.key }) {
            if let other = taken.updateValue(number, forKey: relation.section.name) {
                throw ToolError(
                    .usage,
                    "\(tables[other].stem) and \(tables[number].stem) are both the table \(relation.section.name) of the mapping "
                        + "\(relation.mapping.document.name). Put them into one table, or say in the mapping by which file, "
                        + "sheet or columns each is known.")
            }
        }
        return relations
    }

    /// The files of a data set that belong to others, by number.
    func relations(ofFiles paths: [String]) throws -> [Int: Relation] {
        guard paths.count > 1, !(try mappingsWithTables()).isEmpty else { return [:] }
        var numbers: [Int] = []
        var tables: [Candidate] = []
        for (number, path) in paths.enumerated() where path != "-" {
            let input = try InputFile(path: path, forced: options.inputFormat)
            guard input.format == "csv" else { continue }
            guard let rows = try? headRows(TextInput(input)) else { continue }
            numbers.append(number)
            tables.append(
                Candidate(stem: Self.stem(InputFile.name(path)), sheet: nil, rows: rows, format: "csv"))
        }
        let found = try relations(tables)
        return Dictionary(uniqueKeysWithValues: found.map { (numbers[$0.key], $0.value) })
    }

    private func mappingsWithTables() throws -> [LoadedMapping] {
        try given.map { $0.document.tables.isEmpty ? [] : [$0] } ?? shipped.withTables()
    }

    static func stem(_ name: String) -> String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
        return String(file[..<dot])
    }

    /// Reads a file that belongs to others.
    func openRelated(_ path: String, number: Int, _ relation: Relation) throws -> (InputFile, RelatedSource) {
        let input = try InputFile(path: path, forced: options.inputFormat)
        do {
            return (input, try related(TextInput(input), number: number, sheetName: nil, relation))
        } catch let error as EncodingDoubt { throw error } catch let error as EscapeDoubt { throw error } catch {
            throw ToolError.wrapping(error, file: InputFile.name(path))
        }
    }

    /// Reads a text that belongs to others.
    func related(
        _ input: TextInput, number: Int, sheetName: String?, _ relation: Relation
    ) throws -> RelatedSource {
        let opened = try openText(input, number, relation.mapping.document, headerRow: relation.headerRow)
        return try RelatedSource(
            file: number, format: "csv", sheetName: sheetName, section: relation.section,
            reader: CSVReader(file: opened.file), header: opened.file.header, headerRow: relation.headerRow,
            encoding: opened.encoding)
    }
}
