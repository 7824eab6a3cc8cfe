import Crypto
import Foundation
import HTCDSCells
public import HTCDSGate

/// Makes ids into pseudonyms with a secret: the same id is always the same pseudonym, and nobody without the secret can
/// tell the id from it, nor try ids out (HMAC-SHA-256, RFC 2104; the first 128 bits).
public struct Pseudonyms: Sendable {
    /// 16 bytes.
    public struct Value: Sendable, Hashable {
        public let high: UInt64
        public let low: UInt64

        /// 32 hexadecimal digits.
        public var text: String { Self.digits(high) + Self.digits(low) }

        private static func digits(_ word: UInt64) -> String {
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }

        init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }

        /// - Parameter text: 32 hexadecimal digits, or the 64 of a whole HMAC-SHA-256; nil for anything else.
        init?(_ text: Substring) {
            guard text.utf8.count == 32 || text.utf8.count == 64, text.allSatisfy(\.isHexDigit),
                let high = UInt64(text.prefix(16), radix: 16),
                let low = UInt64(text.dropFirst(16).prefix(16), radix: 16)
            else { return nil }
            self.init(high: high, low: low)
        }
    }

    /// Shorter secrets can be guessed.
    static let shortestKey = 16
    private let key: SymmetricKey

    /// Takes the secret from where the policy says.
    /// - Throws: `ToolError`: 66 for a missing file, 64 where nothing or too little is there.
    public init(_ source: Policy.KeySource) throws {
        let text: String
        switch source {
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
                throw ToolError(
                    .usage,
                    "Ids are made pseudonyms with a secret, and the environment variable \(name) holds none. Set it, or "
                        + "name a file in the policy (key: {file: PATH}).")
            }
            text = value
        case .file(let path): text = try DocumentText.read(path)
        }
        let secret = Data(text.utf8).trimmingLineEnds()
        guard secret.count >= Self.shortestKey else {
            throw ToolError(
                .usage,
                "The secret for pseudonyms is too short: it needs \(Self.shortestKey) bytes or more. Make one with: "
                    + "openssl rand -hex 32")
        }
        key = SymmetricKey(data: secret)
    }

    func pseudonym(of id: CellBytes) -> Value { pseudonym { $0.update(data: UnsafeRawBufferPointer(id.buffer)) } }

    /// The pseudonym of a person of a record: of `ID/PERSON`.
    func pseudonym(of id: CellBytes, person: some Sequence<UInt8>) -> Value {
        pseudonym { code in
            code.update(data: UnsafeRawBufferPointer(id.buffer))
            code.update(data: [0x2F] + Array(person))
        }
    }

    public func pseudonym(of id: String) -> Value { pseudonym { $0.update(data: Array(id.utf8)) } }

    private func pseudonym(_ feed: (inout HMAC<SHA256>) -> Void) -> Value {
        var code = HMAC<SHA256>(key: key)
        feed(&code)
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in code.finalize().enumerated() where index < 16 {
            if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        return Value(high: words.0, low: words.1)
    }
}

extension Data {
    /// Without line ends behind it, which editors and `echo` add.
    fileprivate func trimmingLineEnds() -> Data {
        var end = endIndex
        while end > startIndex, self[end - 1] == 0x0A || self[end - 1] == 0x0D { end -= 1 }
        return self[startIndex..<end]
    }
}
