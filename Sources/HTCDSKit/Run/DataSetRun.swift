import Foundation
import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// Reads all files of a data set once, in order, and tells whoever listens what became of each unit.
final class DataSetRun {
    let paths: [String]
    let options: RunOptions
    /// Told now and then how many records were read.
    var progress: ((Int) -> Void)?
    /// Told every finding.
    var findings: (any FindingListener)?
    /// The mapping that the last run was done by.
    private(set) var mapping = LoadedMapping.none
    private let clock: Clock
    private(set) var opener: TableOpener

    /// What is done with mapped records besides checking them.
    protocol Listener: AnyObject {
        /// An encoder for the calling thread, nil where records are only checked.
        func makeEncoder(_ table: Table, fileName: String) throws -> (any RecordEncoder)?
        func begin(_ table: Table) throws
        /// - Parameter unit: where the records stand; what is found of them goes into its report.
        func take(_ output: RecordOutput, of unit: ConsumedUnit) throws
        /// A record that could not be parsed. `text` is what stood there.
        func reject(file: Int, line: Int, message: String, text: CellBytes) throws
        /// Everything so far is void: the run starts again.
        func restart() throws
    }

    /// A unit whose findings are in the report already.
    struct ConsumedUnit {
        /// Records before the unit.
        let before: Int
        let places: UnitPlaces
        let builder: ReportBuilder
    }

    init(paths: [String], options: RunOptions) throws {
        guard !paths.isEmpty else { throw ToolError(.usage, "Name a file to read.") }
        guard paths.count(where: { $0 == "-" }) <= 1 else {
            throw ToolError(.usage, "Standard input can be read once only.")
        }
        guard options.standard == "2.0" else {
            throw ToolError(.usage, "This version judges by HTCDS 2.0 only.")
        }
        self.paths = paths
        self.options = options
        clock = try Clock(option: options.asOf)
        opener = try TableOpener(options: options, asOf: clock.day)
        opener.judging.paths = paths
    }

    /// - Parameter rejects: whether records with errors count as rejected.
    func run(_ listener: (any Listener)?, rejects: Bool) throws -> Report {
        if options.threadCount > 1 { makeListsAhead() }
        while true {
            do { return try attempt(listener, rejects: rejects) } catch let doubt as FileDoubt {
                // The whole file decides, then everything starts again.
                let evidence = try EncodingEvidence(source: FileByteSource(path: paths[doubt.file]))
                opener.decided[doubt.file] = evidence.verdict
                try listener?.restart()
                findings?.restart()
            } catch let doubt as FileEscapeDoubt {
                opener.escapes[doubt.file] = try opener.escape(path: paths[doubt.file], number: doubt.file)
                try listener?.restart()
                findings?.restart()
            }
        }
    }

    /// Puts the longest code lists together while the first file is opened; whoever needs one waits until it is there.
    private func makeListsAhead() {
        Thread.detachNewThread {
            _ = CodeTable.languages
            _ = CodeTable.countries
        }
    }

    private struct FileDoubt: Error { let file: Int }
    private struct FileEscapeDoubt: Error { let file: Int }

    private func attempt(_ listener: (any Listener)?, rejects: Bool) throws -> Report {
        let builder = ReportBuilder(
            options: options, acceptance: opener.acceptance, judging: opener.judging, listener: findings)
        let repeated = RepeatedRecords()
        var sources: [Int: Report.Source] = [:]
        var mapping: (LoadedMapping, String)?
        let related = try openRelated(builder, &sources)
        for (number, path) in paths.enumerated() where sources[number] == nil {
            let opened: TableOpener.Opened
            do { opened = try opener.open(path, number: number, related: related) } catch is EncodingDoubt {
                throw FileDoubt(file: number)
            } catch is EscapeDoubt { throw FileEscapeDoubt(file: number) }
            if listener == nil, keepsMachineBusy(opened.tables) { opened.input.readInTurn() }
            if let known = mapping, known.0.document.name != opened.mapping.document.name, opened.problem == nil {
                throw ToolError(
                    .usage,
                    "The files are of different kinds (\(known.0.document.name) and \(opened.mapping.document.name)). "
                        + "Check them one kind at a time.")
            }
            if mapping == nil || opened.problem == nil { mapping = (opened.mapping, opened.why) }
            builder.begin(format: opened.input.format)
            for rule in opened.notes { builder.add(rule, file: number) }
            let before = builder.read
            for table in opened.tables {
                builder.begin(table)
                try listener?.begin(table)
                do { try run(table, builder, repeated, listener, name: InputFile.name(path)) } catch is EncodingDoubt {
                    throw FileDoubt(file: number)
                } catch is EscapeDoubt {
                    throw FileEscapeDoubt(file: number)
                } catch { throw ToolError.wrapping(error, file: InputFile.name(path)) }
            }
            switch opened.problem {
            case .noHeader: builder.add(NoHeaderRule.self, file: number)
            case .empty: break
            case nil:
                for sheet in opened.sheetsLeft {
                    builder.add(
                        SheetNotReadRule.self, file: number,
                        sheet: opened.tables.first?.names.sheet(sheet))
                }
            }
            if builder.read == before && builder.unreadable == 0 && opened.problem != .noHeader {
                builder.add(NoRecordsRule.self, file: number)
            }
            sources[number] = try source(opened, path)
            for source in opened.related { builder.add(unresolvedIn: source) }
        }
        for source in related.values.flatMap({ $0 }) { builder.add(unresolvedIn: source) }
        let (loaded, why) = mapping ?? (.none, "no file was read")
        self.mapping = loaded
        var report = builder.build(
            sources: paths.indices.compactMap { sources[$0] }, judgedBy: judgedBy(loaded, why), rejects: rejects)
        if options.recordOffset > 0 { report.part = .init(recordOffset: options.recordOffset) }
        return report
    }

