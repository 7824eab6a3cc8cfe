import HTCDSCells
import HTCDSFormats

/// The people whose consent was withdrawn, as pseudonyms: the list itself names nobody.
///
/// One a line, as `htcds gate pseudonyms` writes them: of a record's id for everybody in it, of `ID/PERSON` for one
/// person. Empty lines and what stands behind `#` are passed over. Memory: 16 bytes an entry.
struct WithdrawnConsents: Sendable {
    let entries: Set<Pseudonyms.Value>

    init(_ text: String, name: String) throws {
        var entries: Set<Pseudonyms.Value> = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let word = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
            if word.isEmpty { continue }
            guard let entry = Pseudonyms.Value(Substring(word)) else {
                throw ToolError(
                    .wrongDocument,
                    "\(name), line \(number + 1): This is no pseudonym of 32 hexadecimal digits. Make the list with htcds gate "
                        + "pseudonyms, never of ids as they are.")
            }
            entries.insert(entry)
        }
        self.entries = entries
    }

    static func load(_ path: String) throws -> WithdrawnConsents {
        try WithdrawnConsents(try text(path), name: InputFile.name(path))
    }

    /// A million entries are 33 MB.
    private static let largest = 256 << 20

    /// - Parameter path: `-` for standard input.
    static func text(_ path: String) throws -> String {
        let bytes: [UInt8]
        do {
            let source = path == "-" ? FileByteSource.standardInput() : try FileByteSource(path: path)
            bytes = try source.readAll(limit: largest)
        } catch { throw ToolError.wrapping(error, file: InputFile.name(path)) }
        // An editor's byte order mark is no part of the first line.
        let own = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: own, as: UTF8.self), !text.unicodeScalars.contains("\0") else {
            throw ToolError(
                .wrongDocument,
                "\(InputFile.name(path)): The list is not UTF-8 text. Save it as text in UTF-8, one entry a line.")
        }
        return text
    }
}
