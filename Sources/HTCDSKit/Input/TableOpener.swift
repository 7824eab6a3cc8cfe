import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSValidation

/// Opens files as tables: finds out what they are, which mapping they were made for, and where their header is.
struct TableOpener {
    let options: RunOptions
    let asOf: PackedDate
    /// The mapping the user gave, nil: to be recognised.
    let given: LoadedMapping?
    let shipped: ShippedMappings
    let acceptance: Acceptance
    var judging: Judging
    /// Encodings that were decided on a file's whole evidence, by file.
    var decided: [Int: (encoding: TextEncoding, why: String)] = [:]
    /// The escapes of text files that were decided so, by file.
    var escapes: [Int: CSVEscape] = [:]

    /// Chooses where the records are, in place of a mapping, where one is to be drafted.
    var heads: DraftHeads?

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
        /// What is to be said of the file as a whole.
        var notes: [any FileRule.Type] = []
        /// The tables of the same file that belong to others.
        var related: [RelatedSource] = []
    }
    enum Problem { case noHeader, empty }

    init(options: RunOptions, asOf: PackedDate) throws {
        self.options = options
        self.asOf = asOf
        let judging = try Judging(options: options, asOf: asOf)
        self.judging = judging
        let acceptance = try AcceptanceReader.load(
            options.acceptance, localRules: judging.profile.profile.localRules.map(\.id))
        self.acceptance = acceptance
        let codes = judging.profile.profile.localCodes
        func decided(_ mapping: LoadedMapping) -> LoadedMapping {
            mapping.accepting(acceptance.relations, localCodes: codes)
        }
        given = try options.mapping.map { decided(try MappingLibrary.load($0)) }
        shipped = ShippedMappings(decided: decided)
    }

    /// - Parameter related: tables of other files, by the mapping that they are read by.
    func open(_ path: String, number: Int, related: [String: [RelatedSource]] = [:]) throws -> Opened {
        let input = try InputFile(
            path: path, forced: options.inputFormat, readsAhead: options.threadCount > 1)
        if options.inputFormat == nil, let advice = BinaryKind.advice(input.prefix) {
            throw ToolError(.unreadableInput, "\(InputFile.name(path)): \(advice)")
        }
        do {
            switch input.format {
            case "csv": return try openCSV(input, number, related: related)
            case "xlsx", "ods": return try openContainer(input, number, related: related)
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
    func recognise(_ heads: [ExportHead], _ input: InputFile) throws -> (mapping: LoadedMapping, why: String) {
        if let given { return (given, "given by --mapping") }
        if let chooser = self.heads {
            return (LoadedMapping(document: chooser.document(heads), yaml: ""), "to be drafted")
        }
        let found = try heads.compactMap { try shipped.best($0) }
        if let best = Recogniser.best(of: found.map(\.match)),
            let mapping = found.first(where: { $0.match.mapping == best.mapping })?.mapping
        {
            return (mapping, best.why)
        }
        let documents = try shipped.all().map(\.document)
        let nearest = heads.first.map { Recogniser.nearest($0, among: documents) } ?? documents.prefix(3).map(\.name)
        throw ToolError(
            .usage,
            "\(InputFile.name(input.path)): No mapping knows this kind of file. The nearest are "
                + "\(nearest.joined(separator: ", ")). Give one with --mapping NAME, or let htcds mapping draft "
                + "FILE propose one for this export, and give its file.")
    }

    /// Whether any row that may be a header names a column that the mapping speaks of.
    func isKnown(_ heads: [ExportHead]) throws -> Bool {
        if let given { return heads.contains { Recogniser.knows(given.document, $0) } }
        if let chooser = self.heads { return chooser.isHeader(heads) }
        return try heads.contains { try shipped.best($0) != nil }
    }
}

extension LoadedMapping {
    /// Stands where no mapping was found because there is nothing to map.
    static let none = LoadedMapping(
        document: MappingDocument(name: "none", title: "No mapping", standard: "2.0"), yaml: "")
}
