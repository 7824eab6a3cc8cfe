import HTCDSCells
public import HTCDSFindings
import HTCDSMapping
import HTCDSValidation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns partners' exports into HTCDS records.
public enum Conversion {
    /// The forms records are written in.
    public enum Format: String, Sendable, CaseIterable { case csv, json, ndjson }

    public struct Result: Sendable {
        public let report: Report
        /// Records written.
        public let written: Int
        /// Files written besides the main one.
        public let besides: [String]
        /// Files beside the main one that an earlier run left and this one did not write.
        public let leftOver: [String]
    }

    /// Reads the files as one data set and writes its records.
    ///
    /// Every output appears whole or not at all.
    /// - Parameters:
    ///   - output: a file, or `-` for standard output.
    ///   - report: where the conformance report goes as JSON; nil: nowhere.
    ///   - rejected: where records go that could not be delimited or parsed, as NDJSON; nil: nowhere.
    /// - Throws: `ToolError`.
    public static func run(
        files: [String], to format: Format, output: String, rejected: String?, report reportPath: String? = nil,
        options: RunOptions,
        progress: ((Int) -> Void)? = nil
    ) throws -> Result {
        try OutputGuard.demandApart(inputs: files, outputs: [output, rejected, reportPath].compactMap { $0 })
        let writer = try RecordWriter(format: format, path: output, inputs: files)
        // All outputs are opened before any work, so that a folder that is missing costs nothing and leaves nothing.
        let rejectedSink = try rejected.map { try OutputOpener.open($0) }
        let reportSink = try reportPath.map { try OutputOpener.open($0) }
        writer.rejected = rejectedSink
        let run = try DataSetRun(paths: files, options: options)
        run.progress = progress
        let report = try run.run(writer, rejects: false)
        if let reportSink { try ReportWriting.write(report, format: "json", to: reportSink) }
        guard report.records.read - report.records.ignored.reduce(0, { $0 + $1.count }) > 0 else {
            // Zero records is no success: nothing but the report is written.
            try reportSink?.commit()
            return Result(report: report, written: 0, besides: [], leftOver: [])
        }
        try reportSink?.commit()
        try rejectedSink?.commit()
        let besides = try writer.commit()
        return Result(
            report: report, written: report.records.accepted, besides: besides, leftOver: writer.leftOver(besides))
    }
}

/// Writes encoded records to their files in order.
private final class RecordWriter: DataSetRun.Listener {
    private let format: Conversion.Format
    private let path: String
    private var sinks: [String: any ByteSink] = [:]
    private var order: [String] = []
    private var names: [String] = [""]
    private var hasWritten: Set<String> = []
    private var encoder: (any RecordEncoder)?
    private var headers: RecordCSVEncoder.Headers = [:]

    private let inputs: [String]

    init(format: Conversion.Format, path: String, inputs: [String]) throws {
        self.inputs = inputs
        self.format = format
        self.path = path
        // Opened before any work: a folder that is not there is said at once.
        sinks[""] = try OutputOpener.open(path)
        order = [""]
    }

    func makeEncoder(_ table: Table, fileName: String) throws -> (any RecordEncoder)? {
        let made: any RecordEncoder
        switch format {
        case .ndjson, .json:
            made = RecordJSONEncoder(
                plan: table.plan, asArray: format == .json, sourceName: fileName, sheetName: table.sheetName,
                columns: table.columns)
        case .csv: made = RecordCSVEncoder(plan: table.plan, columns: table.columns, headers: &headers)
        }
        names = made.streamNames
        encoder = made
        return made
    }

    func begin(_ table: Table) throws {}

    func take(_ output: RecordOutput, before: Int) throws {
        for (stream, name) in names.enumerated() where output.streams[stream].arena.count > 0 {
            let sink = try sink(name)
            var skip = 0
            if !hasWritten.contains(name) {
                hasWritten.insert(name)
                let head = ByteArena(capacity: 4096)
                encoder?.begin(stream: stream, into: head)
                try sink.write(head.contents)
                // The comma and line feed before the first element.
                if format == .json { skip = 2 }
            }
            try output.write(stream: stream, before: before) { bytes in
                let part = UnsafeBufferPointer(rebasing: bytes.dropFirst(skip))
                skip = max(0, skip - bytes.count)
                try sink.write(part)
            }
        }
    }

    private func sink(_ name: String) throws -> any ByteSink {
        if let known = sinks[name] { return known }
        guard path != "-" else {
            throw ToolError(
                .usage, "These records need further files beside the CSV (\(name)). Name a file with --output.")
        }
        try OutputGuard.demandApart(inputs: inputs, outputs: [beside(name)])
        let opened = try OutputOpener.open(beside(name))
        sinks[name] = opened
        order.append(name)
        return opened
    }

    /// Files beside a CSV that look like a part of it and are not: joined to it they would tell of other cases.
    func leftOver(_ written: [String]) -> [String] {
        guard format == .csv, path != "-" else { return [] }
        return ["persons", "organizations", "comments", "events", "supportPlans", "extensions"].map { beside($0) }
            .filter { !written.contains($0) && access($0, F_OK) == 0 }
    }

    /// `cases.csv` → `cases.events.csv`.
    private func beside(_ name: String) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "\(path).\(name).csv" }
        return "\(path[..<dot]).\(name)\(path[dot...])"
    }

    /// Where records go that could not be parsed.
    var rejected: (any ByteSink)?

    func reject(file: Int, line: Int, message: String, text: CellBytes) throws {
        guard let rejected else { return }
        let arena = ByteArena(capacity: text.count + 512)
        var json = JSONWriter(arena)
        json.beginObject()
        json.key("location")
        json.beginObject()
        json.key("source")
        json.integer(file)
        json.key("line")
        json.integer(line)
        json.endObject()
        json.key("findings")
        json.beginArray()
        json.beginObject()
        json.key("rule")
        json.string(UnreadableRecordRule.description.id.rawValue)
        json.key("message")
        json.string(message)
        json.endObject()
        json.endArray()
        json.key("text")
        json.string(text)
        json.endObject()
        json.newline()
        try rejected.write(arena.contents)
    }

    func restart() throws {
        try rejected?.restart()
        for sink in sinks.values { try sink.restart() }
        headers = [:]
        hasWritten = []
    }

    /// - Returns: the files written besides the main one.
    func commit() throws -> [String] {
        if let encoder {
            for (stream, name) in names.enumerated() where hasWritten.contains(name) {
                let foot = ByteArena(capacity: 64)
                encoder.end(stream: stream, into: foot)
                try sinks[name]?.write(foot.contents)
            }
        }
        // The main file last: when it is there, all are.
        for name in order.reversed() { try sinks[name]?.commit() }
        return order.dropFirst().map { beside($0) }
    }
}
