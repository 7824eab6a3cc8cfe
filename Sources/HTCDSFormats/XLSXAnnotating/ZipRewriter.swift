import CLibZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes an archive anew with some of its parts replaced and others added. All others keep their compressed bytes, and
/// every part its place, its name, its time and its attributes.
///
/// Memory: libzip's own buffers. Source: `zip_source_zip(3)`, which copies compressed data where the whole of it is meant.
struct ZipRewriter {
    let archive: ZipArchive
    /// By the index of the part.
    var replaced: [UInt64: SpooledPart] = [:]
    var added: [(name: String, part: SpooledPart)] = []

    init(_ archive: ZipArchive) { self.archive = archive }

    /// - Parameter descriptor: an open, empty file. Stays open.
    /// - Throws: `FormatError`.
    func write(to descriptor: Int32) throws {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let output = htcds_zip_write_to(descriptor, &error) else {
            throw ZipFault.error(zip_error_code_zip(&error))
        }
        var isClosed = false
        defer { if !isClosed { zip_discard(output) } }
        for index in 0..<UInt64(max(zip_get_num_entries(archive.handle, 0), 0)) { try copy(index, to: output) }
        for (name, part) in added {
            let index = try add(name, part.source(for: output), to: output)
            // Of no moment, so that the same workbook gives the same bytes: 1 January 2000 (APPNOTE.TXT 4.4.6).
            zip_file_set_dostime(output, index, 0, 0x2821, 0)
        }
        guard zip_close(output) == 0 else {
            let fault = zip_get_error(output)
            let (code, system) = (zip_error_code_zip(fault), zip_error_code_system(fault))
            guard code == ZIP_ER_WRITE else { throw ZipFault.error(code) }
            throw FormatError(
                .inputOutput,
                "Writing the workbook failed: \(String(cString: strerror(system))). Nothing was left behind.")
        }
        isClosed = true
    }

    private func copy(_ index: UInt64, to output: OpaquePointer) throws {
        var info = zip_stat_t()
        zip_stat_init(&info)
        guard zip_stat_index(archive.handle, index, 0, &info) == 0,
            let raw = zip_get_name(archive.handle, index, ZIP_FL_ENC_RAW.asFlags)
        else { throw ZipFault.error(zip_error_code_zip(zip_get_error(archive.handle))) }
        let source: OpaquePointer
        if let part = replaced[index] {
            source = try part.source(for: output)
        } else {
            guard let copied = zip_source_zip(output, archive.handle, index, 0, 0, -1) else {
                throw ZipFault.error(zip_error_code_zip(zip_get_error(output)))
            }
            source = copied
        }
        let own = try add(String(cString: raw), source, to: output)
        zip_set_file_compression(output, own, Int32(info.comp_method), 0)
        if info.valid & UInt64(ZIP_STAT_MTIME) != 0 { zip_file_set_mtime(output, own, info.mtime, 0) }
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        if zip_file_get_external_attributes(archive.handle, index, 0, &system, &attributes) == 0 {
            zip_file_set_external_attributes(output, own, 0, system, attributes)
        }
    }

    private func add(_ name: String, _ source: OpaquePointer, to output: OpaquePointer) throws -> UInt64 {
        let index = zip_file_add(output, name, source, 0)
        guard index >= 0 else {
            zip_source_free(source)
            throw ZipFault.error(zip_error_code_zip(zip_get_error(output)))
        }
        return UInt64(index)
    }
}

extension BinaryInteger {
    /// Flags of libzip are `zip_flags_t`, its macros come as other integer types.
    fileprivate var asFlags: zip_flags_t { zip_flags_t(truncatingIfNeeded: self) }
}
