import Foundation
import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSFormats
import HTCDSGate
import HTCDSSpec
import Testing

@testable import HTCDSMapping

/// The rows that a policy makes of a table: read, mapped and written by the real chain.
struct Rows {
    let columns: [OutputColumn]
    /// Every cell by the name of its column; empty cells are left out.
    var cells: [[String: String]] = []
    var losses: AttributeLosses

    subscript(_ row: Int, _ column: String) -> String? { cells[row][column] }
    func all(_ column: String) -> [String?] { cells.map { $0[column] } }

    /// The day that counts as today: 31 January 2026.
    static let asOf = PackedDate(raw: 2026 << 9 | 1 << 5 | 31)

    static func policy(_ attributes: String, row: String = "victim") throws -> Policy {
        try PolicyReader.read(
            yaml: "consent: required\npolicy: test\nstatus: any\nrow: \(row)\nattributes:\n"
                + attributes.split(separator: "\n").map { "  \($0)\n" }.joined(),
            name: "test.yaml")
    }

    /// - Parameters:
    ///   - mapping: name of a shipped mapping, or the body of one behind its head.
    ///   - attributes: the attributes of the policy.
    static func write(
        _ csv: String, mapping: String = "htcds", _ attributes: String, row: String = "victim"
    ) throws
        -> Rows
    {
        try write(Array(csv.utf8), mapping: mapping, try policy(attributes, row: row))
    }

    static func write(_ csv: [UInt8], mapping: String, _ policy: Policy) throws -> Rows {
        let document =
            try MappingCatalogue.document(mapping)
            ?? MappingDocumentReader.read(
                yaml: "mapping: test\ntitle: Test\nstandard: \"2.0\"\n" + mapping, name: "test.yaml")
        let reader = try CSVReader(MemoryByteSource(csv), options: CSVOptions(headerRow: document.source.headerRow))
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: asOf)
        let values = RecordValues(plan)
        let attributes = AttributePlan(
            policy, layout: plan.layout, codeNames: plan.slots.map { $0.table?.names ?? [] },
            kept: plan.extensions.map { KeptColumn(name: $0.key, entity: $0.entity) }, asOf: asOf)
        var rows = Rows(
            columns: attributes.columns, losses: AttributeLosses(attributeCount: policy.attributes.count))
        let cells = CellBatch(columnCount: reader.columns.count, recordCapacity: 16, arena: ByteArena(capacity: 64))
        let fields = plan.makeFieldBatch(recordCapacity: 16)
        while try reader.read(into: cells) {
            plan.map(cells, to: fields)
            var open = OpenValues(columnCount: attributes.columns.count)
            for record in 0..<cells.recordCount {
                let entities = plan.layout.entities
                let things = entities.indices.filter { values.isStated($0, cells, fields, record) }
                let first = entities.firstIndex { $0.kind == .person }
                let victims = entities.indices.filter {
                    entities[$0].kind == .person && ($0 == first || things.contains($0))
                        && (entities[$0].stands(.victim, cells, record) || !entities[$0].isPerpetrator)
                }
                for victim in victims {
                    var perpetrators: [Int?] = things.filter {
                        $0 != victim && entities[$0].stands(.perpetrator, cells, record)
                    }
                    if policy.row == .victim || perpetrators.isEmpty { perpetrators = [nil] }
                    for perpetrator in perpetrators {
                        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: attributes.columns.count) { row in
                            attributes.write(
                                victim: victim, perpetrator: perpetrator, things: things, cells, fields,
                                record: record,
                                kept: { values.text(plan.extensions[$0], cells, fields, record) },
                                into: row, open: &open, losses: &rows.losses)
                            rows.add(row, open)
                        }
                    }
                }
            }
        }
        return rows
    }

    private mutating func add(_ row: UnsafeMutableBufferPointer<UInt16>, _ open: OpenValues) {
        var cells: [String: String] = [:]
        for (number, column) in columns.enumerated() where row[number] > 0 {
            cells[column.name] =
                column.values.map { $0[Int(row[number])] } ?? open.texts(ofColumn: number)[Int(row[number])]
        }
        self.cells.append(cells)
    }
}

/// Files of the checkout these tests are part of.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }
}
