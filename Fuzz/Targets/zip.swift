import HTCDSCells
import HTCDSFormats

/// ZIP containers as they come: tables, and both kinds of workbooks.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZIP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    do {
        let tables = try ZipTables(bytes: input.bytes)
        _ = ZipTables.isWorkbook(tables.entries)
        for entry in tables.entries.prefix(64) { try? readPart(tables.source(of: entry), claims: entry.size) }
    } catch let error {
        guard error is FormatError else { fatalError("an error of another type: \(type(of: error))") }
    }
    openWorkbook(input.bytes, firstRow: 1) { try XLSXWorkbook(bytes: $0) }
    openWorkbook(input.bytes, firstRow: 1) { try ODSWorkbook(bytes: $0) }
    return 0
}

/// A part never gives more than the directory claims.
private func readPart(_ source: any ByteSource, claims size: UInt64) throws {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var total = 0
    while total < 1 << 24 {
        let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
        if count == 0 { break }
        total += count
        if UInt64(total) > size { fatalError("a part gave more than its directory claims") }
    }
}
