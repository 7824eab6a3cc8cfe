import HTCDSCells
import HTCDSSpec

/// Which values may be told although they came from records: those that are words for categories, never anything that
/// could be somebody's name.
///
/// A name cannot be known by its looks, and "Georgia" is one. So nothing is told because it looks harmless, but only what
/// is a public code of the standard, or made of nothing but words that its codes and labels use, or of the commonest words
/// for categories. Countries and languages are left out: people are called like them.
enum CategoryWords {
    /// The longest value that is told, in characters, and in words.
    static let longest = (characters: 40, words: 5)

    /// Whether `text` is the name or label of a code, a former one included.
    static func isPublicCode(_ text: String) -> Bool { codes.contains(ByteKeyTable.folded(text)) }

    /// Whether `text` is short and made of nothing but words for categories.
    static func isCategory(_ text: String) -> Bool {
        guard text.count <= longest.characters else { return false }
        let words = words(of: text)
        return !words.isEmpty && words.count <= longest.words && words.allSatisfy { vocabulary.contains($0) }
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || " -_/,;|()'’".unicodeScalars.contains($0)
            }
    }

    /// Whether a value that a mapping lists may all the same be a person's: a date, a number, a way to reach somebody, or
    /// words that all begin with a capital, as in a full name.
    static func mayBeSomebodys(_ text: String) -> Bool {
        if text.count > longest.characters || ShownNames.looksLikeData(text) { return true }
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count > longest.words || words.count > 1 && words.allSatisfy { $0.first?.isUppercase ?? false }
            || text.contains { $0.isNumber }
    }

    private static let lists = HTCDSStandard.v2_0.codeLists.filter { $0.id != .iso3166 && $0.id != .iso639 }

    private static let codes: Set<[UInt8]> = {
        var codes: Set<[UInt8]> = []
        for code in lists.flatMap(\.codes) {
            for text in [code.name, code.label] + code.superseded.map(\.text) {
                codes.insert(ByteKeyTable.folded(text))
            }
        }
        return codes
    }()

    /// Words in lower case. Websites have names of their own, some of them people's.
    static let vocabulary: Set<String> = {
        var words = Set(common.split(whereSeparator: \.isWhitespace).map(String.init))
        for list in lists where list.id.rawValue != "vic_WebsitesAndApps" {
            for code in list.codes {
                words.formUnion(CategoryWords.words(of: code.name))
                words.formUnion(CategoryWords.words(of: code.label))
            }
        }
        // A letter by itself may be an initial.
        return words.filter { $0.count > 1 }.subtracting(names.split(separator: " ").map(String.init))
    }()

    /// The runs of letters, `FalsePromises` as two.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previousIsLower = false
        func end() {
            if !word.isEmpty { words.append(word.lowercased()) }
            word = ""
        }
        for character in text {
            if !character.isLetter || previousIsLower && character.isUppercase { end() }
            if character.isLetter { word.append(character) }
            previousIsLower = character.isLowercase
        }
        end()
        return words
    }

    /// Words that people are called as well.
    private static let names = "will may grace hope faith joy rose mark art bill frank angel law place court sim an"

    private static let common = """
        woman women man men girl girls boy boys female females male males person people child children minor minors adult
        adults both mixed group yes no none nothing other others unknown unspecified unclear undefined missing refused
        declined prefer not say stated applicable available recorded reported known na nr true false
        single married divorced separated widow widower widowed cohabiting cohabitating partner spouse
        open closed active inactive pending new current former transferred referred duplicate in progress on hold
        trans transgender gender intersex binary non conforming nonconforming
        femme homme fille garçon oui non autre inconnu inconnue
        mujer hombre niña niño sí otro otra desconocido desconocida
        frau mädchen junge ja nein andere anderes unbekannt weiblich männlich divers
        mulher homem menina menino não outro outra desconhecido
        """
}
