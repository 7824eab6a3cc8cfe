extension ODSWorkbook {
    private static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"

    /// Whether a file that begins like this is an OpenDocument package of any kind: a ZIP whose first part is `mimetype`,
    /// stored (OpenDocument 1.3, part 2, 3.3). Packages that were put together otherwise are not recognised by it.
    public static func isPackage(prefix: some Collection<UInt8>) -> Bool {
        let name = prefix.dropFirst(30)
        return XLSXWorkbook.isZip(prefix: prefix) && name.starts(with: "mimetype".utf8)
            && name.dropFirst(8).starts(with: "application/vnd.oasis.opendocument.".utf8)
    }

    /// Whether a file that begins like this is an OpenDocument spreadsheet in one XML document (`.fods`).
    ///
    /// - Parameter prefix: 4,096 bytes, or the whole file.
    public static func isFlat(prefix: some Collection<UInt8>) -> Bool {
        let bytes = Array(prefix.prefix(SpreadsheetFormat.prefixBytes))
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard text.first(where: { $0 > 0x20 }) == 0x3C else { return false }
        let start = String(decoding: text, as: UTF8.self)
        return start.contains("<office:document ") && start.contains("office:mimetype=\"\(mediaType)")
    }

    /// Whether an open container is an OpenDocument package of any kind.
    static func isPackage(_ archive: ZipArchive) -> Bool {
        if archive.entry("[Content_Types].xml") != nil { return false }
        return archive.entry("mimetype") != nil || archive.entry("content.xml") != nil
    }

    /// Refuses packages that are something else, or encrypted.
    static func demandSpreadsheet(_ archive: ZipArchive) throws {
        if let entry = archive.entry("mimetype") {
            let type = String(decoding: try archive.source(of: entry, limit: 65_536).prefix(256), as: UTF8.self)
            // Spreadsheets and their templates (-template).
            guard type.hasPrefix(mediaType) else {
                throw FormatError(
                    .notWhatItClaims,
                    "This is not an OpenDocument spreadsheet (.ods) but a file of another kind. "
                        + "Check what kind of file it is.",
                    location: .init(part: entry.name))
            }
        }
        if let entry = archive.entry("META-INF/manifest.xml") {
            let manifest = ODSManifest()
            try manifest.read(archive.source(of: entry, limit: PathCollector.partLimit), part: entry.name)
            if manifest.isEncrypted { throw ZipFault.encrypted(part: nil) }
        }
    }
}
