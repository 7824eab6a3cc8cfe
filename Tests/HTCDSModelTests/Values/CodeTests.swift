import HTCDSSpec
import Testing

@testable import HTCDSModel

@Suite("Countries and languages")
struct CodeTests {
    @Test("known and unknown countries")
    func countries() {
        #expect(CountryCode.allKnown.count == Countries.all.count)
        #expect(CountryCode(code: "VN").isKnown)
        #expect(!CountryCode(code: "vn").isKnown)
        #expect(!CountryCode(code: "VNM").isKnown)
    }

    @Test("known and unknown languages")
    func languages() {
        #expect(LanguageCode(code: "deu").isKnown)
        #expect(!LanguageCode(code: "ger").isKnown)
        #expect(LanguageCode(code: "qbx").isKnown)
        #expect(!LanguageCode(code: "qua ").isKnown)
        #expect(!LanguageCode(code: "qzz").isKnown)
        #expect(LanguageCode.allKnown.allSatisfy { $0.isKnown })
    }
}
