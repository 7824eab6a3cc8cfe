/// The spreadsheet formats that are read.
public enum SpreadsheetFormat: String, Sendable, CaseIterable {
    /// Office Open XML: `.xlsx`, `.xlsm`.
    case xlsx
    /// OpenDocument: `.ods`, and its form without a container, `.fods`.
    case ods

    /// How much of a file is looked at to tell the formats apart.
    static let prefixBytes = 4_096

    /// Opens a file as what it is, whatever its name ends with.
    ///
    /// - Throws: `FormatError`; a file that is neither is refused in the words of ``XLSXWorkbook``.
    public static func open(path: String) throws -> any SpreadsheetFile {
        let prefix = try FileByteSource(path: path).prefix(prefixBytes)
        if ODSWorkbook.isFlat(prefix: prefix) { return try ODSWorkbook(path: path) }
        guard XLSXWorkbook.isZip(prefix: prefix) else { return try XLSXWorkbook(path: path) }
        return try open(ZipArchive(path: path))
    }

    /// Opens bytes as what they are.
    ///
    /// - Throws: as ``open(path:)``.
    public static func open(bytes: [UInt8]) throws -> any SpreadsheetFile {
        let prefix = bytes.prefix(prefixBytes)
        if ODSWorkbook.isFlat(prefix: prefix) { return try ODSWorkbook(bytes: bytes) }
        guard XLSXWorkbook.isZip(prefix: prefix) else { return try XLSXWorkbook(bytes: bytes) }
        return try open(ZipArchive(bytes: bytes))
    }

    private static func open(_ archive: ZipArchive) throws -> any SpreadsheetFile {
        ODSWorkbook.isPackage(archive) ? try ODSWorkbook(archive: archive) : try XLSXWorkbook(archive: archive)
    }
}

extension ByteSource {
    /// The first `count` bytes, or as many as there are.
    func prefix(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let added = try bytes.withUnsafeMutableBytes {
                try read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
            }
            if added == 0 { break }
            filled += added
        }
        return Array(bytes[..<filled])
    }
}
