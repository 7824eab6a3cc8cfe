import Foundation
import HTCDSGate
import Testing

@Suite("Examples in Documentation/policies.md")
struct PolicyDocumentationTests {
    /// Each as a whole document: most show a part.
    private static func examples() throws -> [String] {
        let page = String(decoding: try Checkout.bytes("Documentation/policies.md"), as: UTF8.self)
        return page.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            guard let example = $0.components(separatedBy: "```").first else { return nil }
            return example.hasPrefix("consent:")
                ? example : "consent: required\npolicy: example\nstatus: any\n" + example
        }
    }

    @Test("Each is taken")
    func taken() throws {
        let examples = try Self.examples()
        #expect(examples.count >= 7)
        for example in examples {
            #expect(throws: Never.self, "\(example)") { try PolicyReader.read(yaml: example, name: "policies.md") }
        }
    }

    @Test("Every key that the JSON Schema knows is in one of them")
    func keys() throws {
        let data = Data(try Checkout.bytes("Schemas/policy.schema.json"))
        let schema = try JSONSerialization.jsonObject(with: data)
        var keys: Set<String> = []
        func collect(_ value: Any) {
            if let object = value as? [String: Any] {
                if object["type"] as? String == "object", let properties = object["properties"] as? [String: Any] {
                    keys.formUnion(properties.keys)
                }
                for member in object.values { collect(member) }
            } else if let list = value as? [Any] {
                for member in list { collect(member) }
            }
        }
        collect(schema)
        #expect(keys.count > 30)
        let all = try Self.examples().joined(separator: "\n")
        for key in keys.sorted() {
            #expect(all.firstMatch(of: try Regex("(^|[\\s{,])\(key):")) != nil, "\(key) is in no example")
        }
    }
}
