import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// Opens files as tables: finds out what they are, which mapping they were made for, and where their header is.
struct TableOpener {
    let options: RunOptions
    let asOf: PackedDate
    /// The mapping the user gave, nil: to be recognised.
    let given: LoadedMapping?
    let shipped: [LoadedMapping]
    /// Encodings that were decided on a file's whole evidence, by file.
    var decided: [Int: (encoding: TextEncoding, why: String)] = [:]

    /// A file as its tables.
    struct Opened {
        let input: InputFile
        let tables: [Table]
        let mapping: LoadedMapping
        let why: String
        /// Sheets that nothing was read from.
        let sheetsLeft: [String]
        /// Why there are no tables: the file has no header, or no row at all.
        let problem: Problem?
    }
    enum Problem { case noHeader, empty }

    init(options: RunOptions, asOf: PackedDate) throws {
        self.options = options
        self.asOf = asOf
        given = try options.mapping.map { try MappingLibrary.load($0) }
        do { shipped = try MappingLibrary.shipped() } catch { throw ToolError.wrapping(error) }
    }

    func open(_ path: String, number: Int) throws -> Opened {
        let input = try InputFile(path: path, forced: options.inputFormat)
        do {
            switch input.format {
            case "csv": return try openCSV(input, number)
            case "xlsx", "ods": return try openWorkbook(input, number)
            case "json", "ndjson": return try openJSON(input, number)
            case "xml": return try openXML(input, number)
            default:
                throw ToolError(
                    .usage, "The format \(input.format) is not read. There are csv, json, ndjson, ods, xlsx and xml.")
            }
        } catch let error as EncodingDoubt { throw error } catch {
            throw ToolError.wrapping(error, file: InputFile.name(path))
        }
    }

    /// The mapping for a file, and where its header is.
    private func recognise(_ heads: [ExportHead], _ input: InputFile) throws -> (mapping: LoadedMapping, why: String) {
        if let given { return (given, "given by --mapping") }
        let documents = shipped.map(\.document)
        let matches = heads.compactMap { Recogniser.best($0, among: documents) }
        if let best = Recogniser.best(of: matches),
            let found = shipped.first(where: { $0.document.name == best.mapping })
        {
            return (found, best.why)
        }
        let nearest = heads.first.map { Recogniser.nearest($0, among: documents) } ?? documents.prefix(3).map(\.name)
        throw ToolError(
            .usage,
            "\(InputFile.name(input.path)): No mapping knows this kind of file. The nearest are "
                + "\(nearest.joined(separator: ", ")). Give one with --mapping NAME, or write one for this export "
                + "(see Documentation/mapping.md) and give its file.")
    }

    // MARK: CSV

    private func openCSV(_ input: InputFile, _ number: Int) throws -> Opened {
        var csv = try csvOptions()
        let probe = try probe(input, csv)
        csv.delimiter = probe.delimiter
        let rows = probe.rows
        let head = ExportHead(format: "csv", rows: rows)
        guard !rows.isEmpty else {
            guard probe.isBlank else {
                throw ToolError(
                    .unreadableInput,
                    "\(InputFile.name(input.path)): The first row is longer than 64 KiB, or a quotation mark in it is "
                        + "never closed. Check that the file is a CSV.")
            }
            return Opened(
                input: input, tables: [], mapping: given ?? .none, why: "the file is empty", sheetsLeft: [],
                problem: .empty)
        }
        if rows[0].names.contains(where: { ShownNames.looksLikeData($0) }), !isKnown([head]) {
            return Opened(
                input: input, tables: [], mapping: .none, why: "the file has no header", sheetsLeft: [],
                problem: .noHeader)
        }
        let (mapping, why) = try recognise([head], input)
        let source = mapping.document.source
        csv.headerRow =
            options.headerRow ?? source.headerRow
            ?? Recogniser.headerRow(mapping.document, head) ?? rows[0].row
        if let delimiter = source.delimiter, options.delimiter == nil { csv.delimiter = delimiter }
        var reason: String?
        if let decision = decided[number] {
            (csv.encoding, reason) = (decision.encoding, decision.why)
        } else if csv.encoding == nil, !probe.isMarked {
            // A mark speaks for this file, the mapping for those its partner usually sends.
            if let encoding = try namedEncoding(mapping.document) {
                (csv.encoding, reason) = (encoding, "named by the mapping")
            } else if input.isReopenable {
                csv.doubtsEncoding = true
            } else {
                (csv.encoding, reason) = (probe.encoding.encoding, probe.encoding.why)
            }
        }
        csv.dataRow = source.dataRow
        let file = try CSVFile(input.source, options: csv)
        let plan = PlanCompiler.compile(mapping.document, columns: file.columns, asOf: asOf)
        let encoding = Report.Source.Encoding(
            name: file.encoding.name, why: reason ?? file.encodingWhy)
        let table = Table(
            file: number, format: "csv", sheetName: nil, plan: plan, reader: .csv(file), headerNames: file.header,
            headerRow: csv.headerRow ?? 1, encoding: encoding,
            mayHoldBrokenText: file.mayHoldBrokenText)
        return Opened(input: input, tables: [table], mapping: mapping, why: why, sheetsLeft: [], problem: nil)
    }

