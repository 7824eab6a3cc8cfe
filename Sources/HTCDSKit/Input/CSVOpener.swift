import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSValidation

/// Text files: their delimiter, encoding and header are found from the first rows.
extension TableOpener {
    func openCSV(_ input: InputFile, _ number: Int, related: [String: [RelatedSource]]) throws -> Opened {
        let text = TextInput(input)
        let rows = try headRows(text, number)
        let head = ExportHead(format: "csv", rows: rows)
        guard let first = rows.first else {
            return Opened(
                input: input, tables: [], mapping: given ?? .none, why: "the file is empty", sheetsLeft: [],
                problem: .empty)
        }
        if first.names.contains(where: { ShownNames.looksLikeData($0) }), try !isKnown([head]) {
            return Opened(
                input: input, tables: [], mapping: .none, why: "the file has no header", sheetsLeft: [],
                problem: .noHeader)
        }
        let (mapping, why) = try recognise([head], input)
        let (table, file) = try table(
            text, number, mapping, rows, sheetName: nil, related: related[mapping.document.name] ?? [])
        return Opened(
            input: input, tables: [table], mapping: mapping, why: why, sheetsLeft: [], problem: nil,
            notes: file.escape == .backslash ? [BackslashEscapesRule.self] : [])
    }

    /// A text as a table of records.
    func table(
        _ text: TextInput, _ number: Int, _ mapping: LoadedMapping, _ rows: [(row: Int, names: [String])],
        sheetName: String?, related: [RelatedSource]
    ) throws -> (Table, CSVFile) {
        let document = mapping.document
        let head = ExportHead(format: "csv", rows: rows)
        let headerRow =
            options.headerRow ?? document.source.headerRow ?? Recogniser.headerRow(document, head)
            ?? fallbackHeader(rows).row
        let (file, encoding) = try openText(text, number, document, headerRow: headerRow)
        if related.isEmpty {
            let plan = PlanCompiler.compile(document, columns: file.columns, asOf: asOf)
            return (
                Table(
                    file: number, format: "csv", sheetName: sheetName, plan: plan, reader: .csv(file),
                    headerNames: file.header, headerRow: headerRow, encoding: encoding, judging: judging), file
            )
        }
        let joined = JoinedReader(CSVReader(file: file), document, related)
        let plan = PlanCompiler.compile(document, columns: joined.columns, asOf: asOf, columnsMayGrow: true)
        joined.numberingColumn = plan.numberingColumn
        joined.columnLimit = plan.columnLimit
        return (
            Table(
                file: number, format: "csv", sheetName: sheetName, plan: plan, reader: .batches(joined),
                headerNames: file.header, headerRow: headerRow, encoding: encoding, judging: judging,
                joined: .init(joined, file, related)
            ), file
        )
    }

    /// The first rows of a text that may hold its header.
    func headRows(_ input: TextInput, _ number: Int? = nil) throws -> [(row: Int, names: [String])] {
        var csv = try csvOptions()
        csv.escape = number.flatMap { escapes[$0] } ?? given?.document.source.csvEscape
        return try probe(input, csv).rows
    }

    /// Opens a text for the mapping it is read by.
    func openText(
        _ input: TextInput, _ number: Int, _ document: MappingDocument, headerRow: Int
    ) throws -> (file: CSVFile, encoding: Report.Source.Encoding) {
        var csv = try csvOptions()
        csv.escape = escapes[number] ?? given?.document.source.csvEscape
        let probe = try probe(input, csv)
        csv.delimiter = probe.delimiter
        let source = document.source
        csv.headerRow = headerRow
        if let delimiter = source.delimiter, options.delimiter == nil { csv.delimiter = delimiter }
        csv.escape = csv.escape ?? source.csvEscape
        var reason: String?
        if let decision = decided[number], input.isReopenable {
            (csv.encoding, reason) = (decision.encoding, decision.why)
        } else if csv.encoding == nil, !probe.isMarked {
            // A mark speaks for this file, the mapping for those its partner usually sends.
            if let encoding = try namedEncoding(document) {
                (csv.encoding, reason) = (encoding, "named by the mapping")
            } else if input.isReopenable {
                csv.doubtsEncoding = true
            } else {
                (csv.encoding, reason) = (probe.encoding.encoding, probe.encoding.why)
            }
        }
        csv.doubtsEscape = input.isReopenable
        csv.dataRow = source.dataRow
        if let limit = source.listsFrom { csv.columnLimit = limit }
        if options.headerRow == nil { csv.titleRow = source.titleRow }
        (csv.footers, csv.comment) = (source.footer, source.comment)
        let file = try CSVFile(input.source, options: csv)
        return (file, Report.Source.Encoding(name: file.encoding.name, why: reason ?? file.encodingWhy))
    }

