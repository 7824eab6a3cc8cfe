import Foundation
import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSModel
import HTCDSSpec
import Testing

/// Files of the checkout these tests are part of.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }
    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }
}

/// What the real chain made of a table: read, mapped and written.
struct Mapped {
    struct Fault: Hashable, CustomStringConvertible {
        /// From 1.
        var record: Int
        var field: String
        var fault: ValueFault
        /// From 0.
        var column: Int
        var suggestion: String?
        var description: String { "\(record) \(field) \(fault)" + (suggestion.map { " (\($0))" } ?? "") }
    }

    let plan: MappingPlan
    /// The records as NDJSON, one each.
    let lines: [String]
    let records: [CaseRecord]
    let faults: [Fault]
    let filled: [String: Int]

    /// What stands at a path such as `persons.0.prs_Gender` of a record: a text as it is, the rest as JSON, nil where
    /// nothing stands.
    func value(_ path: String, record: Int = 1) -> String? {
        guard let root = try? JSONSerialization.jsonObject(with: Data(lines[record - 1].utf8)) else { return nil }
        var value: Any = root
        for key in path.split(separator: ".").map(String.init) {
            if let list = value as? [Any], let index = Int(key), index < list.count {
                value = list[index]
            } else if let object = value as? [String: Any], let next = object[key] {
                value = next
            } else {
                return nil
            }
        }
        if let text = value as? String { return text }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// What was found, as `record field fault`.
    var told: [String] { faults.map(\.description) }

    var fates: [String: ColumnFate.Fate] {
        Dictionary(
            plan.layout.columns.map { ($0.column.name ?? $0.column.letters, $0.fate) }, uniquingKeysWith: { a, _ in a })
    }
}

enum Chain {
    static let head = "mapping: test\ntitle: Test\nstandard: \"2.0\"\n"

    static func document(_ body: String) throws -> MappingDocument {
        try MappingDocumentReader.read(yaml: head + body, name: "test.yaml")
    }

    /// What is wrong with a mapping, as `line:column message`, empty if nothing is.
    static func complaints(_ yaml: String) -> [Complaint] {
        do {
            _ = try MappingDocumentReader.read(yaml: yaml, name: "test.yaml")
            return []
        } catch let error as DocumentError { return error.complaints } catch { return [] }
    }

    /// The day that counts as today: 31 January 2026.
    static let asOf = PackedDate(year: 2026, month: 1, day: 31)

    /// Maps a CSV by a document of which `body` is the part behind the head.
    static func map(_ csv: String, _ body: String) throws -> Mapped {
        let document = try document(body)
        var options = CSVOptions(headerRow: document.source.headerRow)
        options.delimiter = document.source.delimiter
        options.dataRow = document.source.dataRow
        return try map(CSVReader(MemoryByteSource(Array(csv.utf8)), options: options), document)
    }

    /// Maps what a reader reads, and expects every record to be canonical.
    static func map(_ reader: some BatchReader, _ document: MappingDocument, batchSize: Int = 16) throws -> Mapped {
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: asOf)
        let encoder = RecordJSONEncoder(
            plan: plan, asArray: false, sourceName: "test", sheetName: nil, columns: reader.columns)
        let cells = CellBatch(
            columnCount: reader.columns.count, recordCapacity: batchSize, arena: ByteArena(capacity: 64))
        cells.numberingColumn = plan.numberingColumn
        let fields = plan.makeFieldBatch(recordCapacity: batchSize)
        var ordinal = 0
        var lines: [String] = []
        var faults: [Mapped.Fault] = []
        var filled: [String: Int] = [:]
        while try reader.read(into: cells) {
            plan.map(cells, to: fields)
            encoder.columns = reader.columns
            for fault in fields.faults {
                faults.append(
                    .init(
                        record: ordinal + Int(fault.record) + 1, field: plan.layout.slots[Int(fault.slot)].field.id,
                        fault: fault.fault, column: Int(fault.column),
                        suggestion: plan.suggestion(fault, plan.text(of: fault, in: cells))))
            }
            for (number, slot) in plan.layout.slots.enumerated() {
                filled[slot.field.id, default: 0] += fields.filled[number]
            }
            for record in 0..<cells.recordCount {
                let output = RecordOutput(streamCount: 1)
                encoder.encode(cells, fields, record: record, ordinal: record, into: output)
                var bytes: [UInt8] = []
                output.write(stream: 0, before: ordinal) { bytes += $0 }
                lines.append(String(decoding: bytes, as: UTF8.self))
            }
            ordinal += cells.recordCount
        }
        let records = try lines.map { try canonical($0) }
        return Mapped(
            plan: plan, lines: lines, records: records,
            faults: faults.sorted {
                ($0.record, $0.column, $0.field) < ($1.record, $1.column, $1.field)
            }, filled: filled)
    }

    /// Expects that decoding a record changes nothing, and that encoding gives the same JSON value.
    @discardableResult
    static func canonical(_ line: String) throws -> CaseRecord {
        let (record, normalisations) = try CaseRecord.decode(json: line.utf8)
        #expect(normalisations.isEmpty, "\(normalisations.map { "\($0.path) \($0.kind)" })")
        let again = try JSONSerialization.jsonObject(with: Data(try record.encodedJSON()))
        let written = try JSONSerialization.jsonObject(with: Data(line.utf8))
        #expect(again as? NSDictionary == written as? NSDictionary, "the record is not what it was")
        return record
    }
}