    /// Whether any row that may be a header names a column that the mapping speaks of.
    private func isKnown(_ heads: [ExportHead]) -> Bool {
        if let given { return heads.contains { Recogniser.knows(given.document, $0) } }
        return heads.contains { Recogniser.best($0, among: shipped.map(\.document)) != nil }
    }

    private func csvOptions() throws -> CSVOptions {
        var csv = CSVOptions()
        if let name = options.encoding {
            guard let encoding = TextEncoding(name: name) else {
                throw ToolError(.usage, "The encoding \(name) is not known. There are \(Self.encodings).")
            }
            csv.encoding = encoding
        }
        if let text = options.delimiter {
            let byte = text == "tab" || text == "\\t" ? 0x09 : text.utf8.first ?? 0
            guard text.utf8.count == 1 || byte == 0x09, byte > 0, byte < 0x80, ![0x22, 0x0A, 0x0D].contains(byte) else {
                throw ToolError(.usage, "--delimiter must be one ASCII character, or tab.")
            }
            csv.delimiter = byte
        }
        return csv
    }

    /// The encoding that a mapping says its exports are in.
    private func namedEncoding(_ document: MappingDocument) throws -> TextEncoding? {
        guard let name = document.source.encoding else { return nil }
        guard let encoding = TextEncoding(name: name) else {
            throw ToolError(
                .wrongDocument,
                "The mapping \(document.name) names the encoding \(name), which is not known. There are \(Self.encodings)."
            )
        }
        return encoding
    }

    private static var encodings: String { TextEncoding.known.map(\.name).joined(separator: ", ") }

    private struct Probe {
        var delimiter: UInt8
        var rows: [(row: Int, names: [String])]
        var encoding: (encoding: TextEncoding, why: String)
        /// Whether the first bytes, or the user, leave no doubt about the encoding.
        var isMarked = false
        /// Whether all that was looked at is rows without text.
        var isBlank = false
    }

    /// The first rows, as text, from the bytes at hand.
    private func probe(_ input: InputFile, _ csv: CSVOptions) throws -> Probe {
        var csv = csv
        var start = try TextStart(input.prefix, given: csv.encoding)
        let isMarked = start.isCertain
        if !isMarked, let named = try given.flatMap({ try namedEncoding($0.document) }) {
            start = try TextStart(input.prefix, given: named)
        }
        var encoding = (encoding: start.encoding, why: start.why)
        if !start.isCertain {
            var evidence = EncodingEvidence()
            input.prefix.withUnsafeBytes { evidence.add($0) }
            encoding = evidence.verdict
        }
        // What follows is in UTF-8, whatever the file is in: its bytes can be cut at line ends.
        var bytes = Array(input.prefix[min(start.markLength, input.prefix.count)...])
        if encoding.encoding != .utf8 {
            bytes = try TranscodingByteSource(MemoryByteSource(bytes), from: encoding.encoding).readAll(limit: .max)
        }
        csv.encoding = .utf8
        csv.hasNoHeader = true
        // Whole rows only, unless the file is shorter than this.
        let isWhole = input.prefix.count < InputFile.prefixSize
        if !isWhole, let end = bytes.lastIndex(of: 0x0A) { bytes = Array(bytes[0...end]) }
        var probe: Probe
        do { probe = try firstRows(bytes, csv, encoding) } catch let error as FormatError {
            // A quote that is open at the end of these bytes: the rows before it will do. Whether it closes later, and
            // where it opens if it does not, is for the run to tell.
            probe = Probe(delimiter: csv.delimiter ?? 0x2C, rows: [], encoding: encoding)
            for end in bytes.indices.lazy.filter({ bytes[$0] == 0x0A }).prefix(64) {
                guard let shorter = try? firstRows(Array(bytes[0...end]), csv, encoding) else { continue }
                if shorter.rows.count > probe.rows.count { probe = shorter }
            }
            // Where nothing can be read the reason is the file's.
            if probe.rows.isEmpty && isWhole { throw error }
        }
        probe.isMarked = isMarked
        return probe
    }

