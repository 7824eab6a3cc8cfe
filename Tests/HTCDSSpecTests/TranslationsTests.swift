import HTCDSSpec
import Testing

@Suite("Names in other languages")
struct TranslationsTests {
    static let languages = ["ar", "es", "fr", "pt", "ru"]

    @Test("every field and every code has a name in each language, and nothing else has", arguments: languages)
    func complete(_ language: String) {
        let standard = HTCDSStandard.v2_0
        let entries = Translations.all.filter { $0.language == language }
        let known = Set(entries.map { "\($0.id) \($0.code ?? "")" })
        var wanted = Set(standard.fields.map { "\($0.id) " })
        // A list may be called as the field that owns it.
        for list in standard.codeLists { for code in list.codes { wanted.insert("\(list.id.rawValue) \(code.name)") } }
        #expect(wanted.subtracting(known).sorted() == [])
        #expect(known.subtracting(wanted).sorted() == [])
        #expect(entries.allSatisfy { !$0.names.isEmpty && $0.names.allSatisfy { !$0.isEmpty } })
    }

    @Test("no name of a country or language in another language stands for two")
    func unambiguous() {
        for names in [TranslatedNames.countries, TranslatedNames.languages] {
            var owners: [String: Set<String>] = [:]
            for (code, own) in names { for name in own { owners[name.lowercased(), default: []].insert(code) } }
            #expect(owners.filter { $0.value.count > 1 }.isEmpty)
        }
        var english: [String: String] = [:]
        for country in Countries.all {
            for name in [country.name] + country.otherNames { english[name.lowercased()] = country.alpha2 }
        }
        for (code, own) in TranslatedNames.countries {
            for name in own { #expect(english[name.lowercased()] ?? code == code, "\(name)") }
        }
        #expect(TranslatedNames.countries["DE"]?.contains("Allemagne") == true)
    }
}
