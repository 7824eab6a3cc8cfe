import Foundation
import HTCDSKit
import Testing

@Suite("A gate's folder is checked against its receipt")
struct GateVerificationTests {
    private let scratch: Scratch
    private let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.path("out")
    }

    /// Writes a folder as a gate does.
    private func write(verdict: Report.Verdict = .pass, key: SigningKey? = nil, to name: String = "out") throws {
        let input = try scratch.file(
            "in.csv", "prs_Gender,cas_Status\n" + String(repeating: "Feminine,Active\n", count: 4))
        var report = try Validation.run(files: [input], options: .test())
        let policy = Receipt.Document(name: "own", sha256: ReceiptTests.hash)
        report.verdict = verdict
        (report.records.accepted, report.records.rejected) = (2, 2)
        report.gate = Report.Gate(
            policy: policy, rows: 2, k: 1, reportingLength: 3, victims: .init(read: 4, passed: 2, withheld: 2),
            attributes: [])
        let receipt = Receipt(
            tool: report.tool, verdict: verdict, because: "because", policy: policy,
            mapping: .init(name: report.judgedBy.mapping.name, sha256: report.judgedBy.mapping.sha256),
            profile: report.judgedBy.profile, codeListsSha256: report.judgedBy.codeListsSha256,
            asOf: report.judgedBy.asOf,
            inputs: report.sources.map { .init(sha256: $0.sha256, bytes: $0.bytes, records: 4) }, outputs: [],
            counts: .init(
                read: 4, accepted: 2, quarantined: 2, byRule: ["consent.missing": 2, "value.not-a-date": 1]))
        let folder = try GateFolder(path: scratch.path(name))
        var files: [(GateFileName, String)] = [
            (.report, String(decoding: try JSONEncoder().encode(report), as: UTF8.self)),
            (
                .quarantine,
                """
                {"record":1,"location":{"source":0,"record":1,"line":2},"rules":["consent.missing"]}
                {"record":3,"location":{"source":0,"record":3,"line":4},"rules":["consent.missing","value.not-a-date"]}

                """
            ),
        ]
        if verdict == .pass { files += [(.synthesis, "a,b\n1,\n,1\n"), (.columns, "{}\n")] }
        for (name, text) in files {
            let file = try folder.file(name)
            try file.write(text)
            try file.commit()
        }
        try ReceiptWriting.write(receipt, to: folder, key: key)
        try folder.commit()
    }

    private func key(_ digits: String = "4f") throws -> SigningKey {
        let path = try scratch.file("key", String(repeating: digits, count: 32))
        return try SigningKey(path: path)
    }

    private func publicKey() throws -> String {
        let data = Data(try scratch.bytes("out/receipt.json"))
        return try JSONDecoder().decode(Receipt.self, from: data).signature?.publicKey ?? ""
    }

    /// Changes the text of a file in the folder.
    private func change(_ name: String, _ old: String, _ new: String) throws {
        let text = try scratch.text("out/\(name)")
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text, "\(name) does not hold \(old)")
        try scratch.file("out/\(name)", changed)
    }

    /// Writes the size and hash of a file that was changed into the receipt, as a forger would.
    private func forge(_ name: String) throws {
        var receipt = try JSONDecoder().decode(Receipt.self, from: Data(try scratch.bytes("out/receipt.json")))
        let output = try #require(receipt.outputs.first { $0.name == name })
        try change("receipt.json", output.sha256, try Shell.sha256(scratch.path("out/\(name)")))
        receipt = try JSONDecoder().decode(Receipt.self, from: Data(try scratch.bytes("out/receipt.json")))
        let bytes = try scratch.bytes("out/\(name)").count
        let old = #""sha256": "\#(try Shell.sha256(scratch.path("out/\(name)")))",\#n      "bytes": \#(output.bytes)"#
        if bytes != output.bytes {
            try change("receipt.json", old, old.replacingOccurrences(of: ": \(output.bytes)", with: ": \(bytes)"))
        }
    }

    private func verify(_ key: String? = nil) throws -> GateVerification.Result {
        let result = try GateVerification.run(directory: path, key: key)
        #expect(result.sentences.allSatisfy { $0.hasSuffix(".") && !$0.contains("S3CRET") }, "\(result.sentences)")
        return result
    }

    @Test("what the gate wrote is whole; only a verdict of pass passes", arguments: [Report.Verdict.pass, .fail])
    func whole(_ verdict: Report.Verdict) throws {
        try write(verdict: verdict)
        let result = try verify()
        #expect(result.isWhole)
        #expect(result.verdict == verdict)
        #expect(result.passes == (verdict == .pass))
        #expect(result.sentences.contains { $0.contains("not signed") })
    }

    @Test("a byte more, less or other in any file is told", arguments: GateFileName.allCases, [0, 1, 2])
    func changed(_ name: GateFileName, _ way: Int) throws {
        try write(key: try key())
        var bytes = try scratch.bytes("out/\(name.rawValue)")
        switch way {
        case 0: bytes.append(0x20)
        case 1: bytes.removeLast()
        default: bytes[bytes.count / 2] ^= 1
        }
        try scratch.file("out/\(name.rawValue)", bytes)
        var isWhole = false
        let error = toolError { isWhole = try verify().isWhole }
        #expect(!isWhole)
        #expect(error == nil || (name == .receipt && error?.code == .unreadableInput))
    }

    @Test("a file too few or too many is told", arguments: GateFileName.allCases.filter { $0 != .receipt })
    func missing(_ name: GateFileName) throws {
        try write()
        try FileManager.default.removeItem(atPath: scratch.path("out/\(name.rawValue)"))
        #expect(try !verify().isWhole)
        try FileManager.default.removeItem(atPath: path)
        try write()
        try scratch.file("out/.S3CRET\u{1B}", "")
        #expect(try !verify().isWhole)
    }

    @Test("what is no ordinary file is neither followed nor waited for")
    func notOrdinary() throws {
        for way in ["link", "fifo", "folder"] {
            try write()
            let file = scratch.path("out/synthesis.csv")
            try FileManager.default.removeItem(atPath: file)
            switch way {
            case "link":
                let twin = try scratch.file("twin", "a,b\n1,\n,1\n")
                try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: twin)
            case "fifo": #expect(mkfifo(file, 0o600) == 0)
            default: try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            }
            #expect(try verify().sentences.first == "synthesis.csv is no ordinary file that can be read.")
            let receipt = scratch.path("out/receipt.json")
            try FileManager.default.moveItem(atPath: receipt, toPath: scratch.path("moved"))
            try FileManager.default.createSymbolicLink(atPath: receipt, withDestinationPath: scratch.path("moved"))
            #expect(toolError { _ = try verify() }?.code == .missingInput)
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.removeItem(atPath: scratch.path("moved"))
        }
    }

    @Test("without folder or receipt there is nothing to check")
    func nothing() throws {
        #expect(toolError { _ = try verify() }?.code == .missingInput)
        try scratch.file("out", "a file")
        #expect(toolError { _ = try verify() }?.code == .missingInput)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(toolError { _ = try verify() }?.code == .missingInput)
    }

    @Test(
        "what is no receipt is refused",
        arguments: [
            ("\"receipt\": 1", "\"receipt\": 2"), ("\"read\": 4", "\"read\": -4"),
            ("\"read\": 4", "\"read\": 1e400"), ("\"read\": 4", "\"read\": 9223372036854775807"),
            ("\"read\": 4", "\"read\": 4.5"), ("\"name\": \"synthesis.csv\"", "\"name\": \"../in.csv\""),
            ("\"name\": \"synthesis.csv\"", "\"name\": \"/etc/passwd\""),
            ("\"name\": \"synthesis.csv\"", "\"name\": \"receipt.json\""),
            ("\"name\": \"synthesis.csv\"", "\"name\": \"report.json\""),
            ("\"name\": \"synthesis.csv\"", "\"name\": \"synthesis.csv\\u0000\""),
            ("\"name\": \"htcds\"", "\"name\": \"other\""), ("\"verdict\": \"pass\"", "\"verdict\": \"yes\""),
            ("\"sha256\": \"0f0f", "\"sha256\": \"0F0f"), ("{", ""), ("\"counts\"", "\"count\""),
            ("\"inputs\": [", "\"inputs\": " + String(repeating: "[", count: 100_000)),
            ("\"because\": \"because\"", "\"because\": \"\u{0}\""),
        ])
    func noReceipt(_ old: String, _ new: String) throws {
        try write()
        try change("receipt.json", old, new)
        #expect(toolError { _ = try verify() }?.code == .unreadableInput)
    }

    @Test(
        "a receipt that says something twice, or more, is told",
        arguments: ["\"verdict\": \"fail\",\n  ", "\"x\": 1, ", " "])
    func twice(_ more: String) throws {
        try write()
        try change("receipt.json", "\"verdict\": \"pass\"", more + "\"verdict\": \"pass\"")
        #expect(try !verify().isWhole)
    }

    @Test(
        "counts and verdict that do not fit each other are told, also where no hash tells them",
        arguments: [
            ("\"read\": 4", "\"read\": 5"), ("\"quarantined\": 2", "\"quarantined\": 1"),
            ("\"accepted\": 2", "\"accepted\": 4"), ("\"rows\": 2", "\"rows\": 3"),
            ("\"consent.missing\": 2", "\"consent.missing\": 1"), ("\"verdict\": \"pass\"", "\"verdict\": \"fail\""),
            ("\"asOf\": \"2026-01-31\"", "\"asOf\": \"2026-02-01\""),
            ("\"profile\": \"core\"", "\"profile\": \"full\""),
            ("\"name\": \"own\"", "\"name\": \"other\""), ("\"consent.missing\": 2", "\"consent.missing\": 400"),
        ])
    func disagreement(_ old: String, _ new: String) throws {
        try write()
        try change("receipt.json", old, new)
        let result = try verify()
        #expect(!result.isWhole && !result.passes)
    }

    @Test("a forged report, table or list is told by what it holds")
    func forged() throws {
        for (name, old, new) in [
            ("report.json", "\"verdict\":\"pass\"", "\"verdict\":\"fail\""), ("report.json", "\"gate\"", "\"gaze\""),
            ("report.json", "{", "["), ("quarantine.ndjson", "\"record\":3,\"l", "\"record\":1,\"l"),
            ("quarantine.ndjson", "{\"record\":1", "[\"record\":1"),
            ("quarantine.ndjson", "[\"consent.missing\"]", "[]"),
            ("synthesis.csv", "1,\n,1\n", "1,\n,1"),
        ] {
            try write()
            try change(name, old, new)
            try forge(name)
            let result = try verify()
            #expect(!result.isWhole, "\(name) \(old)")
            #expect(!result.sentences.contains { $0.contains("changed since") || $0.contains("another size") })
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("a file that is larger than said is not read")
    func giant() throws {
        try write()
        #expect(truncate(scratch.path("out/quarantine.ndjson"), 1 << 40) == 0)
        #expect(truncate(scratch.path("out/report.json"), 1 << 40) == 0)
        #expect(try !verify().isWhole)
        #expect(truncate(scratch.path("out/receipt.json"), 1 << 40) == 0)
        #expect(toolError { _ = try verify() }?.code == .unreadableInput)
    }

    @Test("a signature holds for its key alone, and for every byte")
    func signature() throws {
        try write(key: try key())
        let named = try publicKey()
        #expect(try verify().isWhole)
        #expect(try verify().sentences.contains { $0.contains("does not say who") })
        #expect(try verify(named).passes)
        #expect(try verify(try scratch.file("raw", named + "\n")).passes)
        let der = Data(
            [0x30, 0x2A, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 3, 0x21, 0] + (Data(base64Encoded: named) ?? Data()))
        let pem = "-----BEGIN PUBLIC KEY-----\n\(der.base64EncodedString())\n-----END PUBLIC KEY-----\n"
        #expect(try verify(try scratch.file("pem", pem)).passes)
        let other = Data(repeating: 7, count: 32).base64EncodedString()
        #expect(
            try verify(other).sentences.first == "The receipt was signed by another key than the one that was given.")
        #expect(toolError { _ = try verify("S3CRET") }?.code == .missingInput)
        #expect(toolError { _ = try verify(try scratch.file("no", "S3CRET")) }?.code == .wrongDocument)
        let secret = try scratch.file("secret", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n")
        #expect(toolError { _ = try verify(secret) }?.message.contains("secret key") == true)
        try change("receipt.json", "\"because\": \"because\"", "\"because\": \"for another reason\"")
        #expect(try verify(named).sentences.first?.contains("does not hold") == true)
        #expect(try !verify().isWhole)
    }

    @Test("somebody else's signature in its place is told by the signer's key")
    func replaced() throws {
        try write(key: try key())
        let named = try publicKey()
        try FileManager.default.removeItem(atPath: path)
        try write(key: try key("5e"))
        #expect(try verify().passes)
        #expect(try !verify(named).isWhole)
        try FileManager.default.removeItem(atPath: path)
        try write()
        #expect(try !verify(named).isWhole)
        #expect(try verify().passes)
    }

    @Test(
        "a signature that is none is told",
        arguments: [
            ("Ed25519", "RS256"), ("\"publicKey\": \"", "\"publicKey\": \"A"), ("\"value\": \"", "\"value\": \"="),
        ])
    func noSignature(_ old: String, _ new: String) throws {
        try write(key: try key())
        try change("receipt.json", old, new)
        #expect(try !verify().isWhole)
    }
}
