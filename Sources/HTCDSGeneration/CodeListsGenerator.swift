/// Code lists as Swift enums for the records of `HTCDSModel`.
enum CodeListsGenerator: FileGenerator {
    static let output = "Sources/HTCDSModel/Generated/CodeLists.swift"

    static func text(from sources: PackageSources) throws -> String {
        let document = sources.standard
        let enums = document.codeLists.sorted { $0.swiftType < $1.swiftType }
        return SwiftText.header(source: StandardDocument.path)
            + enums.map { declaration(of: $0, version: document.version) }.joined()
    }

    private static func declaration(of list: StandardDocument.CodeList, version: String) -> String {
        let cases = list.codes.map { (name: SwiftText.caseName($0.name), code: $0) }
        let fields = list.fields.map { "`\($0)`" }.joined(separator: " and ")
        var text = """

            /// Values of \(fields), HTCDS \(version), in the order of the standard.
            public enum \(list.swiftType): CodeValue {

            """
        for entry in cases {
            text += "    /// \(entry.code.definition)\n    case \(entry.name)\n"
        }
        text += "    /// A value that the list does not hold, kept as written.\n    case unrecognized(String)\n"

        text += "\n    public init(code: String) {\n        switch code {\n"
        for entry in cases {
            text += "        case \(SwiftText.literal(entry.code.name)): self = .\(entry.name)\n"
        }
        text += "        default: self = .unrecognized(code)\n        }\n    }\n"

        text += "\n    public var code: String {\n        switch self {\n"
        for entry in cases {
            text += "        case .\(entry.name): \(SwiftText.literal(entry.code.name))\n"
        }
        text += "        case .unrecognized(let text): text\n        }\n    }\n"

        text += "\n    public static let allKnown: [\(list.swiftType)] = [\n"
        for entry in cases { text += "        .\(entry.name),\n" }
        return text + "    ]\n}\n"
    }
}
