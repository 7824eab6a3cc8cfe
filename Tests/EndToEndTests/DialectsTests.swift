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

    // MARK: Other encodings

    static let plain = Dialect(
        encoding: .utf8, delimiter: ",", lineEnd: .crlf, quotesAll: false, endsWithLineEnd: true)

    @Test(
        "UTF-16 and UTF-32 by their byte order mark or without one, as Excel and databases write them",
        arguments: [
            String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
        ], [true, false])
    func wide(_ encoding: String.Encoding, marked: Bool) throws {
        let text = String(decoding: try Self.bytes(Self.plain), as: UTF8.self)
        let bytes = try #require((marked ? "\u{FEFF}" + text : text).data(using: encoding))
        #expect(try Self.records(bytes) == Self.records(Self.bytes(Self.plain)))
        let folder = try Scratch()
        try folder.file("cases.csv", bytes)
        let said = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder).json()["sources"][0]
        #expect(said["encoding"]["name"].text?.hasPrefix("UTF-") == true)
        #expect(said["encoding"]["name"].text?.hasSuffix("E") == true)
        #expect(said["encoding"]["why"].text?.contains(marked ? "byte order mark" : "NUL") == true)
        #expect(said["bytes"].integer == bytes.count)
        let piped = try CommandLine.htcds(
            ["convert", "-", "--mapping", "htcds", "--to", "ndjson", "-o", "-"], in: folder, input: bytes)
        #expect(
            try JSON.lines(piped.output).map { $0.without("provenance") }
                == Self.records(Self.bytes(Self.plain)).map { $0.without("provenance") })
    }

    @Test("Cyrillic, where the user names the encoding")
    func cyrillic() throws {
        // "Анна" in Windows-1251 and in KOI8-R.
        for (name, shown, letters) in [
            ("windows-1251", "Windows-1251", [0xC0, 0xED, 0xED, 0xE0] as [UInt8]),
            ("KOI8-R", "KOI8-R", [0xE1, 0xCE, 0xCE, 0xC1]),
        ] {
            let bytes = Data(Array("id,prs_FirstName,prs_Gender\n1,".utf8) + letters + Array(",Feminine\n".utf8))
            let records = try Self.records(bytes, ["--encoding", name])
            #expect(records[0]["persons"][0]["prs_FirstName"].text == "Анна")
            let folder = try Scratch()
            try folder.file("cases.csv", bytes)
            let run = try CommandLine.htcds(
                "validate", "cases.csv", "--encoding", name, "--format", "json", in: folder)
            let said = try run.json()["sources"][0]["encoding"]
            #expect(said["name"].text == shown)
            #expect(said["why"].text == "given by --encoding")
        }
    }

    @Test("An unknown encoding: the message names those there are")
    func unknownEncoding() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.bytes(Self.plain))
        let run = try CommandLine.htcds("validate", "cases.csv", "--encoding", "baudot", in: folder)
        #expect(run.status == 64)
        for name in ["UTF-8", "UTF-16LE", "Windows-1252", "Windows-1251"] { #expect(run.errors.contains(name)) }
    }

    @Test("What cannot be read is reported in its row and column, also in a column that no field is read from")
    func undecodable() throws {
        let header = Array("id,prs_FirstName,prs_Gender,Note\n".utf8)
        let sound = Array("1,Ana,Feminine,x\n\n".utf8)
        // 0x98 is no letter of Windows-1251.
        let first = Array("2,A".utf8) + [0x98] + Array(",Feminine,x\n".utf8)
        let second = Array("3,Ana,Feminine,".utf8) + [0x98, 0x0A]
        let narrow = Data(header + sound + first + second)
        // A low surrogate alone.
        let wide = Data(
            [0xFF, 0xFE]
                + (header + sound + first + second).flatMap { $0 == 0x98 ? [0x00, 0xDC] : [$0, 0] as [UInt8] })
        for (bytes, options) in [(narrow, ["--encoding", "cp1251"]), (wide, [])] {
            let folder = try Scratch()
            try folder.file("cases.csv", bytes)
            let run = try CommandLine.htcds(["validate", "cases.csv", "--format", "json"] + options, in: folder)
            #expect(run.status == 1)
            let report = try run.json()
            let found = report["findings"].items.filter { $0["rule"].text == "structure.broken-encoding" }
            try #require(found.count == 2)
            #expect(found.map { $0["location"]["cell"].text } == ["B4", "D5"])
            #expect(found.map { $0["location"]["line"].integer } == [4, 5])
            #expect(found.map { $0["location"]["record"].integer } == [2, 3])
            #expect(found.map { $0["location"]["column"].text } == ["prs_FirstName", "Note"])
        }
    }

    @Test("A mapping names the encoding; a byte order mark knows better")
    func namedByTheMapping() throws {
        let folder = try Scratch()
        try folder.file(
            "mapping.yaml",
            """
            mapping: cyrillic
            title: Cyrillic names
            standard: "2.0"
            source: {formats: [csv], encoding: koi8-r}
            fields:
              prs_FirstName: Имя
            """)
        let text = "Имя\nАнна\n"
        let koi = Data([0xE9, 0xCD, 0xD1, 0x0A, 0xE1, 0xCE, 0xCE, 0xC1, 0x0A])
        for (bytes, name, why) in [
            (koi, "KOI8-R", "named by the mapping"),
            (Data([0xEF, 0xBB, 0xBF] + Array(text.utf8)), "UTF-8", "byte order mark"),
        ] {
            try folder.file("cases.csv", bytes)
            let options = ["--mapping", "mapping.yaml"]
            let run = try CommandLine.htcds(
                ["convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson", "--report", "report.json"] + options,
                in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let record = try #require(try JSON.lines(folder.content("out.ndjson")).first)
            #expect(record["persons"][0]["prs_FirstName"].text == "Анна")
            let said = try JSON(folder.content("report.json"))["sources"][0]["encoding"]
            #expect(said["name"].text == name)
            #expect(said["why"].text == why)
        }
    }

    @Test("Excel's line that names the delimiter is no row of the table")
    func delimiterLine() throws {
        let text = String(decoding: try Self.bytes(Self.plain), as: UTF8.self)
        #expect(try Self.records(Data("sep=,\r\n\(text)".utf8)) == Self.records(Data(text.utf8)))
    }
}
