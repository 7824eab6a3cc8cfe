import HTCDSCells
import HTCDSSpec

/// Writes records of people who do not exist, in the shape of the standard: to try the tool, to test software, to teach.
///
/// Names are made of syllables, e-mail addresses end in example.org, telephone numbers are those kept for fiction, and
/// towns and streets are invented. The shares of codes are made up.
public enum Fiction {
    public enum Format: String, Sendable, CaseIterable {
        /// One row a case, headed by the official ids: the first victim, organisation, comment, event and plan.
        case csv
        /// One record a line in canonical form, some with several persons, organisations, comments, events and plans.
        case ndjson
    }

    /// Which fields of the standard are written, in its order.
    public enum Fields: String, Sendable, CaseIterable {
        /// The Core standard, without its deprecated fields.
        case core
        /// Every field but the deprecated ones.
        case current
        /// Every field, the deprecated ones included.
        case all

        func includes(_ field: FieldSpec) -> Bool {
            switch self {
            case .core: field.isCore && field.status != .deprecated
            case .current: field.status != .deprecated
            case .all: true
            }
        }
    }

    /// Most records in one run.
    public static let mostRecords = 1_000_000_000

    /// The year that the earliest birth must lie after, so that no date leaves the calendar.
    private static let firstYear = 1_900

    /// Writes records 1 to `records`. Record k is the same whatever `records` is, and the same seed, day and fields give
    /// the same bytes on any machine. Memory does not grow with the number of records.
    ///
    /// - Parameters:
    ///   - records: from 1 to ``mostRecords``.
    ///   - asOf: the day that counts as today, `YYYY-MM-DD`, which nothing but a planned end comes after; nil for the
    ///     UTC date now.
    ///   - output: a file, which appears whole or not at all, or `-` for standard output.
    ///   - progress: told the number of records written, now and then.
    /// - Throws: `ToolError`.
    public static func write(
        records: Int, seed: UInt64, format: Format = .csv, fields: Fields = .current, asOf: String? = nil,
        to output: String, progress: ((Int) -> Void)? = nil
    ) throws {
        let author = try author(records: records, seed: seed, asOf: asOf)
        let sink = try OutputOpener.open(output)
        let words = author.words
        let chosen = chosen(fields)
        let writer: any FictionWriter =
            switch format {
            case .csv: FictionCSVWriter(words.phrases, fields: chosen)
            case .ndjson: FictionJSONWriter(words.phrases, fields: chosen)
            }
        try write(records, author, writer, to: sink, planter: nil, progress)
        try sink.commit()
    }

    /// - Parameter planter: makes some of the records wrong, nil: none.
    static func write(
        _ records: Int, _ author: CaseAuthor, _ writer: any FictionWriter, to sink: any ByteSink,
        planter: FaultPlanter?, _ progress: ((Int) -> Void)?
    ) throws {
        let furtherPages = writer.writesFurtherPages
        let page = FictionalCase()
        let arena = ByteArena(capacity: blockSize + FictionRoom.record)
        writer.begin(into: arena)
        var record = 0
        while record < records {
            while record < records && arena.count < blockSize {
                if record > 0 { arena.append(writer.separator) }
                record += 1
                author.write(record: UInt64(record), into: page, furtherPages: furtherPages)
                planter?.plant(into: page, record: UInt64(record))
                writer.write(page, record: UInt64(record), into: arena)
            }
            if record == records { writer.end(into: arena) }
            try sink.write(arena.contents)
            arena.removeAll()
            progress?(record)
        }
    }

    /// Whoever invents the records.
    /// - Throws: `ToolError` where that cannot be done.
    static func author(records: Int, seed: UInt64, asOf: String?) throws -> CaseAuthor {
        guard (1...mostRecords).contains(records) else {
            throw ToolError(.usage, "The number of records must be from 1 to \(mostRecords).")
        }
        let clock = try Clock(option: asOf)
        guard clock.day.year >= firstYear else {
            throw ToolError(.usage, "The day that counts as today must not lie before \(firstYear).")
        }
        return CaseAuthor(words: FictionVocabulary(), seed: seed, today: clock.day)
    }

    static func chosen(_ fields: Fields) -> [FieldSpec] { HTCDSStandard.v2_0.fields.filter { fields.includes($0) } }

    // Small enough to stay in the processor's cache on its way to the output.
    private static let blockSize = 1 << 18
}
