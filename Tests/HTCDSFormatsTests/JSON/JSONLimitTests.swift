import HTCDSCells
import HTCDSFormats
import Testing

@Suite("JSON that asks for too much")
struct JSONLimitTests {
    @Test("ten million brackets are refused in an instant", arguments: ["[", "{\"a\":", "[{\"a\":"])
    func depthBomb(unit: String) {
        let bytes = Array(String(repeating: unit, count: 10_000_000 / unit.utf8.count).utf8)
        let time = ContinuousClock().measure {
            for pointer in ["", "/a", "/results"] {
                let error = drainJSON(bytes, pointer: pointer).error
                #expect(error != nil)
                if pointer.isEmpty { #expect(error?.code == .beyondLimits) }
            }
            #expect(formatError { _ = try JSONRecordReader.sniff(MemoryByteSource(bytes)) }?.code == .beyondLimits)
        }
        #expect(time < .seconds(2))
    }

    @Test("depth: 256 and no more, wherever it is")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
        }
        #expect(drainJSON(Array(nested(256).utf8)).error == nil)
        #expect(drainJSON(Array(nested(257).utf8)).error?.code == .beyondLimits)
        #expect(drainJSON(Array("{\"x\":\(nested(255)),\"r\":[]}".utf8), pointer: "/r").error == nil)
        #expect(drainJSON(Array("{\"x\":\(nested(256)),\"r\":[]}".utf8), pointer: "/r").error?.code == .beyondLimits)
        #expect(drainJSON(Array("{\"r\":[],\"x\":\(nested(256))}".utf8), pointer: "/r").error?.code == .beyondLimits)
    }

    @Test("a string of 50 MB, and one byte more")
    func longString() {
        let limit = JSONLimits.standard.cellBytes
        for (count, step, isRight) in [(limit, 70_001, true), (limit + 1, Int.max, false)] {
            let bytes = Array("[\"".utf8) + [UInt8](repeating: 0x61, count: count) + Array("\"]".utf8)
            let reader = JSONRecordReader(source: MemoryByteSource(bytes, step: step), pointer: "")
            let batch = CellBatch(columnCount: 1, recordCapacity: 4, arena: ByteArena(capacity: 64), carriesLines: true)
            let error = formatError {
                let isRead = try reader.read(into: batch)
                #expect(isRead && batch.cell(record: 0, column: 0).length == count)
            }
            #expect((error == nil) == isRight)
            if !isRight { #expect(error?.code == .beyondLimits) }
        }
    }

    @Test("keys, paths, numbers, values and bytes of a record, columns")
    func others() {
        var limits = JSONLimits.standard
        limits.pathBytes = 10
        limits.cellBytes = 12
        limits.recordCells = 4
        limits.recordBytes = 30
        limits.columns = 5
        func code(_ text: String) -> FormatError.Code? { drainJSON(Array(text.utf8), limits: limits).error?.code }
        #expect(code("[{\"1234567890\":1}]") == nil)
        #expect(code("[{\"12345678901\":1}]") == .beyondLimits)
        #expect(code("[{\"1234\":{\"12345\":1}}]") == nil)
        #expect(code("[{\"1234\":{\"123456\":1}}]") == .beyondLimits)
        #expect(code("[\"123456789012\",123456789012]") == nil)
        #expect(code("[\"1234567890123\"]") == .beyondLimits)
        #expect(code("[1234567890123]") == .beyondLimits)
        #expect(code("[[1,2,3,4],[1,2,3,4]]") == nil)
        #expect(code("[[1,2,3,4,5]]") == .beyondLimits)
        #expect(code("[[1234567890,1234567890,1234567890]]") == nil)
        #expect(code("[[1234567890,1234567890,12345678901]]") == .beyondLimits)
        #expect(code("[{\"a\":1,\"b\":1},{\"c\":1,\"d\":1,\"e\":1}]") == nil)
        #expect(code("[{\"a\":1,\"b\":1},{\"c\":1,\"d\":1,\"e\":1},{\"f\":1}]") == .beyondLimits)
        #expect(code("[{\"a\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{},\"f\":{}}]") == .beyondLimits)
        limits.columns = 3
        for step in [1, Int.max] {
            let text = "{\"a\":1}\n{\"b\":1,\"c\":1,\"d\":1}\n{\"a\":1}\n"
            let (all, error) = drain(JSONRecordReader(lines: MemoryByteSource(text, step: step), limits: limits))
            // Paths count for the whole file: that is no fault of one line.
            #expect(all.records.count == 1)
            #expect(error?.code == .beyondLimits)
            #expect(error?.location == .init(byte: 24, line: 2))
        }
    }
}
