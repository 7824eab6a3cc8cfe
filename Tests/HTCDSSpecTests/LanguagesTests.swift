import HTCDSSpec
import Testing

@Suite struct LanguagesTests {
    @Test func thereAre487SortedByCode() {
        #expect(Languages.all.count == 487)
        #expect(Languages.all.map(\.alpha3T) == Languages.all.map(\.alpha3T).sorted())
        #expect(Languages.all.count { $0.alpha3B != nil } == 20)
        #expect(Languages.all.count { $0.alpha2 != nil } >= 183)
    }

    @Test func codesMeanOneLanguage() {
        var claims = Claims()
        for language in Languages.all {
            for code in [language.alpha3T, language.alpha3B, language.alpha2].compactMap(\.self) {
                let earlier = claims.claim(code, for: language.alpha3T)
                #expect(earlier == nil, "'\(code)' is both \(language.alpha3T) and \(earlier ?? "")")
            }
        }
    }

    @Test func namesMeanOneLanguage() {
        var claims = Claims()
        for language in Languages.all {
            for name in [language.name] + language.otherNames {
                let earlier = claims.claim(name, for: language.alpha3T)
                #expect(earlier == nil, "'\(name)' is both \(language.alpha3T) and \(earlier ?? "")")
            }
        }
    }

    /// The one case in which a code goes before a name, as `Language.otherNames` says.
    @Test func onlyGaIsTheCodeOfOneAndTheNameOfAnother() {
        var codes = Claims()
        for language in Languages.all {
            for code in [language.alpha3T, language.alpha3B, language.alpha2].compactMap(\.self) {
                _ = codes.claim(code, for: language.alpha3T)
            }
        }
        let clashes = Languages.all.flatMap { language in
            ([language.name] + language.otherNames).filter { name in
                codes.owner(of: name).map { $0 != language.alpha3T } ?? false
            }
        }
        #expect(clashes == ["Ga"])
    }

    @Test(arguments: [
        ("spa", "Spanish"), ("deu", "German"), ("fas", "Farsi"), ("khm", "Khmer"), ("pan", "Punjabi"),
        ("ell", "Greek"), ("nld", "Flemish"), ("ben", "Bangla"),
    ])
    func namesMetInData(code: String, name: String) throws {
        let language = try #require(Languages.all.first { $0.alpha3T == code })
        #expect(([language.name] + language.otherNames).contains(name))
    }

    @Test func bibliographicAndTwoLetterCodes() throws {
        let german = try #require(Languages.all.first { $0.alpha3T == "deu" })
        #expect(german.alpha3B == "ger")
        #expect(german.alpha2 == "de")
        let english = try #require(Languages.all.first { $0.alpha3T == "eng" })
        #expect(english.alpha3B == nil)
    }
}
