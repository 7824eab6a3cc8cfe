import Foundation
import Testing

@testable import HTCDSModel

@Suite("Extensions")
struct ExtensionsTests {
    @Test("names, order and equality")
    func basics() throws {
        var extensions: Extensions = ["b": "1", "a": "2"]
        #expect(extensions == ["a": "2", "b": "1"])
        #expect(extensions.hashValue == (["a": "2", "b": "1"] as Extensions).hashValue)
        let names = ["1", "3", "4"].map { extensions.keep($0, under: "b") }
        #expect(names == ["b", "b (2)", "b (3)"])
        #expect(extensions.names == ["b", "a", "b (2)", "b (3)"])
        #expect(extensions.map(\.text) == ["1", "2", "3", "4"])
        extensions["a"] = nil
        #expect(extensions["a"] == nil)
        #expect(try JSONDecoder().decode(Extensions.self, from: JSONEncoder().encode(extensions)) == extensions)
    }
}
