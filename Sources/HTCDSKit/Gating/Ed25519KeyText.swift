import Foundation

/// A key of Ed25519 (RFC 8032) as text: PEM as `openssl genpkey -algorithm ed25519` writes it, or its 32 bytes in base64 or
/// hexadecimal.
enum Ed25519KeyText {
    enum Kind { case secret, open }
    enum Fault: Error {
        /// Another PEM block; what it says it is.
        case otherBlock(String)
        case encrypted
        case openSSH
        /// A key of another algorithm.
        case otherAlgorithm
        case noKey
    }

    /// A PEM file of a key is below 200 bytes.
    static let mostBytes = 16 << 10

    /// RFC 8410, section 7: PrivateKeyInfo of version 1 or 2, without attributes, up to the key.
    private static let secretHeads: [[UInt8]] = [
        [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
        [0x30, 0x51, 0x02, 0x01, 0x01, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
    ]
    /// RFC 8410, section 4: SubjectPublicKeyInfo up to the key.
    private static let openHead: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// - Returns: the key's 32 bytes.
    /// - Throws: `Fault`.
    static func bytes(_ text: String, _ kind: Kind) throws(Fault) -> [UInt8] {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("-----BEGIN ") else {
            guard let raw = raw(text) else { throw .noKey }
            return raw
        }
        let label = kind == .secret ? "PRIVATE KEY" : "PUBLIC KEY"
        let named = String(text.dropFirst(11).prefix { $0 != "-" && !$0.isNewline })
        if named == "ENCRYPTED PRIVATE KEY" { throw .encrypted }
        if named.hasPrefix("OPENSSH ") { throw .openSSH }
        guard named == label else { throw .otherBlock(named) }
        guard text.hasSuffix("-----END \(label)-----") else { throw .noKey }
        let body = text.dropFirst("-----BEGIN \(label)-----".count).dropLast("-----END \(label)-----".count)
        guard let data = Data(base64Encoded: String(body.filter { !$0.isWhitespace })) else { throw .noKey }
        let der = [UInt8](data)
        switch kind {
        case .secret:
            if der.count == 48, der.starts(with: secretHeads[0]) { return Array(der[16..<48]) }
            if der.count == 83, der.starts(with: secretHeads[1]) { return Array(der[16..<48]) }
        case .open:
            if der.count == 44, der.starts(with: openHead) { return Array(der[12..<44]) }
        }
        throw der.first == 0x30 ? .otherAlgorithm : .noKey
    }

    /// 32 bytes in hexadecimal or base64, nil for anything else.
    static func raw(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        if digits.count == 64 {
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: 64, by: 2) {
                guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
                bytes.append(high << 4 | low)
            }
            return bytes
        }
        guard digits.count == 44 || digits.count == 43 else { return nil }
        guard let data = Data(base64Encoded: digits.count == 43 ? text + "=" : text), data.count == 32 else {
            return nil
        }
        return [UInt8](data)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
