import Testing

@testable import HTCDSGeneration

@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("FollowUp", "followUp"), ("NGO", "ngo"), ("QQ", "qq"), ("QZone", "qZone"), ("4Sale", "fourSale"),
        ("A_AgricultureForestryAndFishing", "agricultureForestryAndFishing"), ("Other", "other"), ("Case", "`case`"),
        ("SnapChat", "snapChat"), ("URLPath", "urlPath"),
    ])
    func caseNames(code: String, name: String) {
        #expect(SwiftText.caseName(code) == name)
    }

    @Test(arguments: [
        ("plain", #""plain""#), (#"a "b" \c"#, #""a \"b\" \\c""#), ("\\(x)", #""\\(x)""#),
        ("a\nb\r\t", #""a\nb\r\t""#), ("\u{0}\u{FEFF}", #""\u{0}\u{FEFF}""#), ("é", "\"é\""),
    ])
    func literals(text: String, literal: String) {
        #expect(SwiftText.literal(text) == literal)
    }

    @Test func rawLiteralTakesMoreHashesThanTheTextHas() {
        #expect(SwiftText.rawLiteral("a") == "#\"\"\"\na\n\"\"\"#")
        #expect(SwiftText.rawLiteral("\"\"\"# \\#(x)") == "##\"\"\"\n\"\"\"# \\#(x)\n\"\"\"##")
        #expect(SwiftText.rawLiteral("### heading").hasPrefix("####\"\"\"\n"))
    }

    @Test func rawLiteralEscapesWhatTheCompilerWouldChange() {
        #expect(SwiftText.rawLiteral("a\r\nb\u{0}") == "#\"\"\"\na\\#u{D}\nb\\#u{0}\n\"\"\"#")
    }
}
