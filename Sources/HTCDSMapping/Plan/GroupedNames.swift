/// Headers of exports that write the groups of a form before each question: `about/person/prs_Gender`.
struct GroupedNames: Sendable {
    /// What stands between two groups, and before the question.
    let separator: [UInt8]
    /// No form has more groups within each other; a header of a thousand separators is none of theirs.
    private static let deepest = 16

    init?(_ separator: String?) {
        guard let separator, !separator.isEmpty else { return nil }
        self.separator = Array(separator.utf8)
    }

    /// A header without its first group, without its first two, and so on. What repeats (`child[2]/…`) is no group.
    func rests(of name: String) -> [String] {
        let bytes = Array(name.utf8)
        var rests: [String] = []
        var index = 0
        while index < bytes.count, rests.count < Self.deepest {
            if bytes[index] == 0x5B { break }
            if bytes[index] == separator[0], bytes[index...].starts(with: separator) {
                index += separator.count
                if index < bytes.count { rests.append(String(decoding: bytes[index...], as: UTF8.self)) }
            } else {
                index += 1
            }
        }
        return rests
    }
}