    /// The report in the language asked for.
    func told(_ report: Report) -> Report {
        var own: [RuleID: String] = [:]
        for rule in opener.judging.profile.profile.localRules {
            own[rule.id] = rule.messages[options.language.rawValue]
        }
        return report.told(in: options.language, own: own)
    }

    /// Reads the files whose rows belong to those of others, by the mapping that says so.
    private func openRelated(
        _ builder: ReportBuilder, _ sources: inout [Int: Report.Source]
    ) throws -> [String: [RelatedSource]] {
        var related: [String: [RelatedSource]] = [:]
        for (number, relation) in try opener.relations(ofFiles: paths).sorted(by: { $0.key < $1.key }) {
            do {
                let (input, source) = try opener.openRelated(paths[number], number: number, relation)
                builder.begin(format: input.format)
                let digest = try input.digest()
                let name = InputFile.name(paths[number])
                let names = ShownNames(
                    header: source.header, layout: RecordLayout(slots: [], entities: [], columns: []))
                sources[number] = Report.Source(
                    name: names.file(name), format: input.format, bytes: digest.bytes, sha256: digest.sha256,
                    encoding: source.encoding)
                related[relation.mapping.document.name, default: []].append(source)
            } catch is EncodingDoubt {
                throw FileDoubt(file: number)
            } catch is EscapeDoubt { throw FileEscapeDoubt(file: number) }
        }
        return related
    }

    private func source(_ opened: TableOpener.Opened, _ path: String) throws -> Report.Source {
        let digest: (sha256: String, bytes: Int)
        do { digest = try opened.input.digest() } catch {
            throw ToolError.wrapping(error, file: InputFile.name(path))
        }
        let name = path == "-" ? "-" : InputFile.name(path)
        let names = opened.tables.first?.names
        let shown =
            path == "-"
            ? "-"
            : names?.file(name)
                // Without a header row nothing in it can be a person's.
                ?? (opened.problem == .empty && !ShownNames.looksLikeData(TableOpener.stem(name))
                    ? name : "a file (\(ShownNames.shape(name)))")
        return Report.Source(
            name: shown, format: opened.input.format, bytes: digest.bytes, sha256: digest.sha256,
            encoding: opened.tables.first?.encoding ?? .init(name: "UTF-8", why: "nothing was read"))
    }

    private func judgedBy(_ mapping: LoadedMapping, _ why: String) -> Report.JudgedBy {
        let profile = opener.judging.profile
        let rules = (RuleCatalogue.descriptions.map { "\($0.id) \($0.severity.rawValue)" } + profile.profile.judgement)
            .map { $0 + "\n" }.joined()
        let lists = HTCDSStandard.v2_0.codeLists.flatMap { list in list.codes.map { "\(list.id.rawValue) \($0.name)\n" }
        }
        let countries = Countries.all.map { "\($0.alpha2)\n" } + Languages.all.map { "\($0.alpha3T)\n" }
        return Report.JudgedBy(
            standard: options.standard, profile: profile.profile.name, profileSha256: profile.sha256,
            severities: profile.profile.severityChanges,
            localRules: profile.profile.localRules.map { .init(rule: $0.id, about: $0.about) }, asOf: clock.text,
            asOfFrom: clock.from,
            mapping: .init(name: mapping.document.name, why: why, sha256: mapping.sha256),
            acceptance: opener.acceptance.name,
            rulesSha256: Hexadecimal.sha256(rules), codeListsSha256: Hexadecimal.sha256((lists + countries).joined()))
    }

