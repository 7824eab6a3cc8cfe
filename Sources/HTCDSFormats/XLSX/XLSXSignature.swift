extension XLSXWorkbook {
    /// Whether a file that begins like this is a ZIP container (APPNOTE.TXT 4.3.7 and 4.3.16).
    public static func isZip(prefix: some Collection<UInt8>) -> Bool {
        prefix.starts(with: [0x50, 0x4B, 0x03, 0x04]) || prefix.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Whether a file that begins like this is an OLE compound file: an old `.xls`, or a workbook behind a password.
    /// Source: MS-CFB 2.2.
    public static func isOLE(prefix: some Collection<UInt8>) -> Bool {
        prefix.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    }

    /// Refuses what is no ZIP, and says what it is.
    ///
    /// - Parameter bytes: as much of the file as is at hand, from its start.
    static func demandZip(_ bytes: [UInt8]) throws {
        if isZip(prefix: bytes) { return }
        guard isOLE(prefix: bytes) else {
            throw FormatError(
                .notWhatItClaims,
                bytes.isEmpty
                    ? "The file is empty. Export it again."
                    : "This is not a workbook (.xlsx): it is no ZIP file. Check what kind of file it is.")
        }
        // MS-OFFCRYPTO 2.3.4: the stream of an encrypted workbook has this name, in UTF-16.
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        if contains(bytes, name) { throw ZipFault.encrypted(part: nil) }
        throw FormatError(
            .notWhatItClaims,
            "This is an old Excel file (.xls), or one behind a password. "
                + "Open it in a spreadsheet program and save it as .xlsx without a password.")
    }

    private static func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
        guard let first = pattern.first, bytes.count >= pattern.count else { return false }
        for start in 0...(bytes.count - pattern.count) where bytes[start] == first {
            if bytes[start..<start + pattern.count].elementsEqual(pattern) { return true }
        }
        return false
    }
}
