import HTCDSDocuments
import Testing

@Suite("The keys of a document")
struct DocumentScopeTests {
    /// Reads a document and tells what was complained about.
    private func read(_ yaml: String, _ body: (DocumentScope) -> Void) throws -> [String] {
        let list = ComplaintList()
        let scope = DocumentScope(
            try DocumentNode.parse(yaml: yaml, name: "test.yaml"), what: "the thing", complaints: list)
        body(scope)
        return DocumentError(document: "test.yaml", complaints: list.all).complaints.map(\.description)
    }

    @Test("a key nobody asked for is named with its place and the nearest one that is known")
    func unknown() throws {
        let found = try read("colour: red\nsize: 1\nweihgt: 2\n") { scope in
            _ = scope.text("size")
            _ = scope.text("weight")
            scope.finish()
        }
        #expect(
            found == [
                "line 1, column 1: The thing has no key colour.",
                "line 3, column 1: The thing has no key weihgt. Did you mean weight?",
            ])
    }

    @Test("what is demanded must be there and say something")
    func required() throws {
        let found = try read("a: x\nb:\nc: ~\nd: [1]\n") { scope in
            #expect(scope.required("a") == "x")
            for key in ["b", "c", "d", "e"] { #expect(scope.required(key) == nil) }
            scope.finish()
        }
        #expect(
            found == [
                "line 1, column 1: The thing lacks e.", "line 2, column 1: b says nothing. Write something behind it.",
                "line 3, column 1: c says nothing. Write something behind it.", "line 4, column 4: d must be a text.",
            ])
    }

    @Test("texts, numbers and booleans say so when they are something else")
    func kinds() throws {
        let found = try read("a: [x, [y], z]\nb: 12\nc: maybe\nd: 7x\ne: TRUE\nf: one\n") { scope in
            #expect(scope.texts("a") == ["x", "z"])
            #expect(scope.integer("b", in: 1...10) == nil)
            #expect(scope.bool("c") == nil)
            #expect(scope.integer("d", in: 1...10) == nil)
            #expect(scope.bool("e") == true)
            #expect(scope.texts("f") == ["one"])
            scope.finish()
        }
        #expect(
            found == [
                "line 1, column 8: a must be a list of texts.",
                "line 2, column 4: b must be a whole number from 1 to 10.",
                "line 3, column 4: c must be true or false.",
                "line 4, column 4: d must be a whole number from 1 to 10.",
            ])
    }

    @Test("something that has no keys is told once")
    func noKeys() throws {
        let found = try read("just words\n") { $0.finish() }
        #expect(found == ["line 1, column 1: The thing must be a list of keys and values."])
    }

    @Test("complaints come in the order of their places, under the document's name")
    func order() {
        let error = DocumentError(
            document: "a.yaml",
            complaints: [
                .init(line: 3, column: 1, message: "third."), .init(line: 1, column: 9, message: "second."),
                .init(line: 1, column: 2, message: "first."),
            ])
        #expect(
            error.description
                == "a.yaml: line 1, column 2: first.\na.yaml: line 1, column 9: second.\na.yaml: line 3, column 1: third."
        )
    }

    @Test(
        "the nearest word is at most a third of the word away",
        arguments: [
            ("colur", "colour"), ("COLOUR", "colour"), ("weigth", "weight"), ("colouring", "colour"), ("cat", nil),
            ("zzzzzz", nil),
        ])
    func nearest(_ word: String, _ expected: String?) {
        #expect(Spelling.nearest(to: word, in: ["colour", "weight", "size"]) == expected)
    }
}
