internal import HTCDSCells

/// E-mail and web addresses, in a value folded by ``ValueProfile``.
enum AddressShape {
    static func isEmail(_ folded: [UInt8]) -> Bool { isEmail(folded[...]) }

    static func isWebAddress(_ folded: [UInt8]) -> Bool {
        guard !folded.contains(0x20) else { return false }
        return ["http://", "https://", "www."].contains { folded.starts(with: $0.utf8) }
    }

    /// Whether any word in `folded` is an e-mail address, also within brackets.
    static func holdsEmail(_ folded: [UInt8]) -> Bool {
        folded.split(whereSeparator: { " \n<>()[],;:\"'|".utf8.contains($0) }).contains { isEmail($0) }
    }

    private static func isEmail(_ text: ArraySlice<UInt8>) -> Bool {
        guard let at = text.firstIndex(of: 0x40), at > text.startIndex, text.lastIndex(of: 0x40) == at,
            !text.contains(where: { $0 == 0x20 || $0 == 0x0A || $0 == 0x3B || $0 == 0x2C })
        else { return false }
        let domain = text[(at + 1)...]
        guard let dot = domain.lastIndex(of: 0x2E) else { return false }
        return dot > domain.startIndex && dot + 1 < domain.endIndex
    }
}
