import HTCDSCells
import HTCDSFormats
import HTCDSMapping

/// One file of a run: its bytes, looked at far enough to know what it is.
final class InputFile {
    let path: String
    /// `csv`, `xlsx`, `ods`, `xml`, `json` or `ndjson`.
    var format: String
    /// The beginning of the file.
    let prefix: [UInt8]
    private let hashing: HashingByteSource
    /// Everything from the first byte on. Can be read once.
    let source: ReplayByteSource
    /// Whether the file can be opened a second time.
    var isReopenable: Bool { path != "-" }

    static let prefixSize = 64 * 1024

    /// - Parameters:
    ///   - forced: the format the user gave.
    ///   - readsAhead: whether a thread of its own may read and hash a long file.
    /// - Throws: `ToolError`.
    init(path: String, forced: String?, readsAhead: Bool = false) throws {
        self.path = path
        let shown = InputFile.name(path)
        do {
            let file = path == "-" ? FileByteSource.standardInput() : try FileByteSource(path: path)
            hashing = HashingByteSource(file, readsAhead: readsAhead)
            prefix = try hashing.readAll(limit: InputFile.prefixSize)
            source = ReplayByteSource(prefix: prefix, rest: hashing)
        } catch { throw ToolError.wrapping(error, file: shown) }
        format = forced ?? InputFile.sniff(prefix)
    }

    /// The name of a file without its folder.
    static func name(_ path: String) -> String {
        path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func sniff(_ prefix: [UInt8]) -> String {
        if XLSXWorkbook.isZip(prefix: prefix) || XLSXWorkbook.isOLE(prefix: prefix) { return "xlsx" }
        var text = prefix[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        if ODSWorkbook.isFlat(prefix: prefix) { return "ods" }
        // UTF-16 XML: the XML reader knows its encodings.
        let wide = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
        let first = (wide ? text.dropFirst(2) : text).first { $0 > 0x20 }
        if first == 0x3C { return "xml" }
        if first == 0x7B || first == 0x5B { return "json" }
        return "csv"
    }

    /// Needs no thread of its own to be read and hashed, unless there is one already.
    func readInTurn() { hashing.hashInTurn() }

    /// SHA-256 and size of the whole file, after reading on to its end.
    func digest() throws -> (sha256: String, bytes: Int) {
        try hashing.drain()
        return (hashing.sha256, hashing.count)
    }
}
