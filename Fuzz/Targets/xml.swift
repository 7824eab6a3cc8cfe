import HTCDSCells
import HTCDSFormats

/// XML records at paths of every kind, whole and in pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    let head = try? XMLRecordReader.sniff(MemoryByteSource(input.bytes))
    if let head { _ = (head.firstRecordPaths, head.paths(record: "//case")) }
    let records = ["/", "//case", "/cases/case", "/\(head?.rootLocalName ?? "data")", "/data/person", "case", "//", ""]
    let record = records[Int(input.choice >> 3 & 7)]
    let wanted = input.choice & 0x40 != 0 ? ["meta/instanceID", "@id", "."] : head?.firstRecordPaths ?? []
    var limits = XMLLimits.standard
    if input.choice & 0x80 != 0 {
        (limits.depth, limits.attributes, limits.namespaces, limits.tagBytes) = (4, 3, 2, 100)
        (limits.cellBytes, limits.recordBytes, limits.recordCells, limits.columns) = (64, 200, 12, 9)
    }
    var shape = TreeShape.plain
    if input.choice & 0x40 != 0 {
        shape = TreeShape(
            repeats: ["person": ["n", "@id"], "loc": ["a", "."], "a": ["b"]], lists: ["note", "loc", "person/n"],
            marks: ["meta", "prs_Gender", "a"], named: ["meta": "id", "a/b": "name"])
        shape.unescapes = true
    }
    func open(step: Int) -> Reading {
        Batches.readBoth("batches of XML") {
            XMLRecordReader(
                source: MemoryByteSource(input.bytes, step: step), record: record, wanted: wanted, shape: shape,
                limits: limits)
        }
    }
    let whole = open(step: .max)
    let cut = open(step: input.step)
    demandSame(whole, cut)
    return 0
}

/// Where libxml2 sees an error, and which of several, depends on how much it was given; what was read before does not.
private func demandSame(_ one: Reading, _ other: Reading) {
    if one.error == nil, other.error == nil { return Reading.demandEqual(one, other, "XML in pieces") }
    guard (one.error == nil) == (other.error == nil) else {
        fatalError("XML in pieces: only one fails: \(String(describing: one.error ?? other.error))")
    }
    let (short, long) = one.trace.count < other.trace.count ? (one, other) : (other, one)
    if !long.trace.starts(with: short.trace) { fatalError("XML in pieces: other cells before the error") }
}
