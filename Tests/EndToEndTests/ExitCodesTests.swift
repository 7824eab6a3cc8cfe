import Foundation
import Testing

/// What a script can rely on: the exit code says what happened, standard error says what to do, and nothing is written
/// by halves.
@Suite("Exit codes")
struct ExitCodesTests {
    /// Two sound records.
    static let sound = "id,prs_Gender,cas_Status\nA,Feminine,Active\nB,Masculine,Closed\n"
    /// An error in the second record: consent is a checkbox.
    static let faulty = "id,prs_Gender,con_Consent\nA,Feminine,true\nB,Masculine,perhaps\n"
    /// Many sound records, and a quotation mark that is never closed in the last one.
    static let unclosed =
        "id,prs_Gender,cas_Status\n" + String(repeating: "A,Feminine,Active\n", count: 20_000) + "Z,\"Feminine,Active\n"

    static let isRoot = getuid() == 0

    // MARK: 0 and 1

    @Test("0: the data conforms")
    func passes() throws {
        let folder = try Scratch()
        let file = try folder.file("cases.csv", Self.sound)
        #expect(try CommandLine.htcds("validate", file).status == 0)
        #expect(try CommandLine.htcds("convert", file, "--to", "ndjson", "-o", "out.ndjson", in: folder).status == 0)
    }

