import CLibZip

/// The inflated bytes of one part of a ZIP, counted while they come.
///
/// libzip checks the CRC at the end of the part (`zip_fread(3)`); that the size in the directory is true is checked here,
/// at the first byte too many.
final class ZipPartSource: ByteSource {
    // Holds the archive open.
    private let archive: ZipArchive
    private let file: OpaquePointer
    private let entry: ZipArchive.Entry
    private let limit: Int
    private var count = 0

    init(archive: ZipArchive, entry: ZipArchive.Entry, limit: Int) throws {
        let limits = archive.limits
        guard entry.size <= UInt64(clamping: limit) else { throw Self.tooLarge(limit, entry, archive.purpose) }
        let (allowed, overflow) = entry.compressedSize.multipliedReportingOverflow(by: UInt64(clamping: limits.ratio))
        if entry.size > UInt64(clamping: limits.ratioFloor), !overflow, entry.size > allowed {
            throw ZipFault.beyond(
                "A part of the file is compressed more than \(limits.ratio) times.", part: entry.name, archive.purpose)
        }
        guard let file = zip_fopen_index(archive.handle, entry.index, 0) else {
            throw ZipFault.error(
                zip_error_code_zip(zip_get_error(archive.handle)), part: entry.name, archive.purpose)
        }
        self.archive = archive
        self.entry = entry
        self.limit = limit
        self.file = file
    }

    deinit { zip_fclose(file) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
        let added = Int(zip_fread(file, start, UInt64(buffer.count)))
        guard added >= 0 else {
            throw ZipFault.error(zip_error_code_zip(zip_file_get_error(file)), part: entry.name, archive.purpose)
        }
        count += added
        if UInt64(count) > entry.size || (added == 0 && UInt64(count) != entry.size) {
            throw ZipFault.broken(
                "A part is not as long as the directory of the file says.", part: entry.name, archive.purpose)
        }
        if count > limit { throw Self.tooLarge(limit, entry, archive.purpose) }
        return added
    }

    private static func tooLarge(
        _ limit: Int, _ entry: ZipArchive.Entry, _ purpose: ZipPurpose
    ) -> FormatError {
        ZipFault.beyond("A part of the file is larger than \(limit >> 20) MiB.", part: entry.name, purpose)
    }
}
