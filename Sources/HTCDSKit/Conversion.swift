import Foundation
public import HTCDSFindings

/// Turns partners' exports into HTCDS records.
public enum Conversion {
    /// The forms records are written in.
    public enum Format: String, Sendable, CaseIterable { case csv, json, ndjson, xlsx, xml }

    /// What records become.
    public enum Target: Sendable {
        case records(Format)
        /// The shape of a partner's export: the mapping turned round. The form of the file is one of those that the
        /// mapping reads; nil: the one that the output's name ends in, or the first.
        case partner(LoadedMapping, form: String? = nil)

        /// - Parameter text: a form's name, or `mapping:` and what names a mapping.
        /// - Returns: nil where it is neither.
        /// - Throws: `ToolError` for a mapping that is not there or wrong.
        public init?(_ text: String) throws {
            if let format = Format(rawValue: text) {
                self = .records(format)
            } else if let name = PartnerShape.named(text) {
                self = .partner(try MappingLibrary.load(name))
            } else {
                return nil
            }
        }
    }

    public struct Result: Sendable {
        public let report: Report
        /// Records written.
        public let written: Int
        /// Files written besides the main one.
        public let besides: [String]
        /// Files beside the main one that an earlier run left and this one did not write.
        public let leftOver: [String]
        /// What found no place in a partner's shape, and in how many records; the most frequent first.
        public let lost: [Lost]
        /// Records that went to the file for those that hold what nobody can decide.
        public let setApart: Int
    }

    /// Something that records held and a partner's shape does not.
    public struct Lost: Sendable, Hashable {
        /// Official id of the field, or name of the kept column.
        public let name: String
        /// Whether it is a field of the standard.
        public let isField: Bool
        public let why: String
        public let records: Int

        /// As the report has it.
        var asLoss: Report.Loss {
            Report.Loss(
                column: isField ? nil : name, value: nil, field: isField ? name : nil, relation: nil,
                became: .notWritten, meaning: "Not written: \(why).", records: records)
        }
    }

    /// Reads the files as one data set and writes its records in one of the standard's forms.
    public static func run(
        files: [String], to format: Format, output: String, rejected: String?, report: String? = nil,
        options: RunOptions, progress: ((Int) -> Void)? = nil
    ) throws -> Result {
        try run(
            files: files, to: .records(format), output: output, rejected: rejected, report: report, options: options,
            progress: progress)
    }

    /// Reads the files as one data set and writes its records.
    ///
    /// Every output appears whole or not at all.
    /// - Parameters:
    ///   - output: a file, or `-` for standard output.
    ///   - report: where the conformance report goes as JSON; nil: nowhere.
    ///   - rejected: where records go that could not be delimited or parsed, as NDJSON; nil: nowhere.
    ///   - setApart: where whole records go that hold a change nobody can decide, as NDJSON, in place of the output; nil:
    ///     to the output like all others.
    /// - Throws: `ToolError`.
    public static func run(
        files: [String], to target: Target, output: String, rejected: String?, report reportPath: String? = nil,
        setApart: String? = nil, options: RunOptions,
        progress: ((Int) -> Void)? = nil
    ) throws -> Result {
        // Documents are inputs as well.
        var documents = options.documents
        if case .partner(let mapping, _) = target, let path = mapping.path { documents.append(path) }
        try OutputGuard.demandApart(
            inputs: files + documents, outputs: [output, rejected, reportPath, setApart].compactMap { $0 })
        let writer = try RecordWriter(target: target, path: output, inputs: files)
        // All outputs are opened before any work, so that a folder that is missing costs nothing and leaves nothing.
        let rejectedSink = try rejected.map { try OutputOpener.open($0) }
        let reportSink = try reportPath.map { try OutputOpener.open($0) }
        writer.rejected = rejectedSink
        writer.setApart = try setApart.map { try OutputOpener.open($0) }
        let run = try DataSetRun(paths: files, options: options)
        run.progress = progress
        var report = try run.run(writer, rejects: false)
        report.losses += writer.lost.map(\.asLoss)
        if let reportSink {
            try ReportWriting.write(run.told(report), format: "json", to: reportSink)
        }
        guard report.records.read - report.records.ignored.reduce(0, { $0 + $1.count }) > 0 else {
            // Zero records is no success: nothing but the report is written.
            try reportSink?.commit()
            return Result(report: report, written: 0, besides: [], leftOver: [], lost: [], setApart: 0)
        }
        try reportSink?.commit()
        try rejectedSink?.commit()
        try writer.setApart?.commit()
        let besides = try writer.commit()
        return Result(
            report: report, written: report.records.accepted - writer.setApartCount, besides: besides,
            leftOver: writer.leftOver(besides), lost: writer.lost, setApart: writer.setApartCount)
    }
}
