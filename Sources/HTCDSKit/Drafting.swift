import HTCDSCells
import HTCDSFormats
public import HTCDSMapping

/// Drafts a mapping document for an export that no mapping knows.
public enum Drafting {
    /// Records that are looked at, at most.
    public static let mostRecords = 10_000
    /// Cells that are looked at, at most: of a very wide table fewer records are read.
    static let mostCells = 4_000_000

    /// Whether a mapping may be called so: letters and digits of ASCII, and hyphens.
    public static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 100 else { return false }
        return first != 0x2D && name.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x2D }
    }

    /// - Parameter withSpellings: see ``HTCDSMapping/MappingDraft``.
    /// - Throws: `ToolError`: 65 for a file without a header or without anything.
    public static func run(
        file: String, name: String, options: RunOptions, withSpellings: Bool = true
    ) throws -> MappingDraft {
        var options = options
        options.mapping = nil
        var opener = try TableOpener(options: options, asOf: Clock(option: nil).day)
        opener.heads = DraftHeads(options: options)
        do { return try draft(file, name, opener, withSpellings) } catch is EncodingDoubt {
            guard file != "-" else {
                throw ToolError(.unreadableInput, "standard input: The encoding is in doubt. Give it with --encoding.")
            }
            opener.decided[0] = try EncodingEvidence(source: FileByteSource(path: file)).verdict
            return try draft(file, name, opener, withSpellings)
        } catch is EscapeDoubt {
            opener.escapes[0] = try opener.escape(path: file, number: 0)
            return try draft(file, name, opener, withSpellings)
        }
    }

    private static func draft(
        _ file: String, _ name: String, _ opener: TableOpener, _ withSpellings: Bool
    ) throws -> MappingDraft {
        let opened = try opener.open(file, number: 0)
        let label = InputFile.name(file)
        switch opened.problem {
        case .empty?: throw ToolError(.unreadableInput, "\(label): The file is empty, so there is nothing to draft.")
        case .noHeader?: throw noHeader(label)
        case nil: break
        }
        guard let table = opened.tables.first else {
            throw ToolError(.unreadableInput, "\(label): There is no table in it. Give --sheet or --header-row.")
        }
        let (columns, records) = try evidence(table, label)
        guard columns.contains(where: { $0.column.name != nil }) else { throw noHeader(label) }
        var source = DraftSource(name: name, formats: formats(opened.input.format))
        source.records = records
        source.headersAreSafe = !columns.contains { $0.column.name.map { ShownNames.looksLikeData($0) } ?? false }
        source.record = opened.mapping.document.source.record
        source.root = opened.mapping.document.source.recognise.root
        if table.headerRow > 0 { source.headerRow = table.headerRow }
        source.dataRow = opened.mapping.document.source.dataRow
        if let sheet = table.sheetName, table.isSpreadsheet, opened.tables.count + opened.sheetsLeft.count > 1,
            !ShownNames.looksLikeData(sheet)
        {
            source.sheet = sheet
        }
        source.delimiter = opener.options.delimiter
        source.encoding = opener.options.encoding
        let draft = MappingDraft(columns, source: source, withSpellings: withSpellings)
        guard draft.mapped + draft.doubtful > 0 else {
            throw ToolError(
                .unreadableInput,
                "\(label): No header is near a name that htcds knows. See that the names of the columns are in the first row, "
                    + "or say with --header-row where they are; else the mapping has to be written by hand.")
        }
        return draft
    }

    private static func noHeader(_ label: String) -> ToolError {
        ToolError(
            .unreadableInput,
            "\(label): The first row looks like a record, not like a header. Put a row with the names of the columns "
                + "above it, or say with --header-row where it stands.")
    }

    private static func formats(_ format: String) -> [String] {
        switch format {
        case "ndjson": ["ndjson", "json"]
        case "zip": ["csv"]
        default: [format]
        }
    }

    /// Looks at the first records.
    private static func evidence(_ table: Table, _ label: String) throws -> ([DraftColumn], Int) {
        let reader: any BatchReader =
            switch table.reader {
            case .csv(let file): CSVReader(file: file)
            case .batches(let reader): reader
            }
        let width = max(reader.columns.count, 1)
        let most = max(50, min(mostRecords, mostCells / width))
        let distinct = max(12, min(200, 400_000 / width))
        var evidence = [ColumnEvidence](repeating: ColumnEvidence(mostDistinct: distinct), count: width)
        var records = 0
        do {
            let batch = CellBatch(
                columnCount: width, recordCapacity: CellBatch.suitableCapacity(columns: width),
                arena: ByteArena(capacity: 1 << 20))
            while records < most, try reader.read(into: batch) {
                records += batch.recordCount
                for number in 0..<width {
                    for cell in batch.column(number) where cell.isPresent && !cell.isEmpty {
                        evidence[number].add(batch.bytes(cell))
                    }
                }
                for extra in batch.extras where extra.column < 20_000 && !extra.cell.isEmpty {
                    while evidence.count <= extra.column { evidence.append(ColumnEvidence(mostDistinct: distinct)) }
                    evidence[extra.column].add(batch.bytes(extra.cell))
                }
            }
        } catch let error as FormatError {
            throw ToolError.wrapping(error, file: label)
        }
        let columns = reader.columns
        return (evidence.indices.filter { $0 < columns.count }.map { DraftColumn(columns[$0], evidence[$0]) }, records)
    }
}

