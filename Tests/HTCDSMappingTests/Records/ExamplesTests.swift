import Foundation
import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSModel
import HTCDSSpec
import Testing

/// A file that ships as an example, with the mapping it is for.
struct Example: CustomTestStringConvertible, Sendable {
    let mapping: String
    let path: String
    var testDescription: String { path }

    static let all: [Example] =
        [
            .init(mapping: "htcds", path: "htcds/cases.csv"),
            .init(mapping: "htcds-excel-2.0", path: "htcds-excel-2.0/saved-as.csv"),
            .init(mapping: "htcds-excel-2.0", path: "htcds-excel-2.0/cases.xlsx"),
            .init(mapping: "htcds-kobo", path: "htcds-kobo/xml-values.csv"),
            .init(mapping: "htcds-kobo", path: "htcds-kobo/labels.csv"),
            .init(mapping: "htcds-odk-central", path: "htcds-odk-central/joined.csv"),
            .init(mapping: "htcds-odk-central", path: "htcds-odk-central/split.csv"),
            .init(mapping: "ctdc-victim-perpetrator-2022", path: "ctdc-victim-perpetrator-2022/sample.csv"),
        ] + (1...6).map { .init(mapping: "htcds-xform", path: "htcds-xform/submission-\($0).xml") }

    /// A new reader: reading ends it.
    func reader(_ document: MappingDocument) throws -> any BatchReader {
        let bytes = try Checkout.bytes("Examples/\(path)")
        if path.hasSuffix(".xml") {
            let head = try XMLRecordReader.sniff(MemoryByteSource(bytes))
            let record = document.source.record ?? ""
            let wanted = document.columnNames
            return XMLRecordReader(
                source: MemoryByteSource(bytes), record: record,
                wanted: wanted + head.paths(record: record).filter { !wanted.contains($0) })
        }
        if path.hasSuffix(".xlsx") {
            let workbook = try XLSXWorkbook(bytes: bytes)
            let row = try #require(try workbook.head(sheet: 0, rows: 2).last { $0.row == document.source.headerRow })
            var names = [String](repeating: "", count: (row.cells.map(\.column).max() ?? -1) + 1)
            for cell in row.cells { names[cell.column] = cell.text }
            return try workbook.reader(
                sheet: 0, columns: SourceColumn.columns(named: names), firstRow: document.source.dataRow ?? row.row + 1)
        }
        var options = CSVOptions(headerRow: document.source.headerRow)
        options.dataRow = document.source.dataRow
        return try CSVReader(MemoryByteSource(bytes), options: options)
    }

    func map() throws -> (mapped: Mapped, document: MappingDocument) {
        let document = try #require(try MappingCatalogue.document(mapping))
        return (try Chain.map(reader(document), document), document)
    }
}

@Suite("The examples that ship")
struct ExamplesTests {
    @Test("every record is canonical, and there are some", arguments: Example.all)
    func canonical(_ example: Example) throws {
        // The chain itself expects that each record decodes as it is and encodes to the same value.
        let mapped = try example.map().mapped
        #expect(!mapped.records.isEmpty)
        #expect(mapped.records.allSatisfy { !$0.persons.isEmpty })
    }

    /// Every filled cell of the source is accounted for: a field took all of it, or it stands among the extensions, or
    /// its column was dropped, is the id or the running number.
    @Test("no cell is lost", arguments: Example.all)
    func nothingLost(_ example: Example) throws {
        let (mapped, document) = try example.map()
        let reader = try example.reader(document)
        let cells = CellBatch(columnCount: reader.columns.count, recordCapacity: 64, arena: ByteArena(capacity: 64))
        cells.numberingColumn = mapped.plan.numberingColumn
        var ordinal = 0
        var looked = 0
        let missing = Set(document.source.missing + [""])
        while try reader.read(into: cells) {
            for record in 0..<cells.recordCount {
                let written = mapped.records[ordinal + record]
                let texts = extensionTexts(written)
                let faulty = Set(
                    mapped.faults.filter { $0.record == ordinal + record + 1 && !$0.fault.keepsValue }.map(\.column))
                for fate in mapped.plan.layout.columns where fate.column.number < cells.columnCount {
                    let cell = cells.cell(record: record, column: fate.column.number)
                    let text = cells.bytes(cell).trimmed().makeString()
                    if missing.contains(text) { continue }
                    looked += 1
                    let isKept = texts.contains(text)
                    switch fate.fate {
                    case .dropped: break
                    case .kept: #expect(isKept, "\(fate.column.name ?? fate.column.letters) is not kept")
                    case .mapped: #expect(!faulty.contains(fate.column.number) || isKept, "\(fate.fields) is lost")
                    case .unused: Issue.record("\(fate.column.name ?? fate.column.letters) is not used")
                    }
                }
                for extra in cells.extras where extra.record == record && !cells.bytes(extra.cell).trimmed().isEmpty {
                    let text = cells.bytes(extra.cell).trimmed().makeString()
                    #expect(texts.contains(text) || missing.contains(text), "a further cell is lost")
                }
            }
            ordinal += cells.recordCount
        }
        #expect(ordinal == mapped.records.count)
        #expect(looked > 0)
    }

    private func extensionTexts(_ record: CaseRecord) -> Set<String> {
        var texts = Set(record.extensions.map(\.text))
        for person in record.persons { texts.formUnion(person.extensions.map(\.text)) }
        for event in record.events { texts.formUnion(event.extensions.map(\.text)) }
        return Set(texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
    }

    @Test("a field that took a value states it in the record", arguments: Example.all)
    func values(_ example: Example) throws {
        let mapped = try example.map().mapped
        for slot in mapped.plan.layout.slots where !slot.columns.isEmpty {
            let unusable = mapped.faults.filter { $0.field == slot.field.id && !$0.fault.keepsValue }.count
            let stated = mapped.lines.count { $0.contains("\"\(slot.field.id)\":") }
            #expect(stated >= min(1, mapped.filled[slot.field.id, default: 0] - unusable), "\(slot.field.id)")
        }
    }

    @Test("the three exports of one survey give the same records, apart from what each system adds")
    func survey() throws {
        func comparable(_ example: Example) throws -> [NSDictionary] {
            try example.map().mapped.lines.map { line in
                var object = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                for key in ["id", "provenance", "extensions"] { object[key] = nil }
                return object as NSDictionary
            }
        }
        let xml = try Example.all.filter { $0.mapping == "htcds-xform" }.flatMap { try comparable($0) }
        for example in Example.all where ["htcds-kobo", "htcds-odk-central"].contains(example.mapping) {
            let other = try comparable(example)
            #expect(other.count == xml.count)
            for record in xml { #expect(other.contains(record), "\(example.path)") }
        }
    }
}
