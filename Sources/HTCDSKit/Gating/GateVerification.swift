import Crypto
import Foundation
public import HTCDSFindings
import HTCDSReports

/// Checks a folder of a gate against its receipt: whether it is what the gate wrote, and who signed it.
///
/// Nothing in the folder is trusted: no link is followed, no file is read that is larger than the receipt says.
public enum GateVerification {
    public struct Result: Sendable, Hashable {
        /// What was found, for a person. Holds nothing that stands in the folder.
        public let sentences: [String]
        /// Whether the folder is as the receipt says.
        public let isWhole: Bool
        /// What the gate decided, as the receipt says.
        public let verdict: Report.Verdict
        /// Whether the data may be used: the folder is whole and the gate let it pass.
        public var passes: Bool { isWhole && verdict == .pass }
    }

    /// - Parameters:
    ///   - directory: a folder that `htcds gate` wrote.
    ///   - key: the signer's public key: a file, or its 32 bytes in base64 or hexadecimal; nil: the key that the receipt
    ///     names.
    /// - Throws: `ToolError`: 66 where there is no folder or no receipt in it, 65 where that is no receipt, 78 where the key
    ///   is none.
    public static func run(directory: String, key: String? = nil) throws -> Result {
        let key = try key.map(ReceiptSignature.publicKey)
        let folder = try SentFolder(directory)
        guard let file = folder.file(GateFileName.receipt.rawValue) else {
            throw ToolError(
                .missingInput, "The folder \(directory) holds no receipt.json. Name the folder that the gate wrote.")
        }
        var bytes: [UInt8] = []
        if file.size <= ReceiptReading.mostBytes { try file.read { bytes += $0 } }
        let receipt = try ReceiptReading.receipt(bytes)
        var problems: [String] = []
        if ReceiptText.bytes(receipt) != bytes {
            problems.append(
                "receipt.json is not written as this version of htcds writes it: it was changed, or is of another version."
            )
        }
        problems += strangers(folder, receipt)
        problems += verdictProblems(receipt)
        problems += try files(folder, receipt)
        let signature = signature(receipt, key: key)
        if !signature.holds { problems.append(signature.sentence) }
        var sentences = problems
        if problems.isEmpty {
            let rows = receipt.outputs.first { $0.name == GateFileName.synthesis.rawValue }?.rows
            let counts = receipt.counts
            sentences.append(
                "The folder is as the receipt says: \(receipt.outputs.count) files"
                    + (rows.map { ", \($0) rows" } ?? "")
                    + ", \(counts.quarantined) of \(counts.read) records quarantined.")
        } else {
            sentences.append("The folder is not what the receipt says. Do not use it.")
        }
        if signature.holds { sentences.append(signature.sentence) }
        sentences.append(
            receipt.verdict == .pass ? "The gate let the data pass." : "The gate did not let the data pass.")
        return Result(sentences: sentences, isWhole: problems.isEmpty, verdict: receipt.verdict)
    }

    /// What is in the folder and not in the receipt.
    private static func strangers(_ folder: SentFolder, _ receipt: Receipt) -> [String] {
        let known = Set(receipt.outputs.map(\.name) + [GateFileName.receipt.rawValue])
        let count = folder.names.count { !known.contains($0) }
        switch count {
        case 0: return []
        case 1: return ["The folder holds something that the receipt does not name."]
        default: return ["The folder holds \(count) things that the receipt does not name."]
        }
    }

    /// What the verdict and the files demand of each other.
    private static func verdictProblems(_ receipt: Receipt) -> [String] {
        var problems: [String] = []
        let names = Set(receipt.outputs.map(\.name))
        let needed: [GateFileName] =
            receipt.verdict == .pass ? [.synthesis, .columns, .report, .quarantine] : [.report, .quarantine]
        for name in needed where !names.contains(name.rawValue) {
            problems.append("The receipt does not name \(name.rawValue), which every such folder has.")
        }
        if receipt.verdict == .fail, names.contains(GateFileName.synthesis.rawValue) {
            problems.append("The receipt names synthesis.csv although the gate did not let the data pass.")
        }
        let counts = receipt.counts
        if counts.read != counts.accepted + counts.quarantined
            || counts.byRule.values.contains(where: { $0 > counts.read })
        {
            problems.append("The counts of the receipt do not add up.")
        }
        return problems
    }

    private static func files(_ folder: SentFolder, _ receipt: Receipt) throws -> [String] {
        var problems: [String] = []
        for output in receipt.outputs {
            guard let name = GateFileName(rawValue: output.name), folder.names.contains(output.name) else {
                problems.append("\(output.name) is missing.")
                continue
            }
            guard let file = folder.file(output.name) else {
                problems.append("\(output.name) is no ordinary file that can be read.")
                continue
            }
            guard file.size == output.bytes else {
                problems.append("\(output.name) has another size than the receipt says.")
                continue
            }
            if name == .report, file.size > Reports.maximumSize {
                problems.append("\(output.name) is too large for a report.")
                continue
            }
            var hash = SHA256()
            var lines = 0
            var kept: [UInt8] = []
            var quarantine = QuarantineCheck()
            try file.read { block in
                hash.update(bufferPointer: block)
                if name.rows != nil { lines += LineCount.of(block) }
                if name == .report { kept += block }
                if name == .quarantine { quarantine.take(block) }
            }
            guard Hexadecimal.text(hash.finalize()) == output.sha256 else {
                problems.append("\(output.name) was changed since the receipt was written.")
                continue
            }
            if name.rows?.count(lines: lines) != output.rows {
                problems.append("\(output.name) has another number of rows than the receipt says.")
            }
            if name == .quarantine, !quarantine.agrees(with: receipt.counts) {
                problems.append("\(output.name) and the receipt do not count alike.")
            }
            if name == .report { problems += ReportAgreement.problems(kept, receipt) }
        }
        return problems
    }

    private static func signature(_ receipt: Receipt, key: [UInt8]?) -> (holds: Bool, sentence: String) {
        guard let signature = receipt.signature else {
            return key == nil
                ? (true, "The receipt is not signed: whoever can change the folder can change the receipt too.")
                : (false, "The receipt is not signed, so the key says nothing about it.")
        }
        switch ReceiptSignature.verify(signature, of: ReceiptText.unsigned(receipt), key: key) {
        case .holds:
            return key != nil
                ? (true, "The receipt was signed by the key that was given.")
                : (
                    true,
                    "The receipt is signed by the key that it names: nothing was changed since, but that does not say who "
                        + "signed. Give the signer's public key with --key."
                )
        case .otherKey: return (false, "The receipt was signed by another key than the one that was given.")
        case .doesNotHold: return (false, "The signature does not hold: the receipt was changed after it was signed.")
        case .isNone: return (false, "What stands in place of the signature is none of Ed25519.")
        }
    }
}
