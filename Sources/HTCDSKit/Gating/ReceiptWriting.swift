public import HTCDSFindings
import HTCDSReports

/// Writes the receipt of a folder, as its last file.
public enum ReceiptWriting {
    /// - Parameters:
    ///   - receipt: its outputs are those of the folder, committed.
    ///   - key: signs it.
    /// - Throws: `ToolError`.
    /// - Returns: the receipt as it was written.
    @discardableResult
    public static func write(_ receipt: Receipt, to folder: GateFolder, key: SigningKey? = nil) throws -> Receipt {
        var receipt = receipt
        receipt.outputs = folder.outputs
        receipt.signature = nil
        if let key { receipt = try key.sign(receipt) }
        let file = try folder.file(.receipt)
        try ReceiptText.bytes(receipt).withUnsafeBufferPointer { try file.write($0) }
        try file.commit()
        return receipt
    }
}
