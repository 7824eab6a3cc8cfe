import HTCDSSpec

/// The words of a header or label, so that `prs_First_Name`, `First name?` and `FirstName__c` are the same.
///
/// Words are in lower case without accents; the words that tell nothing ("of", "de") are left out unless there are no
/// others, and so is the plural's s. Arabic loses its article and the marks of vowels.
struct HeaderWords: Hashable {
    let words: [String]
    /// All words in one, for names that are written together.
    let joined: String
    /// Those that a full stop behind them shows to be cut, as in "Tel.".
    let cut: Set<String>
    /// So many characters are read, and no more.
    static let longest = 200

    init(_ text: String) {
        var cut: Set<String> = []
        var all = Self.split(text, &cut)
        self.cut = cut
        // Salesforce ends the names of its own fields so.
        if all.count > 1, all.last == "c", text.hasSuffix("__c") || text.hasSuffix("__C") { all.removeLast() }
        for (place, word) in all.enumerated() where all.count > 1 && Self.numbers.contains(word) {
            // "No" is a number at the end or before "of", and else a no.
            if word != "no" || place == all.count - 1 || all[place + 1] == "of" { all[place] = "number" }
        }
        let telling = all.filter { !Self.ignored.contains($0) }
        joined = all.joined()
        words = (telling.isEmpty ? all : telling).map { Self.stem($0) }
    }

    /// Words that were made by taking some out of others.
    init(words: [String], cut: Set<String> = []) {
        self.words = words
        joined = words.joined()
        self.cut = cut
    }

    private static let numbers = Set(Words.list("numbered").flatMap { split($0) })
    private static let ignored = Set(Words.list("ignored").flatMap { split($0) })

    private static func stem(_ word: String) -> String {
        word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
    }

    private enum Kind { case lower, upper, digit, other }

    private static func split(_ text: String) -> [String] {
        var cut: Set<String> = []
        return split(text, &cut)
    }

    private static func split(_ text: String, _ cut: inout Set<String>) -> [String] {
        var words: [String] = []
        var word = ""
        var last = Kind.other
        let scalars = Array(text.unicodeScalars.prefix(longest))
        func close() {
            if !word.isEmpty { words.append(fold(word)) }
            word = ""
        }
        for (index, scalar) in scalars.enumerated() {
            guard let kind = kind(scalar) else { continue }
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let startsWord = kind == .upper && last == .upper && next.map { self.kind($0) == .lower } == true
            if kind == .other || (last == .lower && kind == .upper) || startsWord
                || (kind == .digit) != (last == .digit)
            {
                close()
                // "D.O.B." is no cut word, nor is a path with full stops in it.
                if scalar == ".", next == nil || next == " ", let last = words.last, (2...5).contains(last.count) {
                    cut.insert(last)
                }
            }
            if kind != .other { word.unicodeScalars.append(scalar) }
            last = kind
        }
        close()
        return words.filter { !$0.isEmpty }
    }

    /// nil for a mark that belongs to the letter before.
    private static func kind(_ scalar: Unicode.Scalar) -> Kind? {
        switch scalar.value {
        case 0x61...0x7A: return .lower
        case 0x41...0x5A: return .upper
        case 0x30...0x39: return .digit
        case 0...0x7F: return .other
        case 0x640: return nil
        default: break
        }
        let properties = scalar.properties
        if properties.canonicalCombiningClass != .notReordered { return nil }
        if properties.isAlphabetic { return properties.isUppercase ? .upper : .lower }
        return properties.numericType == .decimal ? .digit : .other
    }

    /// Lower case, without accents, and letters that are written now so and now so as one.
    private static func fold(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
        var folded = ""
        for scalar in word.lowercased().unicodeScalars where scalar.properties.canonicalCombiningClass == .notReordered
        {
            folded += letters[scalar] ?? String(Character(scalar))
        }
        for article in ["وال", "بال", "ال", "لل"] where folded.hasPrefix(article) && folded.count > article.count + 1 {
            return String(folded.dropFirst(article.count))
        }
        return folded
    }

    private static let letters: [Unicode.Scalar: String] = {
        var letters: [Unicode.Scalar: String] = [:]
        for (plain, others) in [
            ("a", "àáâãäåāăą"), ("c", "çćčĉ"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ğĝģ"), ("i", "ìíîïīĭįı"),
            ("l", "ĺľł"), ("n", "ñńňņ"), ("o", "òóôõöøōŏő"), ("r", "ŕř"), ("s", "śšşș"), ("t", "ťţț"),
            ("u", "ùúûüūŭůűų"), ("y", "ýÿ"), ("z", "źžż"), ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("е", "ё"),
            ("и", "й"),
            ("ا", "أإآٱ"), ("ه", "ة"), ("ي", "ى"),
        ] {
            for scalar in others.unicodeScalars { letters[scalar] = plain }
        }
        return letters
    }()
}
