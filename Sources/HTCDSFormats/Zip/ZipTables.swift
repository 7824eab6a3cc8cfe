/// A ZIP container of tables, such as a survey server exports them: a CSV for the form and one for each repeat.
///
/// Nothing is unpacked to disk. Opening it reads the directory and refuses what is made for an attack or cannot be read:
/// names that lead out of the container, two parts of one name, overlaps, encryption, unknown compression, too many parts.
/// What a part really holds is counted while it is read.
///
/// Not thread-safe, together with its sources; several of them may be open at a time.
public final class ZipTables {
    /// A file in the container. Folders are none.
    public struct Entry: Sendable, Hashable {
        /// The name with its folders, with `/`. Bytes that are no UTF-8 are U+FFFD.
        public let name: String
        /// Unpacked bytes, as the directory claims.
        public let size: UInt64
        /// Whether the name is that of a table as text: `.csv`, `.tsv`, `.tab` or `.txt`, and not a file that macOS packs
        /// beside it.
        public let isTable: Bool
        let number: Int
    }

    /// All files, in the order of the directory.
    public let entries: [Entry]
    private let archive: ZipArchive
    private let parts: [ZipArchive.Entry]

    /// - Throws: `FormatError` with `.cannotOpen`, `.notWhatItClaims` or `.beyondLimits`.
    public convenience init(path: String) throws {
        let source = try FileByteSource(path: path)
        var prefix = [UInt8](repeating: 0, count: 4)
        let count = try prefix.withUnsafeMutableBytes { try source.read(into: $0) }
        try Self.demandZip(prefix[..<count])
        try self.init(archive: ZipArchive(path: path, for: .tables))
    }

    /// - Throws: as ``init(path:)``.
    public convenience init(bytes: [UInt8]) throws {
        try Self.demandZip(bytes.prefix(4))
        try self.init(archive: ZipArchive(bytes: bytes, for: .tables))
    }

    /// libzip takes an empty file for an empty container. Source: APPNOTE.TXT 4.3.7, 4.3.16.
    private static func demandZip(_ prefix: ArraySlice<UInt8>) throws {
        guard prefix.elementsEqual([0x50, 0x4B, 3, 4]) || prefix.elementsEqual([0x50, 0x4B, 5, 6]) else {
            throw FormatError(
                .notWhatItClaims,
                prefix.isEmpty
                    ? "The file is empty. Export it again."
                    : "This is no ZIP file. Check what kind of file it is.")
        }
    }

    init(archive: ZipArchive) {
        self.archive = archive
        parts = archive.all
        entries = parts.enumerated().map { number, part in
            Entry(name: part.name, size: part.size, isTable: Self.isTable(part.name), number: number)
        }
    }

    /// The files that are tables, in the order of the directory.
    public var tables: [Entry] { entries.filter(\.isTable) }

    /// The unpacked bytes of one of ``entries``, as a stream.
    ///
    /// - Throws: `FormatError` with `.beyondLimits` for a part that is too large or is compressed as only bombs are. The
    ///   source throws it as well, and `.notWhatItClaims` where a part is damaged or not as long as the directory claims.
    public func source(of entry: Entry) throws -> any ByteSource {
        precondition(parts.indices.contains(entry.number), "an entry belongs to its container")
        return try archive.source(of: parts[entry.number])
    }

    /// Whether a ZIP container with these files is a workbook: Office Open XML, binary or not (ECMA-376 Part 2, 7.2.3),
    /// or OpenDocument (OASIS ODF 1.3 Part 2, 2.2.1).
    public static func isWorkbook(_ entries: some Sequence<Entry>) -> Bool {
        var names: Set<String> = []
        for entry in entries { names.insert(entry.name.lowercased()) }
        if names.contains("xl/workbook.xml") || names.contains("xl/workbook.bin") { return true }
        if names.contains("[content_types].xml"), names.contains("_rels/.rels") { return true }
        return names.contains("content.xml")
            && (names.contains("mimetype") || names.contains("meta-inf/manifest.xml"))
    }

    private static func isTable(_ name: String) -> Bool {
        let steps = name.lowercased().split(separator: "/")
        guard let file = steps.last, steps.first != "__macosx", !file.hasPrefix("._") else { return false }
        return [".csv", ".tsv", ".tab", ".txt"].contains { file.hasSuffix($0) }
    }
}
