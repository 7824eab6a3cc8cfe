import Foundation
import HTCDSKit
import Testing

@Suite("The receipt of a gate")
struct ReceiptTests {
    /// A folder with a receipt.
    @discardableResult
    static func write(_ path: String, key: SigningKey? = nil) throws -> Receipt {
        let folder = try GateFolder(path: path)
        for (name, text) in [(GateFileName.quarantine, ""), (.columns, "{}"), (.synthesis, "a,b\n1,\n,1\n")] {
            let file = try folder.file(name)
            try file.write(text)
            try file.commit()
        }
        let receipt = try ReceiptWriting.write(Self.receipt, to: folder, key: key)
        try folder.commit()
        return receipt
    }

    static var receipt: Receipt {
        Receipt(
            tool: .init(name: "htcds", version: "0.1.0"), verdict: .pass,
            because: "0 errors of 0 allowed; 2 of 4 records quarantined, 50 % allowed",
            policy: .init(name: "my \"own\" policy", sha256: Self.hash),
            mapping: .init(name: "cases", sha256: Self.hash),
            profile: "synthesis", codeListsSha256: Self.hash, asOf: "2026-01-31",
            inputs: [.init(sha256: Self.hash, bytes: 7, records: 4)], outputs: [],
            counts: .init(
                read: 4, accepted: 2, quarantined: 2, byRule: ["value.not-a-date": 1, "consent.missing": 2]))
    }
    static let hash = String(repeating: "0f", count: 32)

    @Test("keys stand in the order of the contract, the signature last, and twice the same bytes")
    func order() throws {
        let scratch = try Scratch()
        try Self.write(scratch.path("a"))
        try Self.write(scratch.path("b"))
        let text = try scratch.text("a/receipt.json")
        #expect(try scratch.text("b/receipt.json") == text)
        let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
            .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
        #expect(
            keys == [
                "receipt", "tool", "verdict", "because", "policy", "mapping", "profile", "codeListsSha256", "asOf",
                "inputs", "outputs", "counts", "signature",
            ])
        #expect(text.hasSuffix("\n  \"signature\": null\n}\n"))
        let read = try JSONDecoder().decode(Receipt.self, from: Data(text.utf8))
        #expect(read.outputs.map(\.name) == ["synthesis.csv", "synthesis.json", "quarantine.ndjson"])
        #expect(read.outputs.map(\.rows) == [2, nil, 0])
        #expect(read.counts == Self.receipt.counts)
        #expect(read.policy == Self.receipt.policy)
    }

    /// The way that Documentation/gate.md shows.
    static let unsignedBySed = "s/^  \"signature\": {.*}$/  \"signature\": null/"

    @Test(
        "openssl confirms the signature, and refuses it when a byte is another",
        .enabled(if: Shell.isThere("openssl"), "openssl is not installed"))
    func openssl() throws {
        let scratch = try Scratch()
        let (secret, open) = (scratch.path("key.pem"), scratch.path("open.pem"))
        #expect(try Shell.run("openssl", "genpkey", "-algorithm", "ed25519", "-out", secret).status == 0)
        #expect(try Shell.run("openssl", "pkey", "-in", secret, "-pubout", "-out", open).status == 0)
        let key = try SigningKey(path: secret)
        #expect(key.warning == nil)
        let receipt = try Self.write(scratch.path("out"), key: key)
        let signature = try #require(receipt.signature)
        #expect(signature.algorithm == "Ed25519")
        let der = try Shell.run("sh", "-c", "openssl pkey -in '\(secret)' -pubout -outform DER | tail -c 32 | base64")
        #expect(der.output.trimmingCharacters(in: .whitespacesAndNewlines) == signature.publicKey)
        let unsigned = try Shell.run("sed", Self.unsignedBySed, scratch.path("out/receipt.json")).output
        try scratch.file("signed.bytes", unsigned)
        try scratch.file("value", Array(try #require(Data(base64Encoded: signature.value))))
        func verify(_ file: String) throws -> Int32 {
            try Shell.run(
                "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", open, "-rawin", "-in", scratch.path(file),
                "-sigfile", scratch.path("value")
            ).status
        }
        #expect(try verify("signed.bytes") == 0)
        try scratch.file("changed", unsigned.replacingOccurrences(of: "\"pass\"", with: "\"fail\""))
        #expect(try verify("changed") != 0)
    }

    @Test("a key in hexadecimal or base64 signs as the same key in PEM does")
    func rawKeys() throws {
        let scratch = try Scratch()
        // RFC 8032, section 7.1, test 1.
        let hex = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
        let open = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            bytes.append(try #require(UInt8(String(Array(hex)[index...index + 1]), radix: 16)))
        }
        let head: [UInt8] = [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
        let pem =
            "-----BEGIN PRIVATE KEY-----\n\(Data(head + bytes).base64EncodedString())\n-----END PRIVATE KEY-----\n"
        var receipts: [Receipt] = []
        for (number, text) in [hex, hex.uppercased() + "\r\n", Data(bytes).base64EncodedString() + "\n", pem]
            .enumerated()
        {
            let path = try scratch.file("key\(number)", text)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            receipts.append(try SigningKey(path: path).sign(Self.receipt))
        }
        #expect(Set(receipts).count == 1)
        let named = try #require(Data(base64Encoded: receipts[0].signature?.publicKey ?? ""))
        #expect(named.map { String(format: "%02x", $0) }.joined() == open)
    }

    @Test("a key that others can read is warned of")
    func sharedKey() throws {
        let scratch = try Scratch()
        let path = try scratch.file("key", String(repeating: "ab", count: 32))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(try SigningKey(path: path).warning?.contains("chmod 600") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        #expect(try SigningKey(path: path).warning == nil)
    }

    @Test(
        "what is no key is told with what to do, and never quoted",
        arguments: [
            "", "S3CRET", String(repeating: "S3", count: 33), "-----BEGIN PRIVATE KEY-----\nS3CRET",
            "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\n\u{0}\n-----END PRIVATE KEY-----",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nS3CRET\n-----END ENCRYPTED PRIVATE KEY-----",
            "-----BEGIN OPENSSH PRIVATE KEY-----\nS3CRET\n-----END OPENSSH PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----\nS3CRET\n-----END PUBLIC KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\nS3CRET\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----", "-----BEGIN ",
            String(repeating: "S3CRET", count: 100_000),
        ])
    func noKey(_ text: String) throws {
        let scratch = try Scratch()
        let path = try scratch.file("key", text)
        let error = toolError { _ = try SigningKey(path: path) }
        #expect(error?.code == .wrongDocument)
        #expect(error?.message.contains("S3") == false)
        #expect(error?.message.hasSuffix(".") == true)
        #expect(toolError { _ = try SigningKey(path: scratch.path("none")) }?.code == .missingInput)
        #expect(toolError { _ = try SigningKey(path: scratch.folder.path) }?.code == .missingInput)
    }

    @Test(
        "a key of another algorithm is told to be one",
        .enabled(if: Shell.isThere("openssl"), "openssl is not installed"),
        arguments: ["rsa", "x25519", "ed448"])
    func otherAlgorithm(_ name: String) throws {
        let scratch = try Scratch()
        let path = scratch.path("key")
        #expect(try Shell.run("openssl", "genpkey", "-algorithm", name, "-out", path).status == 0)
        let error = toolError { _ = try SigningKey(path: path) }
        #expect(error?.code == .wrongDocument)
        #expect(error?.message.contains("none of Ed25519") == true)
    }
}
