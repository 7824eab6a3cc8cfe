import HTCDSCells
import HTCDSDocuments
import HTCDSFindings
import HTCDSMapping
import HTCDSSpec

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The mapping of a run with the values added that would repair what is in no code list, for a person to confirm.
///
/// A word gets a row where a code is near it. What looks like a date, a number or a way to reach somebody is never
/// written, nor is a word that no code is near: it may be a name. Memory: ``mostKept`` short words of each column.
final class MappingRepair {
    /// Rows written for a field.
    static let mostRows = 1_000
    /// Words that are told apart in a column.
    static let mostKept = 10_000

    /// What the mapping speaks of already and cannot say exactly is no error: nothing is to be repaired there.
    let listener = MisfitListener(mostValues: mostKept, countsLosses: false)
    private let target: String
    private let sink: any ByteSink

    /// A word and what becomes of it.
    struct Row {
        let word: String
        let code: String
        let count: Int
    }

    /// What was found for a field.
    struct Field {
        let field: FieldSpec
        var rows: [Row] = []
        /// How often a word without a suggestion stands there, by what it looks like.
        var shapes: [String: Int] = [:]
        /// Cells that are not spoken of: too many different words.
        var untold = 0
    }

    /// - Throws: `ToolError` with `.usage` or `.cannotCreateOutput`.
    init(to target: String) throws {
        guard target != "-" else {
            throw ToolError(.usage, "The mapping that is written holds words from the data. Name a file for it.")
        }
        var info = stat()
        if stat(target, &info) == 0, (info.st_mode & S_IFMT) != S_IFREG {
            throw ToolError(.cannotCreateOutput, "The output \(target) is a folder or a device. Name a file.")
        }
        self.target = target
        sink = try AtomicFile(path: target)
    }

    /// - Returns: what the user is to know of it, a sentence each.
    func write(_ mapping: LoadedMapping) throws -> [String] {
        let fields = found(mapping.document)
        let rows = fields.reduce(0) { $0 + $1.rows.count }
        guard !fields.isEmpty else {
            return [
                "Nothing to repair in the mapping: no value is missing from a code list, so \(target) was not written."
            ]
        }
        let text = try RepairedMapping(mapping, fields).text()
        do {
            var written = text
            try written.withUTF8 { try sink.write($0) }
            try sink.commit()
        } catch { throw ToolError.wrapping(error) }
        guard rows > 0 else {
            return [
                "\(target) says where words stand that no code is near, and holds none of them: say what they mean."
            ]
        }
        return [
            "\(target) holds words from the data, because you asked for them; only you can read it.",
            "It proposes codes for \(rows) \(rows == 1 ? "word" : "words"): confirm them, then give it with --mapping.",
        ]
    }

    /// Fields of the standard in its order, each with what is to be said.
    private func found(_ document: MappingDocument) -> [Field] {
        let byField = Dictionary(grouping: listener.tally.places, by: \.key.field)
        return HTCDSStandard.v2_0.fields.compactMap { field in
            guard let table = CodeTable.of(field), let places = byField[field.id] else { return nil }
            var counts: [[UInt8]: (word: String, count: Int)] = [:]
            var found = Field(field: field)
            for (_, place) in places {
                found.untold += place.isOverfull ? place.cells : place.unread
                for (word, count) in place.values {
                    // Rows are found whatever their case; the first spelling in order stands for all.
                    let key = ByteKeyTable.folded(word)
                    let known = counts[key]
                    counts[key] = (min(known?.word ?? word, word), (known?.count ?? 0) + count)
                }
            }
            let listed = Self.listed(field.id, document)
            for (key, entry) in counts where !listed.contains(key) && !key.isEmpty {
                if !ShownNames.looksLikeData(entry.word), let code = Self.suggestion(entry.word, table) {
                    found.rows.append(Row(word: entry.word, code: code, count: entry.count))
                } else {
                    found.shapes[ShownNames.shape(entry.word), default: 0] += entry.count
                }
            }
            found.rows.sort { ($1.count, $0.word) < ($0.count, $1.word) }
            for row in found.rows.dropFirst(Self.mostRows) { found.untold += row.count }
            found.rows = Array(found.rows.prefix(Self.mostRows))
            return found.rows.isEmpty && found.shapes.isEmpty && found.untold == 0 ? nil : found
        }
    }

    /// The code of which the word was a value in an earlier version, or the one that is near.
    private static func suggestion(_ word: String, _ table: CodeTable) -> String? {
        var word = word
        return word.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let text = CellBytes(start: start, count: bytes.count).trimmed()
            if let found = table.find(text), found.spelling != .supersededWithoutTarget {
                return table.names[found.code]
            }
            return table.suggestion(text)
        }
    }

    /// Words that the mapping speaks of already, folded.
    private static func listed(_ field: String, _ document: MappingDocument) -> Set<[UInt8]> {
        let rules = (document.fields + document.parts.flatMap(\.fields)).filter { $0.field == field }
        let rows = rules.flatMap(\.alternatives).flatMap(\.values) + (document.values[field] ?? [])
        return Set(rows.map { ByteKeyTable.folded($0.value) })
    }
}