    /// The row that is taken for the header where the mapping knows none of its names: the first one that is no
    /// comment.
    private func fallbackHeader(_ rows: [(row: Int, names: [String])]) -> (row: Int, names: [String]) {
        let isComment = { (row: (row: Int, names: [String])) in row.names.first?.utf8.first == 0x23 }
        return rows.first { !isComment($0) } ?? rows.first ?? (row: 1, names: [])
    }

    /// How quotation marks are escaped in a file, by all of it.
    func escape(path: String, number: Int) throws -> CSVEscape {
        do {
            let raw = try FileByteSource(path: path)
            let prefix = try raw.readAll(limit: InputFile.prefixSize)
            let start = try TextStart(prefix, given: decided[number]?.encoding ?? csvOptions().encoding)
            let text = prefix[min(start.markLength, prefix.count)...]
            let source: any ByteSource =
                start.encoding == .utf8
                ? ReplayByteSource(prefix: Array(text), rest: raw)
                : try TranscodingByteSource(raw, from: start.encoding, prefix: text)
            return try EscapeEvidence(source: source, delimiter: csvOptions().delimiter).verdict
        } catch { throw ToolError.wrapping(error, file: InputFile.name(path)) }
    }

    private func csvOptions() throws -> CSVOptions {
        var csv = CSVOptions()
        if let bytes = options.chunkBytes { csv.chunkSize = bytes }
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
        var isMarked: Bool
    }

    /// How long a header may be, in bytes of the file: some hundred thousand columns.
    private static let longestHeader = 16 << 20

    /// The first rows, as text, from as many bytes as it takes to see one.
    private func probe(_ input: TextInput, _ csv: CSVOptions) throws -> Probe {
        var isWhole = input.prefix.count < InputFile.prefixSize
        while true {
            let (head, encoding, isMarked) = try head(input.prefix, isWhole: isWhole, csv)
            if !head.isCut {
                return Probe(delimiter: head.delimiter, rows: head.rows, encoding: encoding, isMarked: isMarked)
            }
            if isWhole || input.prefix.count >= Self.longestHeader {
                // What is wrong with it, and on which line, is for the reader to say.
                _ = try CSVFile(input.source, options: csv)
                throw ToolError(
                    .unreadableInput,
                    "\(input.label): The first row is longer than \(Self.longestHeader >> 20) MiB. Check that the file is "
                        + "a CSV.")
            }
            let limit = min(input.prefix.count * 8, Self.longestHeader)
            try input.lookFurther(limit: limit)
            isWhole = input.prefix.count < limit
        }
    }

    /// - Parameter isWhole: whether the file has no more bytes.
    private func head(
        _ bytes: [UInt8], isWhole: Bool, _ csv: CSVOptions
    ) throws -> (head: CSVHead, encoding: (encoding: TextEncoding, why: String), isMarked: Bool) {
        var start = try TextStart(bytes, given: csv.encoding)
        let isMarked = start.isCertain
        if !isMarked, let named = try given.flatMap({ try namedEncoding($0.document) }) {
            start = try TextStart(bytes, given: named)
        }
        var encoding = (encoding: start.encoding, why: start.why)
        if !start.isCertain {
            var evidence = EncodingEvidence()
            bytes.withUnsafeBytes { evidence.add($0) }
            encoding = evidence.verdict
        }
        // What follows is in UTF-8, whatever the file is in.
        var text = Array(bytes[min(start.markLength, bytes.count)...])
        if encoding.encoding != .utf8 {
            text = try TranscodingByteSource(MemoryByteSource(text), from: encoding.encoding).readAll(limit: .max)
        }
        return (CSVHead(text, isWhole: isWhole, options: csv), encoding, isMarked)
    }
}

extension SourceSection {
    /// How quotation marks are escaped, where the mapping says it.
    var csvEscape: CSVEscape? {
        switch escape {
        case .doubled?: .doubled
        case .backslash?: .backslash
        case nil: nil
        }
    }
}
