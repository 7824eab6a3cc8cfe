import Foundation
import HTCDSFindings

/// Reads a receipt that anybody may have written.
enum ReceiptReading {
    /// A receipt names its inputs, a hundred bytes each.
    static let mostBytes = 64 << 20
    private static let mostCount = 1 << 50

    /// - Throws: `ToolError` with `.unreadableInput` where it is none.
    static func receipt(_ bytes: [UInt8]) throws -> Receipt {
        guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(bytes)), receipt.receipt == 1,
            isWellFormed(receipt)
        else {
            throw ToolError(
                .unreadableInput,
                "receipt.json is no receipt of this tool. Ask whoever sent the folder for the one that the gate wrote.")
        }
        return receipt
    }

    /// What the form promises, so that sums stay in range and names are names of files that a gate writes.
    private static func isWellFormed(_ receipt: Receipt) -> Bool {
        let names = receipt.outputs.map(\.name)
        let hashes =
            [receipt.policy.sha256, receipt.mapping.sha256, receipt.codeListsSha256] + receipt.inputs.map(\.sha256)
            + receipt.outputs.map(\.sha256)
        let counts = receipt.counts
        let numbers =
            [counts.read, counts.accepted, counts.quarantined] + counts.byRule.values
            + receipt.inputs.flatMap { [$0.bytes, $0.records] }
            + receipt.outputs.flatMap { [$0.bytes, $0.rows ?? 0] }
        return receipt.tool.name == "htcds"
            && hashes.allSatisfy(isHash) && numbers.allSatisfy((0...mostCount).contains)
            && Set(names).count == names.count
            && receipt.outputs.allSatisfy { output in
                guard let name = GateFileName(rawValue: output.name), name != .receipt else { return false }
                return (name.rows == nil) == (output.rows == nil)
            }
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
