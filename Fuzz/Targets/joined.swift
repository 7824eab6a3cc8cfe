import HTCDSCells
import HTCDSFormats

/// Related tables: a main table, one that hangs on it and one that hangs on that, as CSV with the byte 0x1E between them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJoined(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    let tables = input.bytes.split(separator: 0x1E, maxSplits: 2, omittingEmptySubsequences: false).map { Array($0) }
    let form = input.choice & 1 == 0 ? KeyForm.exact : .salesforceId
    var options = CSVOptions(delimiter: 0x2C, encoding: .utf8)
    options.escape = .doubled
    Batches.readBoth("batches of joined tables") {
        var joins: [TableJoin] = []
        for (number, table) in tables.dropFirst().enumerated() {
            let related = try RelatedTable(
                CSVReader(MemoryByteSource(table), options: options), keyColumn: Int(input.choice >> 1 & 1), form: form)
            joins.append(
                TableJoin(
                    name: "t\(number)", table: related, parent: number == 1 && input.choice & 4 != 0 ? "t0" : nil,
                    parentColumn: Int(input.choice >> 3 & 1), isSingle: input.choice & 0x10 != 0 && number == 0,
                    pivot: input.choice & 0x20 != 0 && number == 1 ? (1, 2) : nil))
        }
        return JoinedReader(try CSVReader(MemoryByteSource(tables[0]), options: options), joins: joins)
    }
    return 0
}