    private func firstRows(
        _ bytes: [UInt8], _ csv: CSVOptions, _ encoding: (encoding: TextEncoding, why: String)
    ) throws -> Probe {
        let reader = try CSVReader(MemoryByteSource(bytes), options: csv)
        var rows: [(row: Int, names: [String])] = []
        let batch = CellBatch(columnCount: 16_384, recordCapacity: 12, arena: ByteArena(capacity: 64))
        while rows.count < 10, try reader.read(into: batch) {
            for record in 0..<batch.recordCount where rows.count < 10 {
                let position = batch.position(record)
                let width = min(Int(position.width), batch.columnCount)
                let names = (0..<width).map { batch.bytes(batch.cell(record: record, column: $0)).makeString() }
                rows.append((Int(position.row), names))
            }
        }
        return Probe(delimiter: reader.file.delimiter, rows: rows, encoding: encoding, isBlank: rows.isEmpty)
    }

    // MARK: XLSX

    private func openWorkbook(_ input: InputFile, _ number: Int) throws -> Opened {
        let workbook =
            input.isReopenable
            ? try SpreadsheetFormat.open(path: input.path)
            : try SpreadsheetFormat.open(bytes: input.source.readAll(limit: 1 << 30))
        input.format = workbook.format.rawValue
        var heads: [(sheet: SpreadsheetSheet, head: ExportHead)] = []
        for sheet in workbook.sheets where sheet.isWorksheet {
            if let wanted = options.sheet, sheet.name != wanted { continue }
            let rows = try workbook.head(sheet: sheet.index, rows: 10).map { row in
                var names = [String](repeating: "", count: (row.cells.map(\.column).max() ?? -1) + 1)
                for cell in row.cells { names[cell.column] = cell.text }
                return (row: row.row, names: names)
            }
            if !rows.isEmpty { heads.append((sheet, ExportHead(format: input.format, rows: rows))) }
        }
        if let wanted = options.sheet, !workbook.sheets.contains(where: { $0.name == wanted }) {
            throw ToolError(.usage, "The workbook has no sheet of the name given with --sheet.")
        }
        guard !heads.isEmpty else {
            return Opened(
                input: input, tables: [], mapping: given ?? .none, why: "the workbook is empty", sheetsLeft: [],
                problem: .empty)
        }
        if heads.count == 1, heads[0].head.rows[0].names.contains(where: { ShownNames.looksLikeData($0) }),
            !isKnown(heads.map(\.head))
        {
            return Opened(
                input: input, tables: [], mapping: .none, why: "the sheet has no header", sheetsLeft: [],
                problem: .noHeader)
        }
        let (mapping, why) = try recognise(heads.map(\.head), input)
        var tables: [Table] = []
        var left: [String] = []
        let document = mapping.document
        let rated = heads.map { (sheet: $0.sheet, head: $0.head, row: sheetHeaderRow(document, $0.head, heads.count)) }
        for (sheet, head, row) in rated {
            if let only = document.source.sheet, only != sheet.name, heads.contains(where: { $0.sheet.name == only }) {
                left.append(sheet.name)
                continue
            }
            guard let row, let names = head.rows.first(where: { $0.row == row })?.names else {
                left.append(sheet.name)
                continue
            }
            let columns = SourceColumn.columns(named: names)
            let plan = PlanCompiler.compile(document, columns: columns, asOf: asOf)
            let reader = try workbook.reader(
                sheet: sheet.index, columns: columns, firstRow: max(document.source.dataRow ?? 0, row + 1))
            tables.append(
                Table(
                    file: number, format: input.format, sheetName: sheet.name, plan: plan, reader: .batches(reader),
                    headerNames: names, headerRow: row,
                    encoding: .init(name: "UTF-8", why: "declared by the format")))
        }
        if tables.isEmpty {
            throw ToolError(
                .usage,
                "\(InputFile.name(input.path)): No sheet has a header row that the mapping \(document.name) knows. Give "
                    + "--sheet and --header-row, or another mapping.")
        }
        return Opened(input: input, tables: tables, mapping: mapping, why: why, sheetsLeft: left, problem: nil)
    }

