import HTCDSCells
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes encoded records to their files in order.
final class RecordWriter: DataSetRun.Listener {
    private let format: Conversion.Format?
    /// The partner's shape that is written, nil for one of the standard's forms.
    private let shape: PartnerShape?
    private var backs: (plan: ObjectIdentifier, back: WayBack)?
    private var partnerColumns: [SourceColumn]?
    private var relatedHeaders: [String: [String]] = [:]
    private var partnerEncoders: [any PartnerEncoder] = []
    /// Whether no header looked like somebody's data, so that columns may be named.
    private var mayNameColumns = true
    private let path: String
    private var sinks: [String: any ByteSink] = [:]
    private var order: [String] = []
    private var names: [String] = [""]
    private var hasWritten: Set<String> = []
    private var encoder: (any RecordEncoder)?
    private var headers: RecordCSVEncoder.Headers = [:]
    /// Where all streams go as sheets, nil for other forms.
    private let workbook: WorkbookOutput?

    private let inputs: [String]

    init(target: Conversion.Target, path: String, inputs: [String]) throws {
        self.inputs = inputs
        self.path = path
        if path.lowercased().hasSuffix(".zip") {
            throw ToolError(
                .usage, "No ZIP is written. Name a file with the ending of what it holds, such as .csv or .xlsx.")
        }
        switch target {
        case .records(let format): (self.format, shape) = (format, nil)
        case .partner(let mapping, let wanted):
            // The tool's own forms are no partner's.
            if let own = mapping.document.records {
                (format, shape) = (try PartnerShape.form(of: own, wanted, mapping, output: path), nil)
            } else {
                (format, shape) = (nil, try PartnerShape(mapping, form: wanted, output: path))
            }
        }
        // Opened before any work: a folder that is not there is said at once.
        workbook = format == .xlsx || shape?.form == .xlsx ? try WorkbookOutput(path: path) : nil
        if workbook == nil {
            sinks[""] = try OutputOpener.open(path)
            order = [""]
        }
    }

    func makeEncoder(_ table: Table, fileName: String) throws -> (any RecordEncoder)? {
        let made: any RecordEncoder
        switch format {
        case nil:
            guard let shape else { return nil }
            let encoder = shape.makeEncoder(wayBack(shape, table), table)
            partnerEncoders.append(encoder)
            mayNameColumns = mayNameColumns && table.names.isSafe
            made = encoder
        case .ndjson, .json:
            made = RecordJSONEncoder(
                plan: table.plan, asArray: format == .json, sourceName: fileName, sheetName: table.sheetName,
                columns: table.columns)
        case .xml:
            made = RecordXMLEncoder(
                plan: table.plan, sourceName: fileName, sheetName: table.sheetName, columns: table.columns)
        case .csv, .xlsx:
            made = RecordCSVEncoder(plan: table.plan, columns: table.columns, headers: &headers)
        }
        names = made.streamNames
        encoder = made
        guard setApart != nil else { return made }
        let sorting = SetApartEncoder(
            made, plan: table.plan, sourceName: fileName, sheetName: table.sheetName, columns: table.columns)
        setApartEncoders.append(sorting)
        return sorting
    }

    func begin(_ table: Table) throws {}

    /// The mapping turned round for a table, compiled once for all threads. The first table fixes the columns.
    private func wayBack(_ shape: PartnerShape, _ table: Table) -> WayBack {
        if let backs, backs.plan == ObjectIdentifier(table.plan) { return backs.back }
        let isTree = shape.form != .csv && shape.form != .xlsx
        let back = WayBack(
            shape.mapping.document, source: table.plan, columns: isTree ? nil : partnerColumns,
            headers: relatedHeaders)
        partnerColumns = back.columns
        relatedHeaders = back.relatedHeaders
        backs = (ObjectIdentifier(table.plan), back)
        return back
    }

