/// A pointer to a place in a JSON text (RFC 6901).
struct JSONPointer: Equatable {
    /// The reference tokens, unescaped (section 4).
    let steps: [String]

    /// - Returns: nil if `text` is no pointer (section 3).
    init?(_ text: String) {
        guard !text.isEmpty else {
            steps = []
            return
        }
        // Looked at as bytes: a combining mark must not hide the slash before it.
        guard text.utf8.first == 0x2F else { return nil }
        var steps: [String] = []
        for token in text.utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
            var step: [UInt8] = []
            var tilde = false
            for byte in token {
                if tilde {
                    guard byte == 0x30 || byte == 0x31 else { return nil }
                    step.append(byte == 0x30 ? 0x7E : 0x2F)
                    tilde = false
                } else if byte == 0x7E {
                    tilde = true
                } else {
                    step.append(byte)
                }
            }
            guard !tilde else { return nil }
            steps.append(String(decoding: step, as: UTF8.self))
        }
        self.steps = steps
    }

    /// A key as a reference token, with its slash in front.
    static func token(_ key: String) -> String {
        var token: [UInt8] = [0x2F]
        for byte in key.utf8 {
            switch byte {
            case 0x7E: token += [0x7E, 0x30]
            case 0x2F: token += [0x7E, 0x31]
            default: token.append(byte)
            }
        }
        return String(decoding: token, as: UTF8.self)
    }

    /// The place in an array that a token names: digits without a leading zero.
    static func index(_ step: String) -> Int? {
        guard !step.isEmpty, step.utf8.allSatisfy({ $0 &- 0x30 < 10 }), step == "0" || step.utf8.first != 0x30 else {
            return nil
        }
        return Int(step)
    }
}
