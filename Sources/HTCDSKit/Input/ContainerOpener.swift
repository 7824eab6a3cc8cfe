import HTCDSCells
import HTCDSFormats
import HTCDSMapping

/// ZIP containers: workbooks, and tables as text that were packed together.
extension TableOpener {
    /// Tables of a container that are read at most.
    static let mostTables = 256

    func openContainer(_ input: InputFile, _ number: Int, related: [String: [RelatedSource]]) throws -> Opened {
        guard input.prefix.starts(with: [0x50, 0x4B]) else {
            return try openWorkbook(input, bytes: nil, number, related: related)
        }
        let bytes = input.isReopenable ? nil : try input.source.readAll(limit: 1 << 30)
        let zip = try? bytes.map { try ZipTables(bytes: $0) } ?? ZipTables(path: input.path)
        guard let zip, !zip.entries.isEmpty, !ZipTables.isWorkbook(zip.entries) else {
            return try openWorkbook(input, bytes: bytes, number, related: related)
        }
        input.format = "zip"
        return try openTables(zip, input, number, related: related)
    }

    private func openTables(
        _ zip: ZipTables, _ input: InputFile, _ number: Int, related: [String: [RelatedSource]]
    ) throws -> Opened {
        let label = InputFile.name(input.path)
        guard !zip.tables.isEmpty else {
            throw ToolError(
                .unreadableInput,
                "\(label): The ZIP file holds neither a workbook nor a CSV. Unpack it, and give the file.")
        }
        guard zip.tables.count <= Self.mostTables else {
            throw ToolError(
                .unreadableInput,
                "\(label): The ZIP file holds more than \(Self.mostTables) tables. Unpack it, and give the files.")
        }
        let parts = try zip.tables.map { entry in
            let text = try TextInput(entry, of: zip, label: label)
            return (name: entry.name, text: text, rows: try headRows(text))
        }
        let found = try relations(
            parts.map { Candidate(stem: Self.stem($0.name), sheet: nil, rows: $0.rows, format: "csv") })
        let mains = parts.indices.filter { found[$0] == nil && !parts[$0].rows.isEmpty }
        guard !mains.isEmpty else {
            return Opened(
                input: input, tables: [], mapping: given ?? .none, why: "its tables are empty", sheetsLeft: [],
                problem: .empty)
        }
        let heads = mains.map { ExportHead(format: "csv", rows: parts[$0].rows) }
        let (mapping, why) = try recognise(heads, input)
        let own = try parts.indices.compactMap { index in
            try found[index].map {
                try self.related(parts[index].text, number: number, sheetName: parts[index].name, $0)
            }
        }
        let all = own + (related[mapping.document.name] ?? [])
        var tables: [Table] = []
        var left: [String] = []
        for (index, head) in zip2(mains, heads) {
            // A table of another kind is no part of this data set.
            guard
                Recogniser.knows(mapping.document, head)
                    || (given == nil && Recogniser.match(mapping.document, head) != nil)
            else {
                left.append(parts[index].name)
                continue
            }
            tables.append(
                try table(
                    parts[index].text, number, mapping, parts[index].rows, sheetName: parts[index].name, related: all
                )
                .0)
        }
        return Opened(
            input: input, tables: tables, mapping: mapping, why: why, sheetsLeft: left, problem: nil, related: own)
    }

    private func zip2(_ numbers: [Int], _ heads: [ExportHead]) -> [(Int, ExportHead)] {
        numbers.indices.map { (numbers[$0], heads[$0]) }
    }
}