    @Test("0: convert does its work on data that does not conform")
    func convertsFaulty() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.faulty)
        let run = try CommandLine.htcds("convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON.lines(folder.content("out.ndjson")).count == 2)
    }

    @Test("1: the data was read and does not conform")
    func fails() throws {
        let folder = try Scratch()
        let file = try folder.file("cases.csv", Self.faulty)
        #expect(try CommandLine.htcds("validate", file).status == 1)
    }

    @Test("1: a file without a single record is no success")
    func noRecords() throws {
        let folder = try Scratch()
        let file = try folder.file("cases.csv", "id,prs_Gender,cas_Status\n")
        #expect(try CommandLine.htcds("validate", file).status == 1)
    }

    // MARK: 64

    @Test(
        "64: wrong usage",
        arguments: [
            ["validate"], ["validate", "cases.csv", "--no-such-option"], ["convert", "cases.csv", "--to", "ndjson"],
            ["convert", "cases.csv", "--to", "papyrus", "-o", "out"], ["validate", "cases.csv", "--format", "papyrus"],
            ["validate", "cases.csv", "--as-of", "yesterday"], ["validate", "cases.csv", "--delimiter", "##"],
            ["validate", "cases.csv", "--fail-on", "doubt"], ["validate", "cases.csv", "--max-findings", "-1"],
            ["validate", "cases.csv", "--encoding", "baudot"],
            ["validate", "cases.csv", "--mapping", "no-such-mapping"],
            ["mapping", "show", "no-such-mapping"], ["no-such-command"],
        ])
    func usage(_ arguments: [String]) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.sound)
        let run = try CommandLine.htcds(arguments, in: folder)
        #expect(run.status == 64, "\(run.errors)")
        #expect(!run.errors.isEmpty)
        #expect(try folder.names() == ["cases.csv"])
    }

    @Test("64: a file that nobody knows, with the three nearest mappings")
    func unknownExport() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "ref,colour,weight\n1,green,7\n")
        for arguments in [
            ["validate", "cases.csv"], ["convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson"],
        ] {
            let run = try CommandLine.htcds(arguments, in: folder)
            #expect(run.status == 64)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("htcds mapping draft FILE"))
            // Between the names of the program, which is a mapping's too.
            let sentence = run.errors.components(separatedBy: "Give one")[0]
            let words = sentence.dropFirst("htcds:".count)
                .split { !($0.isLetter || $0.isNumber || "-.".contains($0)) }
                .map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
            let named = Set(Sample.all.map(\.mapping)).filter { words.contains(Substring($0)) }
            #expect(named.count == 3, "\(run.errors)")
            #expect(try folder.names() == ["cases.csv"])
        }
    }

    // MARK: 65

    @Test("65: an old .xls, and how to save it anew")
    func oldWorkbook() throws {
        let folder = try Scratch()
        for name in ["cases.xls", "cases.xlsx"] {
            let run = try CommandLine.htcds("validate", folder.file(name, Self.compoundFile("Workbook")))
            #expect(run.status == 65, "\(run.errors)")
            #expect(run.errors.contains(".xlsx"), "It says what to do.")
        }
    }

    @Test("65: an encrypted workbook, and to take the password off")
    func encryptedWorkbook() throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds("validate", folder.file("cases.xlsx", Self.compoundFile("EncryptedPackage")))
        #expect(run.status == 65, "\(run.errors)")
        #expect(run.errors.lowercased().contains("password"), "It says what to do.")
    }

    @Test("65: a workbook that is cut off")
    func truncatedWorkbook() throws {
        let folder = try Scratch()
        let whole = try Data(contentsOf: URL(fileURLWithPath: Place.example("htcds-excel-2.0/cases.xlsx")))
        let run = try CommandLine.htcds("validate", folder.file("cases.xlsx", whole.prefix(whole.count * 2 / 3)))
        #expect(run.status == 65, "\(run.errors)")
    }

    @Test("65: XML with a DOCTYPE, broken off, or not XML at all")
    func brokenXML() throws {
        let folder = try Scratch()
        let whole = try Data(contentsOf: URL(fileURLWithPath: Place.example("htcds-xform/submission-1.xml")))
        let text = String(decoding: whole, as: UTF8.self)
        let doctype = text.replacingOccurrences(of: "?>\n<data", with: "?>\n<!DOCTYPE data [<!ENTITY a \"b\">]>\n<data")
        #expect(doctype != text)
        for (name, content) in [
            ("doctype.xml", Data(doctype.utf8)), ("truncated.xml", whole.prefix(whole.count * 2 / 3)),
            ("wrong.xml", Data("<data id=\"htcds_xlsform\"><a></b></data>".utf8)),
        ] {
            let run = try CommandLine.htcds("validate", folder.file(name, content), "--mapping", "htcds-xform")
            #expect(run.status == 65, "\(name): \(run.errors)")
            #expect(!run.errors.isEmpty)
        }
    }

    @Test("65: a quotation mark that is never closed, and its line", arguments: [1, 20_000])
    func unclosedQuote(_ records: Int) throws {
        let folder = try Scratch()
        let text =
            "id,prs_Gender,cas_Status\n" + String(repeating: "A,Feminine,Active\n", count: records)
            + "Z,\"Feminine,Active\n"
        let run = try CommandLine.htcds("validate", folder.file("cases.csv", text))
        #expect(run.status == 65)
        #expect(run.errors.contains("line \(records + 2)"), "\(run.errors)")
    }

    @Test("65: bytes that are no text, and what to do")
    func noText() throws {
        let folder = try Scratch()
        let bytes = Data(Array("id,prs_Gender\n".utf8) + [UInt8](repeating: 0, count: 500))
        let run = try CommandLine.htcds("validate", folder.file("cases.csv", bytes))
        #expect(run.status == 65)
        #expect(run.errors.contains("--encoding"), "It says what to do.")
    }

    // MARK: 66

    @Test("66: no such file, a folder, a FIFO")
    func noFile() throws {
        let folder = try Scratch()
        try FileManager.default.createDirectory(atPath: folder.path("folder.csv"), withIntermediateDirectories: false)
        #expect(mkfifo(folder.path("fifo.csv"), 0o600) == 0)
        for name in ["missing.csv", "folder.csv", "fifo.csv", "/dev/null", "/dev/zero"] {
            for arguments in [["validate", name], ["convert", name, "--to", "ndjson", "-o", "out.ndjson"]] {
                let run = try CommandLine.htcds(arguments, in: folder)
                #expect(run.status == 66, "\(name): \(run.errors)")
                #expect(!run.errors.isEmpty)
            }
        }
        #expect(try folder.names() == ["fifo.csv", "folder.csv"])
    }

    @Test("66: a file that may not be read", .enabled(if: !isRoot, "The superuser may read everything."))
    func unreadable() throws {
        let folder = try Scratch()
        let file = try folder.file("cases.csv", Self.sound)
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        #expect(try CommandLine.htcds("validate", file).status == 66)
    }

    // MARK: 73 and 74

    @Test("64: an output that is an input, which stays as it was")
    func outputIsInput() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.sound)
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("link.csv"),
            withDestinationURL: folder.url.appendingPathComponent("cases.csv"))
        for output in ["cases.csv", "./cases.csv", "link.csv"] {
            for arguments in [
                ["convert", "cases.csv", "--to", "ndjson", "-o", output],
                ["convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson", "--report", output],
                ["validate", "cases.csv", "--output", output],
            ] {
                let run = try CommandLine.htcds(arguments, in: folder)
                #expect(run.status == 64, "\(arguments): \(run.errors)")
            }
        }
        #expect(try folder.text("cases.csv") == Self.sound)
        #expect(try folder.names() == ["cases.csv", "link.csv"])
    }

    @Test("73: the output cannot be created")
    func noFolder() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.sound)
        for arguments in [
            ["convert", "cases.csv", "--to", "ndjson", "-o", "missing/out.ndjson"],
            ["convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson", "--report", "missing/report.json"],
            ["validate", "cases.csv", "--format", "json", "--output", "missing/report.json"],
        ] {
            let run = try CommandLine.htcds(arguments, in: folder)
            #expect(run.status == 73, "\(run.errors)")
            #expect(!run.errors.isEmpty)
        }
        #expect(try folder.names() == ["cases.csv"])
    }

    @Test(
        "74: a full disk", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "There is no /dev/full."))
    func diskFull() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.sound)
        let run = try CommandLine.htcds("validate", "cases.csv", in: folder, to: .file("/dev/full"))
        #expect(run.status == 74)
        #expect(!run.errors.isEmpty)
        // Through a link, so that a tool that puts a file in its place does no harm to the machine.
        try FileManager.default.createSymbolicLink(atPath: folder.path("full"), withDestinationPath: "/dev/full")
        let convert = try CommandLine.htcds("convert", "cases.csv", "--to", "ndjson", "-o", "full", in: folder)
        #expect(convert.status == 73 || convert.status == 74, "\(convert.errors)")
    }

    @Test("74: nobody reads any more, and there is nobody to tell")
    func closedPipe() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.sound)
        for arguments in [["validate", "cases.csv"], ["spec", "fields"]] {
            let run = try CommandLine.htcds(arguments, in: folder, to: .closedPipe)
            #expect(run.status == 74)
            #expect(run.errors.isEmpty, "\(run.errors)")
        }
    }

    // MARK: 78

    static let brokenMapping = """
        mapping: broken
        title: A mapping with mistakes
        standard: "2.0"
        source: {formats: [csv]}
        fields:
          prs_Gender: {from: sex, values: {F: Feminin}}
          prs_Colour: colour
        keep: all
        colour: green
        """

    @Test("78: a wrong mapping, every mistake with its line and column, and nothing is begun")
    func wrongMapping() throws {
        let folder = try Scratch()
        try folder.file("broken.yaml", Self.brokenMapping)
        try folder.file("cases.csv", "sex,colour\nF,green\n")
        for arguments in [
            ["mapping", "check", "broken.yaml"], ["validate", "cases.csv", "--mapping", "broken.yaml"],
            ["convert", "cases.csv", "--mapping", "broken.yaml", "--to", "ndjson", "-o", "out.ndjson"],
        ] {
            let run = try CommandLine.htcds(arguments, in: folder)
            #expect(run.status == 78, "\(run.everything)")
            for place in ["line 6, column 39", "line 7, column 3", "line 9, column"] {
                #expect(run.everything.contains(place), "\(place): \(run.everything)")
            }
            #expect(run.everything.contains("Feminine"), "the code that was probably meant")
        }
        #expect(try folder.names() == ["broken.yaml", "cases.csv"])
    }

    @Test("78: a mapping that is no YAML")
    func noYAML() throws {
        let folder = try Scratch()
        try folder.file("broken.yaml", "mapping: [broken\ntitle: A\n")
        let run = try CommandLine.htcds("mapping", "check", "broken.yaml", in: folder)
        #expect(run.status == 78)
        #expect(run.everything.contains("line "))
    }

    // MARK: Whole or not at all

    @Test("Where the work fails midway, the target keeps its old content and nothing else lies about")
    func keepsOldContent() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.unclosed)
        for name in ["out.ndjson", "out.json", "out.csv", "report.json"] { try folder.file(name, "as it was") }
        let before = try folder.names()
        for format in ["ndjson", "json", "csv"] {
            let run = try CommandLine.htcds(
                "convert", "cases.csv", "--to", format, "-o", "out.\(format)", "--report", "report.json", in: folder)
            #expect(run.status == 65)
        }
        let validation = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "json", "--output", "report.json", in: folder)
        #expect(validation.status == 65)
        #expect(try folder.names() == before)
        for name in before where name != "cases.csv" { #expect(try folder.text(name) == "as it was", "\(name)") }
    }

    @Test("Where it succeeds, the target is replaced, and its owner alone may read it")
    func replaces() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.sound)
        try folder.file("out.ndjson", "as it was")
        #expect(
            try CommandLine.htcds("convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson", in: folder).status == 0)
        #expect(try JSON.lines(folder.content("out.ndjson")).count == 2)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("out.ndjson"))
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
        #expect(mode == 0o600)
        #expect(try folder.names() == ["cases.csv", "out.ndjson"])
    }

    // MARK: Inputs

    /// The head of an OLE compound file (MS-CFB 2.2) with a directory entry of this name, which is all that the readers
    /// of such files look at first.
    static func compoundFile(_ stream: String) -> Data {
        var bytes = [UInt8](repeating: 0, count: 4096)
        bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        // Version 3, little-endian, sectors of 512 bytes; one FAT sector (0), the directory in sector 1.
        bytes.replaceSubrange(24..<34, with: [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0])
        bytes[44] = 1
        bytes[48] = 1
        bytes[57] = 0x10
        bytes.replaceSubrange(60..<64, with: [0xFE, 0xFF, 0xFF, 0xFF])
        bytes.replaceSubrange(68..<72, with: [0xFE, 0xFF, 0xFF, 0xFF])
        for index in 80..<512 { bytes[index] = 0xFF }
        for index in 512..<1024 { bytes[index] = 0xFF }
        bytes.replaceSubrange(512..<520, with: [0xFD, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF])
        for (number, name) in ["Root Entry", stream].enumerated() {
            let start = 1024 + number * 128
            let units = Array(name.utf16)
            for (index, unit) in units.enumerated() {
                bytes[start + index * 2] = UInt8(unit & 0xFF)
                bytes[start + index * 2 + 1] = UInt8(unit >> 8)
            }
            bytes[start + 64] = UInt8(units.count * 2 + 2)
            bytes[start + 66] = number == 0 ? 5 : 2
        }
        return Data(bytes)
    }
}
