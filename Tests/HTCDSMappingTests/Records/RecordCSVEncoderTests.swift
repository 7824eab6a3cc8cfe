import HTCDSCells
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import Testing

@Suite("Records as CSV")
struct RecordCSVEncoderTests {
    /// The files that a table becomes, by the name behind the main file's; parsed again.
    private func write(_ csv: String, _ body: String) throws -> [String: [[String: String]]] {
        let document = try Chain.document(body)
        let reader = try CSVReader(MemoryByteSource(Array(csv.utf8)))
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: Chain.asOf)
        var headers = RecordCSVEncoder.Headers()
        let encoder = RecordCSVEncoder(plan: plan, columns: reader.columns, headers: &headers)
        let cells = CellBatch(columnCount: reader.columns.count, recordCapacity: 64, arena: ByteArena(capacity: 64))
        let fields = plan.makeFieldBatch(recordCapacity: 64)
        let output = RecordOutput(streamCount: encoder.streamNames.count)
        #expect(try reader.read(into: cells))
        plan.map(cells, to: fields)
        for record in 0..<cells.recordCount {
            encoder.encode(cells, fields, record: record, ordinal: record, into: output)
        }
        var files: [String: [[String: String]]] = [:]
        for (stream, name) in encoder.streamNames.enumerated() where output.streams[stream].arena.count > 0 {
            let head = ByteArena(capacity: 64)
            encoder.begin(stream: stream, into: head)
            var bytes = Array(head.contents)
            output.write(stream: stream, before: 0) { bytes += $0 }
            files[name] = try rows(bytes)
        }
        return files
    }

    private func rows(_ bytes: [UInt8]) throws -> [[String: String]] {
        let reader = try CSVReader(MemoryByteSource(bytes))
        let batch = CellBatch(columnCount: reader.columns.count, recordCapacity: 64, arena: ByteArena(capacity: 64))
        var rows: [[String: String]] = []
        while try reader.read(into: batch) {
            #expect(batch.extras.isEmpty)
            for record in 0..<batch.recordCount {
                #expect(Int(batch.position(record).width) == reader.columns.count)
                var row: [String: String] = [:]
                for column in reader.columns {
                    let text = batch.bytes(batch.cell(record: record, column: column.number)).makeString()
                    if !text.isEmpty { row[column.name ?? ""] = text }
                }
                rows.append(row)
            }
        }
        return rows
    }

    static let body = """
        id: Case
        roles: [victim]
        fields:
          prs_FirstName: Name
          prs_NumberOfChildren: Children
          con_Consent: Consent
          vic_MethodsOfControl: Means
          prs_Birthdate: Born
          cas_Status: Status
        persons:
          - roles: [perpetrator]
            group: true
            fields: {prs_Gender: Sex}
            keep: [Number]
        events:
          - fields: {hte_Type: {constant: Recruitment}, hte_Country: From}
          - fields: {hte_Type: {constant: Exploitation}, hte_Country: To}
        keep: [Note]
        """
    static let csv = """
        Case,Name,Children,Consent,Means,Born,Status,Sex,Number,From,To,Note
        A-1,"Ana ""X"", of Lund",02,yes,Other;Debt bondage,2001-05,Active,Masculine,3,NG,IT,"two
        lines"
        ,Bea,,no,,2001-13-01,Closed,,,,FR,\u{20}

        """

    @Test("one row a case, with fields in the order of the standard and extensions behind them")
    func main() throws {
        let files = try write(Self.csv, Self.body)
        let main = try #require(files[""])
        #expect(
            main == [
                [
                    "id": "A-1", "prs_FirstName": "Ana \"X\", of Lund", "prs_NumberOfChildren": "2",
                    "con_Consent": "true",
                    "vic_MethodsOfControl": "Other;DebtBondage", "prs_Birthdate": "2001-05", "cas_Status": "Active",
                    "ext:Note": "two\nlines",
                ],
                [
                    "id": "2", "prs_FirstName": "Bea", "con_Consent": "false", "cas_Status": "Closed",
                    "ext:Born": "2001-13-01",
                ],
            ])
    }

    @Test("further things stand in files of their own, keyed by the case")
    func beside() throws {
        let files = try write(Self.csv, Self.body)
        #expect(Set(files.keys) == ["", "persons", "events"])
        #expect(
            files["persons"] == [
                [
                    "case_id": "A-1", "id": "p2", "role": "perpetrator", "group": "true", "prs_Gender": "Masculine",
                    "ext:Number": "3",
                ]
            ])
        #expect(
            files["events"] == [
                ["case_id": "A-1", "hte_Type": "Recruitment", "hte_Country": "NG"],
                ["case_id": "A-1", "hte_Type": "Exploitation", "hte_Country": "IT"],
                ["case_id": "2", "hte_Type": "Exploitation", "hte_Country": "FR"],
            ])
    }

    @Test("the header has every field of the case and of a person")
    func header() throws {
        let document = try Chain.document("fields: {prs_FirstName: Name}\n")
        let plan = PlanCompiler.compile(document, columns: SourceColumn.columns(named: ["Name"]), asOf: nil)
        var headers = RecordCSVEncoder.Headers()
        let encoder = RecordCSVEncoder(
            plan: plan, columns: SourceColumn.columns(named: ["Name"]), headers: &headers)
        let head = ByteArena(capacity: 64)
        encoder.begin(stream: 0, into: head)
        let names = String(decoding: head.contents, as: UTF8.self).split(whereSeparator: { $0 == "," || $0 == "\n" })
        let tables: Set<HTCDSTable> = [.case, .person, .victimContext, .perpetratorContext, .consent]
        let expected = HTCDSStandard.v2_0.fields.filter { tables.contains($0.table) }.map(\.id)
        // What one of the kept columns is called comes behind the fields.
        #expect(names.map(String.init) == ["id"] + expected + ["ext:Name"])
    }

    @Test("what the first person alone keeps is in the main file")
    func mainPerson() throws {
        let files = try write("Name,Note\nAna,x\n", "persons: [{fields: {prs_FirstName: Name}, keep: [Note]}]\n")
        #expect(files == ["": [["id": "1", "prs_FirstName": "Ana", "ext:Note": "x"]]])
    }

    @Test("cells behind the header's last column stand in a file of their own")
    func extras() throws {
        let files = try write("Name\nAna,\"a,b\"\n", "fields: {prs_FirstName: Name}\n")
        #expect(files["extensions"] == [["case_id": "1", "name": "column B", "value": "a,b"]])
    }
}
