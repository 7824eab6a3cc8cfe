import HTCDSCells
import HTCDSFormats

/// CSV in UTF-8: the whole file at once, in chunks, and from a source that gives little at a time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    func open(_ options: CSVOptions, step: Int = .max) -> Reading {
        Batches.readBoth("batches of CSV") {
            try CSVReader(MemoryByteSource(input.bytes, step: step), options: options)
        }
    }
    // As the program opens it: everything is found from the file.
    var options = CSVOptions()
    options.doubtsEncoding = input.choice & 0x08 != 0
    _ = open(options)

    // What is found depends on the first block, so it is said here.
    options = CSVOptions(delimiter: [0x2C, 0x3B, 0x09, 0x7C][Int(input.choice >> 4 & 3)], encoding: .utf8)
    options.escape = input.choice & 0x80 != 0 ? .backslash : .doubled
    options.hasNoHeader = input.choice & 0x40 != 0
    if options.hasNoHeader { options.headerRow = 1 }
    let whole = open(options)
    options.chunkSize = [4, 16, 33, 64, 200, 1_000, 4_096, 65_536][Int((input.choice >> 3 ^ input.choice) & 7)]
    let cut = open(options, step: input.step)
    Reading.demandEqualUpToError(whole, cut, "CSV in chunks of \(options.chunkSize), source by \(input.step)")

    options.longestRecord = 64
    _ = open(options)
    return 0
}
