/// What the sentences of reports are in other languages, as one text.
enum MessageRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSFindings/Generated/MessageRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = sources.messages.flatMap { document in
            document.entries.map { [document.language, $0.section, $0.template, $0.translation] }
        }
        return try RowText.file(
            name: "MessageRows", source: MessagesDocument.folder, columns: "language, section, template, translation",
            rows: rows)
    }
}
