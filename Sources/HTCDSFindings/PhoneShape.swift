internal import HTCDSCells

/// Phone numbers, in a value folded by ``ValueProfile``.
enum PhoneShape {
    /// ITU-T E.164: at most 15 digits. Seven is the shortest local number that cannot be taken for something else.
    private static let digitsOfPhone = 7...15

    /// Whether all of `folded` is digits and the separators of a phone number, with as many digits as one has.
    static func isPhone(_ folded: [UInt8]) -> Bool {
        let digits = folded.count(where: ASCII.isDigit)
        return digitsOfPhone.contains(digits) && folded.allSatisfy { ASCII.isDigit($0) || isSeparator($0) }
            && holdsPhone(folded)
    }

    /// Whether there are seven or more digits anywhere with at most three separators between two of them.
    static func holdsPhone(_ folded: [UInt8]) -> Bool {
        var groups: [[UInt8]] = []
        var separators = 0
        for byte in folded {
            if ASCII.isDigit(byte) {
                if separators > 0 || groups.isEmpty { groups.append([]) }
                groups[groups.count - 1].append(byte)
                separators = 0
                if groups.joined().count >= digitsOfPhone.lowerBound, !mayBeYears(groups) { return true }
            } else {
                separators = isSeparator(byte) ? separators + 1 : 4
                if separators > 3 { groups = [] }
            }
        }
        return false
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x2F || byte == 0x28 || byte == 0x29
    }

    /// "2019-2020" in a header is a span of years, as long as nothing follows.
    private static func mayBeYears(_ groups: [[UInt8]]) -> Bool {
        groups.count == 2 && groups[0].count == 4 && groups[1].count <= 4
            && groups.allSatisfy { $0.starts(with: "20".utf8) || $0.starts(with: "19".utf8) }
    }
}
