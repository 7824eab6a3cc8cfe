/// Rows of a table with all kinds of faults in them, the same for the same seed.
struct FaultyTable {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    /// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014).
    private mutating func next(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(count))
    }
    private mutating func any(_ words: [String]) -> String { words[next(words.count)] }

    static let header =
        "id,prs_Gender,Birthdate,prs_Citizenship,con_Consent,vic_MethodsOfControl,prs_NumberOfChildren,prs_Email,Notes,hte_Country\n"

    /// Records and blank rows; about one cell in four is faulty.
    mutating func rows(_ count: Int) -> String {
        var text = ""
        for number in 1...count {
            if next(40) == 0 { text += any(["\n", ",,,,,,,,,\n", "\r\n"]) }
            let cells = [
                "R\(number)", any(["Feminine", "Masculine", "female", "Feminime", "", "NonConforming"]),
                any(["2001-05-03", "2001", "03/04/2001", "2031-01-01", "2001-02-30", ""]),
                any(["VN", "Viet Nam", "Nigeria; Niger", "Ukrane", "", "XX"]), any(["true", "no", "perhaps", ""]),
                any(["DebtBondage", "Debt bondage;Other", "DebtBondage;Sorcery", "Other;Other", ""]),
                any(["0", "2", "61", "two", "1e3", ""]), any(["ana@example.org", "ana", ""]),
                any(["plain", "\"two\nlines\"", "\"a, \"\"b\"\"\r\n\r\nc\"", "", "\"\""]), any(["IT", "Atlantis", ""]),
            ]
            text +=
                cells.joined(separator: ",") + (next(12) == 0 ? any([",extra", ",,"]) : "") + any(["\n", "\n", "\r\n"])
        }
        return text
    }
}
