import HTCDSCells
import HTCDSFormats

/// CSV in UTF-8: the whole file at once, in chunks, and from a source that gives little at a time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    var passedOver: CSVFile.PassedOver?
    func open(_ options: CSVOptions, step: Int = .max) -> Reading {
        Batches.readBoth("batches of CSV") {
            let reader = try CSVReader(MemoryByteSource(input.bytes, step: step), options: options)
            return Noting(reader) { passedOver = reader.file.passedOver }
        }
    }
    // As the program opens it: everything is found from the file.
    var options = CSVOptions()
    options.doubtsEncoding = input.choice & 0x08 != 0
    options.doubtsEscape = options.doubtsEncoding
    _ = open(options)
    _ = CSVHead(input.bytes, isWhole: input.choice & 1 != 0, options: options)
    weigh(input)

    // What is found depends on the first block, so it is said here.
    options = CSVOptions(delimiter: [0x2C, 0x3B, 0x09, 0x7C][Int(input.choice >> 4 & 3)], encoding: .utf8)
    options.escape = input.choice & 0x80 != 0 ? .backslash : .doubled
    options.hasNoHeader = input.choice & 0x40 != 0
    if options.hasNoHeader { options.headerRow = 1 }
    if input.choice & 0xC0 == 0xC0 { (options.comment, options.footers) = (0x23, ["Total*", "*x*y", "1"]) }
    if input.choice & 0xC0 == 0x80 { (options.titleRow, options.headerRow, options.dataRow) = (1, 2, 4) }
    let whole = open(options)
    let passedOverByWhole = passedOver
    options.chunkSize = [4, 16, 33, 64, 200, 1_000, 4_096, 65_536][Int((input.choice >> 3 ^ input.choice) & 7)]
    let cut = open(options, step: input.step)
    Reading.demandEqualUpToError(whole, cut, "CSV in chunks of \(options.chunkSize), source by \(input.step)")
    if whole.error == nil, passedOver != passedOverByWhole { fatalError("CSV in chunks: other rows passed over") }

    options.longestRecord = 64
    _ = open(options)
    return 0
}

/// The evidence of a whole must be that of its pieces.
private func weigh(_ input: FuzzInput) {
    var whole = EscapeEvidence(delimiter: nil)
    input.bytes.withUnsafeBytes { whole.add($0) }
    whole.finish()
    let pieces = try? EscapeEvidence(source: MemoryByteSource(input.bytes, step: input.step), delimiter: nil)
    if pieces?.verdict != whole.verdict { fatalError("the evidence for an escape depends on where the pieces end") }
}

/// Says when a reader has come to its end.
private final class Noting: BatchReader {
    private let reader: any BatchReader
    private let atEnd: () -> Void

    init(_ reader: any BatchReader, atEnd: @escaping () -> Void) {
        self.reader = reader
        self.atEnd = atEnd
    }

    var columns: [SourceColumn] { reader.columns }

    func read(into batch: CellBatch) throws -> Bool {
        let isThere = try reader.read(into: batch)
        if !isThere { atEnd() }
        return isThere
    }
}
