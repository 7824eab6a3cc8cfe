import HTCDSCells
import HTCDSFormats

/// JSON and NDJSON, whole and in pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    let head = try? JSONRecordReader.sniff(MemoryByteSource(input.bytes))
    if let head { for pointer in head.recordPointers { _ = head.paths(pointer: pointer) } }
    var limits = JSONLimits.standard
    if input.choice & 0x80 != 0 {
        (limits.depth, limits.pathBytes, limits.cellBytes) = (4, 24, 64)
        (limits.recordBytes, limits.recordCells, limits.columns) = (200, 12, 9)
    }
    // What a mapping wants is there whatever the limits are, so it keeps to them here.
    let wanted = (input.choice & 0x40 != 0 ? ["meta/instanceID", "a", "."] : head?.paths ?? [])
        .filter { $0.utf8.count < limits.pathBytes }
    let shape =
        input.choice & 0x40 != 0
        ? TreeShape(
            repeats: ["person": ["n", "b"], "a": ["b", "c"]], lists: ["a/b", "d", "person/n"], marks: ["meta", "a"])
        : .plain
    let pointers = ["", "/results", head?.recordPointers.first ?? "/a/b", "/0", "/a~1b/~01", "results", "/", "/a/0/b"]
    let pointer = pointers[Int(input.choice >> 3 & 7)]
    func open(step: Int) -> Reading {
        Batches.readBoth("batches of JSON") {
            JSONRecordReader(
                source: MemoryByteSource(input.bytes, step: step), pointer: pointer, wanted: wanted, shape: shape,
                limits: limits)
        }
    }
    Reading.demandEqual(open(step: .max), open(step: input.step), "JSON in pieces")

    func openLines(step: Int) -> (Reading, [String]) {
        var rejected: [String] = []
        let reading = Batches.readBoth("batches of NDJSON") {
            rejected = []
            let reader = JSONRecordReader(
                lines: MemoryByteSource(input.bytes, step: step), wanted: wanted, shape: shape, limits: limits)
            // Of a line longer than a record may be, the text is as much of the beginning as was at hand.
            reader.onRejectedLine = { line, why, text in
                let known = text.count > limits.recordBytes ? text.buffer.prefix(0) : text.buffer[...]
                rejected.append("\(line) \(why) \(Array(known))")
            }
            return reader
        }
        return (reading, rejected)
    }
    let whole = openLines(step: .max)
    let cut = openLines(step: input.step)
    Reading.demandEqual(whole.0, cut.0, "NDJSON in pieces")
    if whole.1 != cut.1 { fatalError("NDJSON in pieces: other rejected lines") }
    return 0
}
