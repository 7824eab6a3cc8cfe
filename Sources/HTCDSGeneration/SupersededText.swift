/// Values of earlier versions as Swift expressions.
enum SupersededText {
    /// An array literal, an element a line, for an argument that stands `indent` spaces deep.
    static func array(_ values: [StandardDocument.Superseded], indent: Int) -> String {
        let margin = "\n" + String(repeating: " ", count: indent)
        let entries = values.map { value in
            "SupersededValue(text: \(SwiftText.literal(value.text)), version: \(SwiftText.literal(value.version)), "
                + "grade: \(SwiftText.literal(value.grade)))"
        }
        return "[" + entries.map { "\(margin)    \($0)," }.joined() + "\(margin)]"
    }
}