    /// The files, their mapping and what becomes of each column.
    func describePlan() throws -> String {
        var lines: [String] = []
        for (number, path) in paths.enumerated() {
            let opened: TableOpener.Opened
            do { opened = try opener.open(path, number: number) } catch is EncodingDoubt {
                throw ToolError(.unreadableInput, "\(InputFile.name(path)): The header is not UTF-8; give --encoding.")
            }
            lines.append(
                "\(InputFile.name(path)): \(opened.input.format), mapping \(opened.mapping.document.name) (\(opened.why))"
            )
            for table in opened.tables {
                if let sheet = table.names.sheet(table.sheetName) { lines.append("  sheet \(sheet)") }
                for fate in table.plan.layout.columns where fate.column.name != nil || fate.fate == .mapped {
                    let target =
                        switch fate.fate {
                        case .mapped: fate.fields.isEmpty ? "the record's id" : fate.fields.joined(separator: ", ")
                        case .kept: "kept beside the record"
                        case .dropped: "dropped"
                        case .unused: "not used"
                        }
                    lines.append("  \(table.names.column(fate.column)) -> \(target)")
                }
            }
            if opened.tables.isEmpty { lines.append("  nothing to read: \(opened.why)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: One table

    /// Whether the threads that work on units keep the machine busy: the one that also reads has little else to do, and one
    /// more that reads ahead would only take their turns.
    private func keepsMachineBusy(_ tables: [Table]) -> Bool {
        min(options.threadCount, ProcessInfo.processInfo.activeProcessorCount) <= 2
            && tables.allSatisfy { table in
                if case .csv(let file) = table.reader { file.encoding == .utf8 } else { false }
            }
    }

    private func run(
        _ table: Table, _ builder: ReportBuilder, _ repeated: RepeatedRecords, _ listener: (any Listener)?, name: String
    ) throws {
        let threads = options.threadCount
        let feed = TableFeed(table, options: options) { [options, describesAll = findings != nil] made in
            if made !== table { builder.extend(made) }
            return TableGeneration(
                made,
                workers: try (0..<threads).map { _ in
                    TableWorker(
                        table: made, encoder: try listener?.makeEncoder(made, fileName: name), options: options,
                        describesAll: describesAll)
                })
        }
        var lines = 0
        var rows = 0
        if case .csv(let file) = table.reader {
            lines = file.firstLine - 1
            rows = file.firstRow - 1
        }
        if let listener {
            table.json?.onRejectedLine = { line, message, text in
                try listener.reject(file: table.file, line: line, message: message, text: text)
            }
        }
        var unknown: [Int: Int] = [:]
        let pipeline = OrderedPipeline<WorkUnit, (UnitResult, TableGeneration)> { unit, number in
            let generation = unit.generation
            return (
                generation.workers[number].work(unit, saturated: generation.saturation.current), generation
            )
        }
        func consume(_ result: UnitResult, _ generation: TableGeneration) throws {
            let before = builder.lastRecord
            var saturated = generation.saturation.current
            var result = result
            result.repeated = try repeated.take(result.keys)
            let places = UnitPlaces(
                table: generation.table, recordsBefore: before, linesBefore: lines, rowsBefore: rows)
            builder.add(result, of: generation.table, at: places, saturated: &saturated)
            generation.saturation.current = saturated
            lines += result.lines
            rows += result.rows
            unknown.merge(result.unknownCells) { $0 + $1 }
            if let output = result.output {
                try listener?.take(output, of: ConsumedUnit(before: before, places: places, builder: builder))
                output.giveBack()
            }
            if let batch = result.batch { feed.reuse(batch) }
            progress?(builder.read)
        }
        do {
            try pipeline.run(threads: threads, next: { try feed.next() }, consume: { try consume($0.0, $0.1) })
        } catch let error as FormatError where table.format == "csv" {
            throw error.shifted(byLines: lines)
        }
        builder.add(unknown: unknown, of: table)
        for rows in table.passedOver { builder.ignore(rows.why, rows.count) }
        if let json = table.json {
            builder.add(rejectedLines: json.rejectedLines, count: json.rejectedLineCount, of: table)
        }
        tellOfWhole(table, builder)
    }

    /// What is known of a table once all of it was read.
    private func tellOfWhole(_ table: Table, _ builder: ReportBuilder) {
        let sheet = table.names.sheet(table.sheetName)
        if table.plan.findsNothing { builder.add(NothingFoundRule.self, file: table.file, sheet: sheet) }
        if table.isHidden { builder.add(HiddenSheetRule.self, file: table.file, sheet: sheet) }
        if let notes = table.spreadsheet?.notes, notes.mergedRanges > 0 {
            builder.add(MergedCellsRule.self, file: table.file, sheet: sheet)
        }
        if table.json?.isFollowedByPage == true { builder.add(MorePagesRule.self, file: table.file) }
        if let xml = table.xml {
            if xml.leavesOutsideRecords > 0 { builder.add(OutsideRecordsRule.self, file: table.file) }
            builder.add(violationsOutside: xml.violationsOutsideRecords, of: table)
        }
    }
}
