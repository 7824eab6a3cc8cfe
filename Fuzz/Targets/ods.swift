import HTCDSCells
import HTCDSFormats

/// OpenDocument spreadsheets. The input is the XML of one in a single file (`.fods`), or of the content of a package,
/// around which the container is made anew.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzODS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    var bytes = input.bytes
    if input.choice & 0x10 != 0 {
        var zip = StoredZip()
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zip.add("content.xml", bytes)
        bytes = zip.bytes
    }
    openWorkbook(bytes, firstRow: Int(input.choice >> 6) + 1) { try ODSWorkbook(bytes: $0) }
    return 0
}
