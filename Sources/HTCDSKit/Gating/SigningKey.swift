import Crypto
import Foundation
public import HTCDSFindings
import HTCDSFormats
import HTCDSReports

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The secret half of an Ed25519 key (RFC 8032), by which receipts are signed.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// For standard error: that others can read the file; nil where all is well.
    public let warning: String?

    /// Reads a key file: PEM (PKCS#8, not encrypted), or 32 bytes in base64 or hexadecimal.
    /// - Throws: `ToolError`: 66 where there is no such file, 78 where it holds no such key.
    public init(path: String) throws {
        let text = try KeyFile.text(path)
        let shown = InputFile.name(path)
        let bytes: [UInt8]
        do { bytes = try Ed25519KeyText.bytes(text, .secret) } catch {
            throw ToolError(.wrongDocument, "\(shown): \(Self.words(error))")
        }
        do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes) } catch {
            throw ToolError(.wrongDocument, "\(shown): \(Self.words(.noKey))")
        }
        var info = stat()
        let isShared = stat(path, &info) == 0 && info.st_mode & 0o077 != 0
        warning =
            isShared
            ? "Others than its owner can read the key \(path), and sign with it. Take their permission away: "
                + "chmod 600 \(path)."
            : nil
    }

    private static let howTo = "Make one with: openssl genpkey -algorithm ed25519 -out FILE."

    private static func words(_ fault: Ed25519KeyText.Fault) -> String {
        switch fault {
        case .encrypted:
            "This key is encrypted with a password. Decrypt it first: openssl pkey -in FILE -out FILE2."
        case .openSSH: "This is a key of OpenSSH, which has a form of its own. \(howTo)"
        case .otherBlock("PUBLIC KEY"): "This is a public key, which signs nothing. Give the secret key."
        case .otherBlock, .otherAlgorithm: "This key is none of Ed25519. \(howTo)"
        case .noKey: "This is no key: neither PEM nor 32 bytes in base64 or hexadecimal. \(howTo)"
        }
    }

    /// The receipt with a signature over its text without one.
    /// - Throws: `ToolError` with `.ourFault`.
    public func sign(_ receipt: Receipt) throws -> Receipt {
        var signed = receipt
        let signature: Data
        do { signature = try key.signature(for: ReceiptText.unsigned(receipt)) } catch {
            throw ToolError.wrapping(error)
        }
        signed.signature = .init(
            algorithm: ReceiptSignature.algorithm, publicKey: key.publicKey.rawRepresentation.base64EncodedString(),
            value: signature.base64EncodedString())
        return signed
    }
}

/// Files of keys: small and ordinary.
enum KeyFile {
    static func text(_ path: String) throws -> String {
        let bytes: [UInt8]
        do { bytes = try FileByteSource(path: path).readAll(limit: Ed25519KeyText.mostBytes + 1) } catch {
            throw ToolError.wrapping(error, file: InputFile.name(path))
        }
        guard bytes.count <= Ed25519KeyText.mostBytes else {
            throw ToolError(.wrongDocument, "\(InputFile.name(path)): The file is too large for a key.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
