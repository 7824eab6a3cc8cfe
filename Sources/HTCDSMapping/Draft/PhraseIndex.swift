import HTCDSSpec

/// A name under which a field or code is known.
struct Phrase {
    enum Origin: String {
        case id = "an id"
        case label = "a label"
        case earlier = "an earlier name"
        case alias = "a known spelling"
        case translation = "a translation"
        case other = "a word for it"
    }
    /// Number of the field or code that is meant.
    let meaning: Int
    let text: HeaderWords
    let letters: [Unicode.Scalar]
    let origin: Origin
    /// `fr`, nil for the standard's own English.
    let language: String?

    init(_ meaning: Int, _ name: String, _ origin: Origin, language: String? = nil) {
        self.meaning = meaning
        text = HeaderWords(name)
        letters = Array(text.joined.unicodeScalars)
        self.origin = origin
        self.language = language
    }

    /// What a match of the whole name is worth: an id cannot mean anything else.
    var worth: Double {
        switch origin {
        case .id: 1
        case .label: 0.99
        case .translation, .earlier, .alias: 0.98
        case .other: 0.95
        }
    }
}

/// Finds the phrases that a text is near to.
final class PhraseIndex {
    struct Match {
        let meaning: Int
        /// 0 to 1.
        let score: Double
        let phrase: Int
        /// Whether the text is the phrase, to the word.
        let isWhole: Bool
    }

    let phrases: [Phrase]
    private var byWord: [String: [Int]] = [:]
    private var byJoined: [String: [Int]] = [:]
    private var weights: [String: Double] = [:]
    private var byLength: [Int: [Int]] = [:]
    private let masks: [UInt64]
    private var near: [String: [(word: String, likeness: Double)]] = [:]
    private let vocabulary: [(word: String, letters: [Unicode.Scalar])]

    init(_ phrases: [Phrase]) {
        self.phrases = phrases
        var meanings: [String: Set<Int>] = [:]
        for (number, phrase) in phrases.enumerated() {
            for word in Set(phrase.text.words) {
                byWord[word, default: []].append(number)
                meanings[word, default: []].insert(phrase.meaning)
            }
            byJoined[phrase.text.joined, default: []].append(number)
            byLength[phrase.letters.count, default: []].append(number)
        }
        for (word, own) in meanings { weights[word] = Self.weight(own.count) }
        vocabulary = meanings.keys.sorted().map { word in
            let letters = Array(word.unicodeScalars)
            return (word, letters)
        }
        masks = phrases.map { Self.mask($0.letters) }
    }

    /// A word that many fields have in their names says less.
    private static func weight(_ meanings: Int) -> Double {
        var weight = 1.0
        var rest = meanings
        while rest > 1 {
            weight -= 0.12
            rest /= 2
        }
        return max(weight, 0.4)
    }

    private static func mask(_ letters: [Unicode.Scalar]) -> UInt64 {
        letters.reduce(0) { $0 | 1 << UInt64($1.value % 61) }
    }

    func weight(_ word: String) -> Double { weights[word] ?? 1 }

    /// The best match for each meaning.
    /// - Parameter isLenient: whether texts that share words with a phrase, or have mistakes, are matched as well, which
    ///   takes a thousand times longer.
    func matches(_ text: HeaderWords, isLenient: Bool, worth: (Phrase) -> Double = { $0.worth }) -> [Match] {
        var best: [Int: Match] = [:]
        func offer(_ number: Int, _ likeness: Double, isWhole: Bool = false) {
            let phrase = phrases[number]
            let score = likeness * worth(phrase)
            if score > (best[phrase.meaning]?.score ?? 0.35) {
                best[phrase.meaning] = Match(meaning: phrase.meaning, score: score, phrase: number, isWhole: isWhole)
            }
        }
        for number in byJoined[text.joined] ?? [] { offer(number, 1, isWhole: true) }
        let words = text.words.map { word in
            (word, isLenient ? nearWords(word, isCut: text.cut.contains(word)) : [(word, 1.0)])
        }
        var candidates: Set<Int> = []
        for (_, alike) in words {
            for (word, _) in alike { candidates.formUnion(byWord[word] ?? []) }
        }
        for number in candidates { offer(number, likeness(words, phrases[number].text.words)) }
        let letters = Array(text.joined.unicodeScalars)
        let mask = Self.mask(letters)
        for length in max(5, letters.count - 2)...max(5, letters.count + 2) {
            for number in byLength[length] ?? [] where (masks[number] ^ mask).nonzeroBitCount <= 4 {
                offer(number, WordLikeness.ofJoined(letters, phrases[number].letters))
            }
        }
        return Self.sorted(best)
    }

    private static func sorted(_ best: [Int: Match]) -> [Match] {
        best.values.sorted { ($1.score, $0.meaning) < ($0.score, $1.meaning) }
    }

    /// Twice what two lists of words share, by their weights, to all they have.
    private func likeness(_ words: [(String, [(word: String, likeness: Double)])], _ other: [String]) -> Double {
        var free = other
        var shared = 0.0
        var all = other.reduce(0) { $0 + weight($1) }
        for (word, alike) in words {
            let own = weights[word] ?? alike.first.map { weight($0.word) } ?? 1
            all += own
            var best: (index: Int, likeness: Double)?
            for (index, candidate) in free.enumerated() {
                guard let found = alike.first(where: { $0.word == candidate }) else { continue }
                if found.likeness > (best?.likeness ?? 0) { best = (index, found.likeness) }
            }
            if let best {
                shared += best.likeness * (own + weight(free[best.index]))
                free.remove(at: best.index)
            }
        }
        return all > 0 ? shared / all : 0
    }

    /// The words of all phrases that a word may be meant to be, the nearest first.
    /// - Parameter isCut: whether a full stop says that only its beginning stands there.
    func nearWords(_ word: String, isCut: Bool = false) -> [(word: String, likeness: Double)] {
        let key = isCut ? word + "." : word
        if let known = near[key] { return known }
        var found: [(word: String, likeness: Double)] = []
        let letters = Array(word.unicodeScalars)
        for candidate in vocabulary {
            if WordLikeness.differsAtFirst(letters, candidate.letters) { continue }
            let isBeginning =
                isCut && candidate.letters.count > letters.count && candidate.letters.starts(with: letters)
            let likeness = isBeginning ? 0.92 : WordLikeness.of(letters, candidate.letters)
            if likeness > 0 { found.append((candidate.word, likeness)) }
        }
        found.sort { ($1.likeness, $0.word) < ($0.likeness, $1.word) }
        if near.count < 50_000 { near[key] = found }
        return found
    }
}
