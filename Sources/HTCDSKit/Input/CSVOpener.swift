import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// Text files: their delimiter, encoding and header are found from the first rows.
extension TableOpener {
    func openCSV(_ input: InputFile, _ number: Int) throws -> Opened {
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
}
