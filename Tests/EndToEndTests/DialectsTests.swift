import Foundation
import Testing

/// The same table in every way that programs write tables gives the same records.
@Suite("Encodings and dialects")
struct DialectsTests {
    enum Encoding: String, CaseIterable, Sendable { case utf8, utf8WithMark, windows1252 }
    enum LineEnd: String, CaseIterable, Sendable { case crlf = "\r\n", lf = "\n", cr = "\r", mixed }

    struct Dialect: Sendable, CustomTestStringConvertible {
        var encoding: Encoding
        var delimiter: String
        var lineEnd: LineEnd
        var quotesAll: Bool
        var endsWithLineEnd: Bool

        var testDescription: String {
            let delimiter = self.delimiter == "\t" ? "tab" : self.delimiter
            return "\(encoding) \(delimiter) \(lineEnd) \(quotesAll ? "all quoted" : "quoted where needed")"
        }

        static let all: [Dialect] = Encoding.allCases.flatMap { encoding in
            [",", ";", "\t", "|"].flatMap { delimiter in
                LineEnd.allCases.map { lineEnd in
                    Dialect(
                        encoding: encoding, delimiter: delimiter, lineEnd: lineEnd, quotesAll: delimiter == ";",
                        endsWithLineEnd: lineEnd != .cr && encoding != .utf8WithMark)
                }
            }
        }
    }

    static let rows = [
        [
            "id", "First Name", "Second Name", "prs_Gender", "prs_Citizenship", "cas_IncomingReferralDetails", "Note",
            "Consent",
        ],
        ["1", "José", "Müller-Ñandú", "Feminine", "CI;MD", "Said \"no\", twice; then\ta | yes", "", "true"],
        [
            "2", "Zoë", "", "Masculine", "Côte d'Ivoire", "First line\nsecond line\n\nfourth line", "5 € – “so”",
            "false",
        ],
        ["3", "Ana", "\"Quoted\"", "NonConforming", "", "=1+1", "ends in a quote\"", ""],
    ]

    static func bytes(_ dialect: Dialect) throws -> Data {
        let special: Set<Unicode.Scalar> = Set(["\"", "\r", "\n"] + dialect.delimiter.unicodeScalars)
        let lines = rows.map { row in
            row.map { cell in
                guard dialect.quotesAll || cell.unicodeScalars.contains(where: { special.contains($0) }) else {
                    return cell
                }
                return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
            }.joined(separator: dialect.delimiter)
        }
        var text = ""
        for (number, line) in lines.enumerated() {
            let ends = dialect.lineEnd == .mixed ? ["\r\n", "\n"][number % 2] : dialect.lineEnd.rawValue
            text += line + (number + 1 < lines.count || dialect.endsWithLineEnd ? ends : "")
        }
        switch dialect.encoding {
        case .utf8: return Data(text.utf8)
        case .utf8WithMark: return Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
        case .windows1252: return try #require(text.data(using: .windowsCP1252))
        }
    }

    static func records(_ bytes: Data, _ options: [String] = []) throws -> [JSON] {
        let folder = try Scratch()
        try folder.file("cases.csv", bytes)
        let run = try CommandLine.htcds(
            ["convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson"] + options, in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON.lines(folder.content("out.ndjson"))
    }

    @Test("Found by itself", arguments: Dialect.all)
    func found(_ dialect: Dialect) throws {
        let records = try Self.records(Self.bytes(dialect))
        try #require(records.count == 3)
        #expect(records[0]["persons"][0]["prs_FirstName"].text == "José")
        #expect(records[0]["persons"][0]["prs_SecondName"].text == "Müller-Ñandú")
        #expect(records[0]["persons"][0]["prs_Citizenship"].texts == ["CI", "MD"])
        #expect(records[0]["case"]["cas_IncomingReferralDetails"].text == "Said \"no\", twice; then\ta | yes")
        #expect(records[0]["extensions"] == .null)
        #expect(records[1]["persons"][0]["prs_Citizenship"].texts == ["CI"])
        #expect(records[1]["case"]["cas_IncomingReferralDetails"].text == "First line\nsecond line\n\nfourth line")
        #expect(records[1]["extensions"]["Note"].text == "5 € – “so”")
        #expect(records[2]["persons"][0]["prs_SecondName"].text == "\"Quoted\"")
        #expect(records[2]["extensions"]["Note"].text == "ends in a quote\"")
        #expect(records[2]["persons"][0]["consent"] == .null)
        let plain = Dialect(
            encoding: .utf8, delimiter: ",", lineEnd: .lf, quotesAll: false, endsWithLineEnd: true)
        #expect(try records == Self.records(Self.bytes(plain)))
    }

    @Test("Given by the user")
    func given() throws {
        let dialect = Dialect(
            encoding: .windows1252, delimiter: "\t", lineEnd: .crlf, quotesAll: true, endsWithLineEnd: true)
        let plain = try Self.records(Self.bytes(dialect))
        #expect(try Self.records(Self.bytes(dialect), ["--encoding", "windows-1252", "--delimiter", "tab"]) == plain)
        #expect(try Self.records(Self.bytes(dialect), ["--header-row", "1"]) == plain)
        let titled = Data("A list of cases\r\n\r\n".utf8) + (try Self.bytes(dialect))
        #expect(try Self.records(titled, ["--header-row", "3"]) == plain)
    }

    @Test("The report says which encoding was found, and why")
    func said() throws {
        for (encoding, name) in [(Encoding.utf8, "UTF-8"), (.utf8WithMark, "UTF-8"), (.windows1252, "Windows-1252")] {
            let folder = try Scratch()
            try folder.file(
                "cases.csv",
                Self.bytes(
                    Dialect(encoding: encoding, delimiter: ",", lineEnd: .lf, quotesAll: false, endsWithLineEnd: true)))
            let run = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder)
            let said = try run.json()["sources"][0]["encoding"]
            #expect(said["name"].text == name)
            #expect(said["why"].text?.isEmpty == false)
        }
    }

    @Test("From standard input")
    func standardInput() throws {
        let dialect = Dialect(encoding: .utf8, delimiter: ",", lineEnd: .lf, quotesAll: false, endsWithLineEnd: true)
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            ["convert", "-", "--mapping", "htcds", "--to", "ndjson", "-o", "-"], in: folder, input: Self.bytes(dialect))
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try JSON.lines(run.output).map { $0.without("provenance") }
                == Self.records(Self.bytes(dialect)).map { $0.without("provenance") })
    }
}