/// Chooses header and sheet of a file for which there is no mapping yet.
struct DraftHeads {
    private let options: RunOptions
    private let headers = DraftHeaders()

    init(options: RunOptions) { self.options = options }

    /// Whether a row is a header although a cell of it looks like a date, number or address.
    func isHeader(_ heads: [ExportHead]) -> Bool {
        if options.headerRow != nil { return true }
        return heads.contains { head in head.rows.contains { headers.known($0.names).whole >= 2 } }
    }

    /// A document that says no more than where the records are.
    func document(_ heads: [ExportHead]) -> MappingDocument {
        var document = MappingDocument(name: "draft", title: "Draft", standard: "2.0")
        document.keep.all = true
        guard let first = heads.first else { return document }
        if first.format == "xml" {
            // One kind of element below the root, with others in it: these are the records.
            let root = first.root ?? ""
            let child = first.children.count == 1 ? first.children.first : nil
            // The paths are those below the records: where they do not begin with the child, it is the record.
            let isRecord =
                child.map { name in !first.paths.contains { $0 == name || $0.hasPrefix(name + "/") } } ?? false
            document.source.record = isRecord ? "/\(root)/\(child ?? root)" : "/\(root)"
            document.source.recognise.root = root
            return document
        }
        var best: (score: Int, row: Int, names: [String])?
        for head in heads {
            for (row, names) in head.rows {
                if let forced = options.headerRow, forced != row { continue }
                let (whole, near) = headers.known(names)
                let filled = names.count { !$0.isEmpty }
                // The first row of several that are as good; a title has one cell.
                let score = whole * 1_000 + near * 100 + min(filled, 50)
                if score > (best?.score ?? -1) { best = (score, row, names) }
            }
        }
        guard var best else { return document }
        if options.headerRow == nil, let second = secondHeader(heads, below: best) { best = second }
        if first.format != "json" { document.source.headerRow = best.row }
        document.source.recognise.columns = best.names.filter { !$0.isEmpty }
        return document
    }

    /// Templates often have the ids in one row and the labels below: the header is the row above the records.
    private func secondHeader(
        _ heads: [ExportHead], below best: (score: Int, row: Int, names: [String])
    ) -> (score: Int, row: Int, names: [String])? {
        for (row, names) in heads.flatMap(\.rows) where row == best.row + 1 && names.count <= best.names.count + 2 {
            let whole = headers.known(names).whole
            if whole >= 3, whole * 2 >= names.count(where: { !$0.isEmpty }) { return (whole, row, names) }
        }
        return nil
    }
}
