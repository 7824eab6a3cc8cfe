import HTCDSCells
import HTCDSFormats

private let encodings: [TextEncoding] = TextEncoding.known

/// Text in every encoding: found from the file, weighed, and turned into UTF-8 in pieces of any size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEncodings(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = FuzzInput(start, count)
    _ = try? TextStart(input.bytes)
    weigh(input)
    let encoding = encodings[Int(input.choice) % encodings.count]
    let step = [1, 2, 3, 5, 64, 1_000][Int(input.choice) % 6]
    let whole = transcode(input.bytes, encoding, step: .max, block: 65_536, room: 65_536)
    let cut = transcode(input.bytes, encoding, step: step, block: 64, room: step * 3)
    if whole != cut { fatalError("\(encoding.name) in pieces is not the whole") }
    demandText(whole, encoding)

    var options = CSVOptions(delimiter: 0x2C, encoding: encoding)
    options.escape = .doubled
    let one = Batches.readBoth(encoding.name) { try CSVReader(MemoryByteSource(input.bytes), options: options) }
    // Which order of bytes it is, the first block decides: with another block it may be the other one.
    if encoding != .utf16, encoding != .utf32 { options.chunkSize = 64 }
    let other = Batches.readBoth(encoding.name) {
        try CSVReader(MemoryByteSource(input.bytes, step: step), options: options)
    }
    Reading.demandEqualUpToError(one, other, "CSV in \(encoding.name)")
    return 0
}

/// The evidence of a whole must be that of its pieces.
private func weigh(_ input: FuzzInput) {
    var whole = EncodingEvidence()
    input.bytes.withUnsafeBytes { whole.add($0) }
    whole.finish()
    guard let pieces = try? EncodingEvidence(source: MemoryByteSource(input.bytes, step: input.step)) else {
        fatalError("memory cannot be read")
    }
    if whole.multibyteSequences != pieces.multibyteSequences || whole.strayBytes != pieces.strayBytes {
        fatalError("the evidence depends on where the pieces end")
    }
    if (whole.strayBytes == 0) != (String(validating: input.bytes, as: UTF8.self) != nil) {
        fatalError("valid UTF-8 has no stray bytes, and nothing else has none")
    }
}

private func transcode(_ bytes: [UInt8], _ encoding: TextEncoding, step: Int, block: Int, room: Int) -> [UInt8] {
    var output: [UInt8] = []
    do {
        let source = try TranscodingByteSource(
            MemoryByteSource(bytes, step: step), from: encoding, blockSize: block)
        var buffer = [UInt8](repeating: 0, count: room)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return output }
            output.append(contentsOf: buffer[..<count])
        }
    } catch {
        fatalError("\(encoding.name) is listed as known and cannot be read: \(error)")
    }
}

/// Nothing but UTF-8, and the byte that stands for what is no character.
private func demandText(_ bytes: [UInt8], _ encoding: TextEncoding) {
    let text = bytes.filter { $0 != 0xFF }
    if String(validating: text, as: UTF8.self) == nil { fatalError("\(encoding.name) gave broken text") }
}
