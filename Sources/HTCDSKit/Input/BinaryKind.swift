/// Files that hold no table, whatever their name says, known by their first bytes.
enum BinaryKind {
    /// What the file is and what to do, nil where it may be a table.
    static func advice(_ prefix: [UInt8]) -> String? {
        for (start, what) in known where prefix.starts(with: start) { return what }
        return nil
    }

    // RFC 1952, RFC 8878, the formats' own specifications.
    private static let known: [([UInt8], String)] = [
        ([0x1F, 0x8B], "This is a gzip file. Unpack it, and give what is in it."),
        ([0x28, 0xB5, 0x2F, 0xFD], "This is a zstd file. Unpack it, and give what is in it."),
        ([0x42, 0x5A, 0x68], "This is a bzip2 file. Unpack it, and give what is in it."),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "This is an xz file. Unpack it, and give what is in it."),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "This is a 7z file. Unpack it, and give what is in it."),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "This is a RAR file. Unpack it, and give what is in it."),
        (Array("%PDF-".utf8), "This is a PDF, and no table. Ask for the export as a workbook or CSV."),
        ([0x89, 0x50, 0x4E, 0x47], "This is a picture, and no table. Ask for the export as a workbook or CSV."),
        ([0xFF, 0xD8, 0xFF], "This is a picture, and no table. Ask for the export as a workbook or CSV."),
        (Array("GIF8".utf8), "This is a picture, and no table. Ask for the export as a workbook or CSV."),
        (Array("{\\rtf".utf8), "This is a text document, and no table. Ask for the export as a workbook or CSV."),
        (Array("SQLite format 3".utf8), "This is a database. Export its tables as CSV."),
    ]
}