    /// What the records held that found no place in the partner's shape.
    var lost: [Conversion.Lost] {
        var tally = BackTally()
        for encoder in partnerEncoders { tally.merge(encoder.tally) }
        return tally.sorted.map { key, records in
            let isOurs = HTCDSStandard.v2_0.field(id: key.name) != nil
            return Conversion.Lost(
                name: isOurs || mayNameColumns ? key.name : "a kept column", isField: isOurs, why: key.why.rawValue,
                records: records)
        }
    }

    /// Where records go that hold what nobody can decide, nil: to the others.
    var setApart: (any ByteSink)?
    private var setApartEncoders: [SetApartEncoder] = []
    /// Records that were set apart.
    var setApartCount: Int { setApartEncoders.reduce(0) { $0 + $1.count } }

    func take(_ output: RecordOutput, of unit: DataSetRun.ConsumedUnit) throws {
        try take(output, before: unit.before)
    }

    /// - Parameter before: records before the unit.
    func take(_ output: RecordOutput, before: Int) throws {
        if let setApart, output.streams.count > names.count {
            try output.write(stream: names.count, before: before) { try setApart.write($0) }
        }
        for (stream, name) in names.enumerated() where output.streams[stream].arena.count > 0 {
            let sink = try sink(name)
            var skip = 0
            if !hasWritten.contains(name) {
                hasWritten.insert(name)
                let head = ByteArena(capacity: 4096)
                encoder?.begin(stream: stream, into: head)
                try sink.write(head.contents)
                // The comma and line feed before the first element.
                if format == .json || shape?.form == .json { skip = 2 }
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
        let opened: any ByteSink
        if let workbook {
            opened = try workbook.openSheet(
                name.isEmpty ? shape?.sheetName ?? "cases" : shape?.sheetName(ofTable: name) ?? name,
                headerRow: name.isEmpty ? shape?.headerRow ?? 1 : 1)
        } else {
            guard path != "-" else {
                throw ToolError(
                    .usage, "These records need further files beside the CSV (\(name)). Name a file with --output.")
            }
            try OutputGuard.demandApart(inputs: inputs, outputs: [beside(name)])
            opened = try OutputOpener.open(beside(name))
        }
        sinks[name] = opened
        order.append(name)
        return opened
    }

    /// Files beside a CSV that look like a part of it and are not: joined to it they would tell of other cases.
    func leftOver(_ written: [String]) -> [String] {
        guard format == .csv || shape?.form == .csv, path != "-" else { return [] }
        let own = ["persons", "organizations", "comments", "events", "supportPlans", "extensions"]
        return (shape?.mapping.document.tables.map(\.name) ?? own).map { beside($0) }
            .filter { !written.contains($0) && access($0, F_OK) == 0 }
    }

    /// `cases.csv` → `cases.events.csv`.
    private func beside(_ name: String) -> String {
        let ending = shape?.fileEnding(ofTable: name) ?? ".\(name)"
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return "\(path)\(ending).csv" }
        return "\(path[..<dot])\(ending)\(path[dot...])"
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
        try setApart?.restart()
        setApartEncoders = []
        if let workbook {
            try workbook.restart()
            sinks = [:]
            order = []
        } else {
            for sink in sinks.values { try sink.restart() }
        }
        headers = [:]
        hasWritten = []
        (backs, partnerColumns, partnerEncoders) = (nil, nil, [])
        relatedHeaders = [:]
    }

    /// - Returns: the files written besides the main one.
    func commit() throws -> [String] {
        if let encoder {
            // Where every record was set apart, the rest is an empty file of its form.
            if setApart != nil, hasWritten.isEmpty {
                let sink = try sink("")
                hasWritten.insert("")
                let head = ByteArena(capacity: 4096)
                encoder.begin(stream: 0, into: head)
                try sink.write(head.contents)
            }
            for (stream, name) in names.enumerated() where hasWritten.contains(name) {
                let foot = ByteArena(capacity: 64)
                encoder.end(stream: stream, into: foot)
                try sinks[name]?.write(foot.contents)
            }
        }
        if let workbook {
            try workbook.commit()
            return []
        }
        // The main file last: when it is there, all are.
        for name in order.reversed() { try sinks[name]?.commit() }
        return order.dropFirst().map { beside($0) }
    }
}
