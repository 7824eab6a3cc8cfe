/// Windows-1252 to UTF-8 (WHATWG Encoding Standard, index windows-1252: the five unassigned bytes become controls).
final class Windows1252: Transcoder {
    /// Code points of 0x80…0x9F.
    private static let upper: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]

    /// A byte grows to three at most.
    func convert(
        _ input: UnsafeRawBufferPointer, isEnd: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> (read: Int, written: Int) {
        guard let begin = output.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return (0, 0) }
        var out = begin
        let count = min(input.count, output.count / 3)
        Windows1252.upper.withUnsafeBufferPointer { upper in
            for byte in input[..<count] {
                if byte < 0x80 {
                    out.pointee = byte
                    out += 1
                    continue
                }
                let point = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
                if point < 0x800 {
                    out[0] = UInt8(0xC0 | point >> 6)
                    out[1] = UInt8(0x80 | point & 0x3F)
                    out += 2
                } else {
                    out[0] = UInt8(0xE0 | point >> 12)
                    out[1] = UInt8(0x80 | point >> 6 & 0x3F)
                    out[2] = UInt8(0x80 | point & 0x3F)
                    out += 3
                }
            }
        }
        return (count, out - begin)
    }
}