    /// The header row of a sheet for a mapping, nil where the sheet is none of its.
    private func sheetHeaderRow(_ document: MappingDocument, _ head: ExportHead, _ sheets: Int) -> Int? {
        if let forced = options.headerRow { return forced }
        if let match = Recogniser.match(document, head) { return match.headerRow }
        // A mapping that was given by name may be used on a sheet that does not show all it would be known by.
        guard given != nil, options.sheet != nil || sheets == 1 else { return nil }
        return Recogniser.headerRow(document, head) ?? document.source.headerRow ?? head.rows.first?.row
    }

    // MARK: XML

    private func openXML(_ input: InputFile, _ number: Int) throws -> Opened {
        let head = try XMLRecordReader.sniff(MemoryByteSource(input.prefix))
        let export = ExportHead(
            format: "xml", root: head.rootLocalName, attributes: head.rootAttributes, paths: head.firstRecordPaths,
            children: head.childNames)
        let (mapping, why) = try recognise([export], input)
        let record = mapping.document.source.record ?? "/\(head.rootLocalName)"
        let wanted = mapping.document.columnNames
        let found = head.paths(record: record).filter { !wanted.contains($0) }
        let reader = XMLRecordReader(source: input.source, record: record, wanted: wanted + found)
        let plan = PlanCompiler.compile(
            mapping.document, columns: reader.columns, asOf: asOf, columnsMayGrow: true)
        let table = Table(
            file: number, format: "xml", sheetName: nil, plan: plan, reader: .batches(reader),
            headerNames: [], headerRow: 0,
            encoding: .init(
                name: head.declaredEncoding ?? "UTF-8",
                why: head.declaredEncoding == nil ? "XML without a declared encoding" : "XML declaration"))
        return Opened(input: input, tables: [table], mapping: mapping, why: why, sheetsLeft: [], problem: nil)
    }

    // MARK: JSON

    private func openJSON(_ input: InputFile, _ number: Int) throws -> Opened {
        let head = try JSONRecordReader.sniff(MemoryByteSource(input.prefix))
        // The paths of a record stand for headers: the same mapping reads an export as CSV and as JSON.
        let pointers = head.recordPointers.isEmpty ? [""] : head.recordPointers
        let exports = pointers.map { pointer in
            ExportHead(format: "json", rows: [(1, head.paths(pointer: pointer))])
        }
        let (mapping, why) = try recognise(exports, input)
        let document = mapping.document
        let best = exports.indices.max { a, b in
            let left = Recogniser.match(document, exports[a])?.share ?? 0
            return left < Recogniser.match(document, exports[b])?.share ?? 0
        }
        let stated = document.source.record.flatMap { $0.isEmpty || $0.hasPrefix("/") ? $0 : nil }
        let pointer = document.source.formats.contains("xml") ? nil : stated
        let isLines = input.format == "ndjson" || head.kind == .lines
        input.format = isLines ? "ndjson" : "json"
        let records = isLines ? "" : pointer ?? best.map { pointers[$0] } ?? ""
        let paths = head.paths(pointer: records)
        let wanted = document.columnNames.filter { name in !paths.contains(name) }
        let reader =
            isLines
            ? JSONRecordReader(lines: input.source, wanted: paths + wanted)
            : JSONRecordReader(source: input.source, pointer: records, wanted: paths + wanted)
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: asOf, columnsMayGrow: true)
        let table = Table(
            file: number, format: input.format, sheetName: nil, plan: plan, reader: .batches(reader), headerNames: [],
            headerRow: 0, encoding: .init(name: "UTF-8", why: "declared by the format"))
        return Opened(input: input, tables: [table], mapping: mapping, why: why, sheetsLeft: [], problem: nil)
    }
}

extension LoadedMapping {
    /// Stands where no mapping was found because there is nothing to map.
    static let none = LoadedMapping(
        document: MappingDocument(name: "none", title: "No mapping", standard: "2.0"), yaml: "")
}
