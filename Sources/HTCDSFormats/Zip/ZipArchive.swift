import CLibZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A ZIP container, read through libzip.
///
/// The directory is checked before any part is read: number of entries, names, encryption, compression, overlaps. The
/// sizes in it are promises and no more; ``ZipPartSource`` counts. libzip's own strict mode (`ZIP_CHECKCONS`) is left out
/// on purpose: it refuses workbooks that spreadsheet programs and libraries write and read every day.
///
/// Not thread-safe, like `zip_t`. Source: `zip_fdopen(3)`, `zip_stat_index(3)`; names: ISO/IEC 29500-2, 6.2.2.
final class ZipArchive {
    struct Entry {
        let index: UInt64
        /// Name as the directory has it, with `/`.
        let name: String
        let size: UInt64
        let compressedSize: UInt64
    }

    let handle: OpaquePointer
    let limits: ZipLimits
    let purpose: ZipPurpose
    private var entries: [[UInt8]: Entry] = [:]
    /// Names of all parts, in the order of the directory.
    private(set) var names: [String] = []

    /// - Throws: `FormatError` with `.cannotOpen`, `.notWhatItClaims` or `.beyondLimits`.
    convenience init(path: String, limits: ZipLimits = .standard, for purpose: ZipPurpose = .workbook) throws {
        // Opened by descriptor: what was looked at is what is read.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw FormatError(.cannotOpen, "The file cannot be opened: \(String(cString: strerror(errno))).")
        }
        // libzip works on a duplicate.
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, (info.st_mode & S_IFMT) == S_IFREG else {
            throw FormatError(.cannotOpen, "The file cannot be opened: it is not an ordinary file.")
        }
        var code: Int32 = 0
        guard let handle = zip_fdopen(descriptor, 0, &code) else { throw ZipFault.error(code, purpose) }
        try self.init(handle: handle, bytes: UInt64(clamping: info.st_size), limits: limits, purpose: purpose)
    }

    /// - Throws: `FormatError` with `.notWhatItClaims` or `.beyondLimits`.
    convenience init(bytes: [UInt8], limits: ZipLimits = .standard, for purpose: ZipPurpose = .workbook) throws {
        // libzip frees the copy with `free` when the source goes (freep = 1 of zip_source_buffer_create(3)).
        guard let copy = malloc(max(bytes.count, 1)) else { throw ZipFault.error(ZIP_ER_MEMORY, purpose) }
        bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: source.count) }
        }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
            free(copy)
            throw ZipFault.error(zip_error_code_zip(&error), purpose)
        }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw ZipFault.error(zip_error_code_zip(&error), purpose)
        }
        try self.init(handle: handle, bytes: UInt64(bytes.count), limits: limits, purpose: purpose)
    }

    private init(handle: OpaquePointer, bytes: UInt64, limits: ZipLimits, purpose: ZipPurpose) throws {
        self.handle = handle
        self.limits = limits
        self.purpose = purpose
        try readDirectory(archiveBytes: bytes)
    }

    deinit { zip_discard(handle) }

    private func readDirectory(archiveBytes: UInt64) throws {
        let count = zip_get_num_entries(handle, 0)
        guard count >= 0, count <= limits.entries else {
            throw ZipFault.beyond("The file holds more than \(limits.entries) parts.", part: nil, purpose)
        }
        var compressed: UInt64 = 0
        for index in 0..<UInt64(count) {
            var info = zip_stat_t()
            zip_stat_init(&info)
            guard zip_stat_index(handle, index, 0, &info) == 0,
                let raw = zip_get_name(handle, index, ZIP_FL_ENC_RAW.asFlags)
            else { throw ZipFault.error(zip_error_code_zip(zip_get_error(handle)), purpose) }
            // Some libraries write the separator of Windows.
            let name = UnsafeRawBufferPointer(start: raw, count: strlen(raw)).map { $0 == 0x5C ? 0x2F : $0 }
            let text = String(decoding: name, as: UTF8.self)
            try checkName(name)
            guard info.encryption_method == UInt16(ZIP_EM_NONE) else { throw ZipFault.encrypted(part: text, purpose) }
            guard info.comp_method == UInt16(ZIP_CM_STORE) || info.comp_method == UInt16(ZIP_CM_DEFLATE) else {
                throw ZipFault.compression(part: text, purpose)
            }
            // Compressed data of all entries lies side by side in the file: more than the file holds means overlaps.
            let (sum, overflow) = compressed.addingReportingOverflow(info.comp_size)
            guard !overflow, sum <= archiveBytes else {
                throw ZipFault.broken("Its parts overlap or are cut off.", part: text, purpose)
            }
            compressed = sum
            if name.last == 0x2F { continue }
            let entry = Entry(index: index, name: text, size: info.size, compressedSize: info.comp_size)
            // Names of parts are equal when they differ in ASCII case only.
            guard entries.updateValue(entry, forKey: Self.key(name)) == nil else {
                throw ZipFault.broken("Two of its parts have the same name.", part: text, purpose)
            }
            names.append(text)
        }
    }

    /// Nothing is ever unpacked to disk; but such names are made for an attack.
    private func checkName(_ name: [UInt8]) throws {
        let steps = name.split(separator: 0x2F, omittingEmptySubsequences: false)
        let isAbsolute = name.first == 0x2F || (name.count > 1 && name[1] == 0x3A)
        guard !name.isEmpty, !isAbsolute, !steps.contains(where: { $0.elementsEqual([0x2E, 0x2E]) }) else {
            throw ZipFault.broken("One of its parts has a name that leads out of the file.", purpose)
        }
    }

    private static func key(_ name: some Sequence<UInt8>) -> [UInt8] {
        name.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    /// The entry of a part, by name without a leading slash and without regard to ASCII case.
    func entry(_ name: String) -> Entry? { entries[Self.key(name.utf8)] }

    /// All parts in the order of the directory.
    var all: [Entry] { entries.values.sorted { $0.index < $1.index } }

    /// The inflated bytes of a part.
    /// - Parameter limit: the most bytes it may have.
    /// - Throws: `FormatError`.
    func source(of entry: Entry, limit: Int? = nil) throws -> ZipPartSource {
        try ZipPartSource(archive: self, entry: entry, limit: min(limit ?? limits.partBytes, limits.partBytes))
    }
}

extension BinaryInteger {
    /// Flags of libzip are `zip_flags_t`, its macros come as other integer types.
    fileprivate var asFlags: zip_flags_t { zip_flags_t(truncatingIfNeeded: self) }
}
