import Testing

@testable import HTCDSGeneration

/// Catalogues of translations are refused with the line that is wrong.
struct MessagesDocumentTests {
    private static let whole = """
        # a comment

        value.x:
          "A {0} of \\"{1:label}\\"":
            "Un {1:label} de {0}"
          "B":
            "b"
        words:
          "C":
            "c"

        """

    @Test func readsWhatIsWhole() throws {
        let document = try MessagesDocument(Self.whole, language: "fr")
        #expect(document.entries.map(\.section) == ["value.x", "value.x", "words"])
        #expect(document.entries[0].template == "A {0} of \"{1:label}\"")
        #expect(document.entries[0].translation == "Un {1:label} de {0}")
    }

    @Test(arguments: [
        ("Un {1:label} de {0}", "Un {1} de {0}", 5), ("Un {1:label} de {0}", "Un {1:label}", 5), ("\"b\"", "b", 7),
        ("\"B\":", "\"A\":", 6), ("words:", "value.x:", 8), ("words:", "value.w:", 8), ("    \"b\"\n", "", 7),
        ("  \"B\":\n", "", 6), ("value.x:\n", "", 3), ("words:", "words: x", 8), ("\"c\"", "\"c", 10),
    ])
    func refusesWhatIsNot(text: String, replacement: String, line: Int) {
        let changed = Self.whole.replacing(text, with: replacement)
        #expect(changed != Self.whole)
        let error = #expect(throws: GenerationError.self) { try MessagesDocument(changed, language: "fr") }
        #expect(error?.message.hasPrefix("Schemas/messages/fr.yaml, line \(line): ") == true, "\(error?.message ?? "")")
    }

    /// The file is YAML for everybody else: what follows a template is one line with its translation.
    @Test func anUnfinishedFileIsRefused() {
        #expect(throws: GenerationError.self) {
            try MessagesDocument("words:\n  \"C\":\n", language: "es")
        }
    }
}
