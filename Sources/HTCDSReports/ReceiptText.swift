internal import HTCDSCells
public import HTCDSFindings

/// The JSON form of a receipt, byte by byte: the keys and their order are a promise, written down in
/// `Schemas/receipt.schema.json`.
///
/// Indented by two blanks. `signature` comes last and stands on one line of its own, so that the signed bytes are found by
/// any tool: the same text with `null` in its place.
public enum ReceiptText {
    /// What is signed: the receipt's text without its signature.
    public static func unsigned(_ receipt: Receipt) -> [UInt8] { head(receipt) + Array(noSignature.utf8) }

    /// The receipt's text.
    public static func bytes(_ receipt: Receipt) -> [UInt8] {
        guard let signature = receipt.signature else { return unsigned(receipt) }
        let members = [
            ("algorithm", signature.algorithm), ("publicKey", signature.publicKey), ("value", signature.value),
        ].map { Array("\"\($0)\": ".utf8) + JSONText.quoted($1) }
        let line = [UInt8(0x7B)] + members.joined(separator: Array(", ".utf8)) + [0x7D]
        return head(receipt) + Array(start.utf8) + line + Array(end.utf8)
    }

    private static let start = ",\n  \"signature\": "
    private static let end = "\n}\n"
    private static let noSignature = start + "null" + end

    /// Everything before the signature.
    private static func head(_ receipt: Receipt) -> [UInt8] {
        let compact = ByteArena(capacity: 4_096)
        var json = JSONWriter(compact)
        json.beginObject()
        json.key("receipt")
        json.integer(receipt.receipt)
        json.key("tool")
        json.beginObject()
        json.member("name", receipt.tool.name)
        json.member("version", receipt.tool.version)
        json.endObject()
        json.member("verdict", receipt.verdict.rawValue)
        json.member("because", receipt.because)
        json.document("policy", receipt.policy)
        json.document("mapping", receipt.mapping)
        json.member("profile", receipt.profile)
        json.member("codeListsSha256", receipt.codeListsSha256)
        json.member("asOf", receipt.asOf)
        json.array("inputs", receipt.inputs) { json, input in
            json.beginObject()
            json.member("sha256", input.sha256)
            json.member("bytes", input.bytes)
            json.member("records", input.records)
            json.endObject()
        }
        json.array("outputs", receipt.outputs) { json, output in
            json.beginObject()
            json.member("name", output.name)
            json.member("sha256", output.sha256)
            json.member("bytes", output.bytes)
            json.member("rows", output.rows)
            json.endObject()
        }
        json.key("counts")
        json.beginObject()
        json.member("read", receipt.counts.read)
        json.member("accepted", receipt.counts.accepted)
        json.member("quarantined", receipt.counts.quarantined)
        json.key("byRule")
        json.beginObject()
        for (rule, count) in receipt.counts.byRule.sorted(by: { $0.key < $1.key }) {
            json.key(rule)
            json.integer(count)
        }
        json.endObject()
        json.endObject()
        var indentation = JSONIndentation()
        let indented = ByteArena(capacity: compact.count * 2)
        indentation.append(compact.contents, to: indented)
        return Array(indented.contents)
    }
}

extension JSONWriter {
    fileprivate mutating func document(_ name: StaticString, _ document: Receipt.Document) {
        key(name)
        beginObject()
        member("name", document.name)
        member("sha256", document.sha256)
        endObject()
    }
}
