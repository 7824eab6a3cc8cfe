import Crypto
import Foundation
import HTCDSFindings
import HTCDSReports

/// Checks the signature of a receipt.
enum ReceiptSignature {
    static let algorithm = "Ed25519"

    enum Verdict: Equatable {
        case holds
        /// It is no signature of this form.
        case isNone
        /// Another text was signed, or by another key.
        case doesNotHold
        /// It names another key than the one given.
        case otherKey
    }

    /// - Parameters:
    ///   - unsigned: the receipt's text without its signature.
    ///   - key: 32 bytes; nil: the key that the signature names.
    static func verify(_ signature: Receipt.Signature, of unsigned: [UInt8], key: [UInt8]?) -> Verdict {
        guard signature.algorithm == algorithm,
            let named = Data(base64Encoded: signature.publicKey), named.count == 32,
            named.base64EncodedString() == signature.publicKey,
            let value = Data(base64Encoded: signature.value), value.count == 64,
            value.base64EncodedString() == signature.value
        else { return .isNone }
        if let key, key != [UInt8](named) { return .otherKey }
        guard let open = try? Curve25519.Signing.PublicKey(rawRepresentation: named) else { return .isNone }
        return open.isValidSignature(value, for: unsigned) ? .holds : .doesNotHold
    }

    /// A public key: a file (PEM of SubjectPublicKeyInfo, or 32 bytes in base64 or hexadecimal), or those 32 bytes
    /// themselves, which are no secret.
    /// - Throws: `ToolError`: 66 where there is no such file, 78 where it holds no such key.
    static func publicKey(_ given: String) throws -> [UInt8] {
        if let raw = Ed25519KeyText.raw(given), !FileManager.default.fileExists(atPath: given) { return raw }
        let text = try KeyFile.text(given)
        do { return try Ed25519KeyText.bytes(text, .open) } catch {
            let words =
                switch error {
                case .otherBlock("PRIVATE KEY"), .encrypted:
                    "This is a secret key, which should not leave its owner. Give the public one: "
                        + "openssl pkey -in FILE -pubout."
                case .otherBlock, .otherAlgorithm, .openSSH:
                    "This key is none of Ed25519. Give the signer's public key."
                case .noKey:
                    "This is no public key: neither PEM nor 32 bytes in base64 or hexadecimal. Give the signer's public key."
                }
            throw ToolError(.wrongDocument, "\(InputFile.name(given)): \(words)")
        }
    }
}
