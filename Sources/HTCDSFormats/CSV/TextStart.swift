/// What the first bytes of a file say about the encoding of its text.
public struct TextStart: Sendable {
    public let encoding: TextEncoding
    /// Why, in words for the report.
    public let why: String
    /// Bytes of the byte order mark in front of the text, 0 where there is none.
    public let markLength: Int
    /// Whether nothing further on can speak against it. Where false, UTF-8 was taken because it is likely.
    public let isCertain: Bool

    private static let looked = 4096

    /// - Parameters:
    ///   - bytes: the beginning; 4 KiB are enough.
    ///   - given: the encoding the user says it is. It is believed, whatever the bytes are.
    /// - Throws: `FormatError` with `.notWhatItClaims` where the bytes are no text in any encoding.
    public init(_ bytes: some Collection<UInt8>, given: TextEncoding? = nil) throws {
        let bytes = Array(bytes.prefix(TextStart.looked))
        if let given {
            let wide: [TextEncoding] =
                given == .utf16
                ? [.utf16LittleEndian, .utf16BigEndian]
                : given == .utf32 ? [.utf32LittleEndian, .utf32BigEndian] : [given]
            // Without any sign it is little-endian, as Windows writes it and the WHATWG Encoding Standard says.
            encoding =
                wide.count == 1
                ? given
                : wide.first { bytes.starts(with: $0.mark) } ?? wide.first { TextStart.fits(bytes, $0) } ?? wide[0]
            let mark = [encoding, .utf8].first { !$0.mark.isEmpty && bytes.starts(with: $0.mark) }
            // Behind a mark of UTF-8 even text in another encoding begins after it.
            markLength = mark?.mark.count ?? 0
            why = "given by --encoding"
            isCertain = true
            return
        }
        if let marked = TextStart.marked(bytes) {
            (encoding, why, markLength, isCertain) = (marked, "byte order mark", marked.mark.count, true)
            return
        }
        let wide: [TextEncoding] = [.utf32LittleEndian, .utf32BigEndian, .utf16LittleEndian, .utf16BigEndian]
        if let found = wide.first(where: { TextStart.fits(bytes, $0) }) {
            (encoding, why, markLength, isCertain) = (
                found, "no byte order mark, and NUL bytes stand where \(found.name) has them", 0, true
            )
            return
        }
        if bytes.count(where: { $0 == 0 }) > bytes.count / 8 {
            throw FormatError(
                .notWhatItClaims,
                "The file is no text: it is full of NUL bytes. If it is a spreadsheet, name it .xlsx; if it is text, say "
                    + "its encoding with --encoding.",
                location: .init(byte: 0))
        }
        (encoding, why, markLength, isCertain) = (.utf8, "every byte is UTF-8", 0, false)
    }

    /// The encoding whose byte order mark the text begins with.
    private static func marked(_ bytes: [UInt8]) -> TextEncoding? {
        // The mark of UTF-32 begins with that of UTF-16.
        let marks: [TextEncoding] = [
            .utf32LittleEndian, .utf32BigEndian, .utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian,
        ]
        return marks.first { bytes.starts(with: $0.mark) }
    }

    /// Whether the bytes read like a table in UTF-16 or UTF-32: delimiters, digits and line ends are ASCII in every
    /// script, so that the NUL bytes beside them stand at one side only, and no unit is an unwritable one.
    private static func fits(_ bytes: [UInt8], _ encoding: TextEncoding) -> Bool {
        let unit = encoding.unit
        let isBig = encoding == .utf16BigEndian || encoding == .utf32BigEndian
        guard unit > 1 else { return false }
        var (ascii, marks, units) = (0, 0, 0)
        var index = 0
        while index + unit <= bytes.count {
            var value: UInt32 = 0
            for offset in 0..<unit {
                value |= UInt32(bytes[index + offset]) << UInt32(8 * (isBig ? unit - 1 - offset : offset))
            }
            index += unit
            units += 1
            if value > 0x10FFFF || (unit == 4 && (0xD800...0xDFFF).contains(value)) { return false }
            // Controls, NUL among them, stand in no table.
            if value < 0x20 && ![0x09, 0x0A, 0x0D].contains(value) { return false }
            if value < 0x80 { ascii += 1 }
            if [0x09, 0x0A, 0x0D, 0x2C, 0x3B, 0x7C].contains(value) { marks += 1 }
        }
        return ascii >= 3 && marks >= 1 && ascii * 16 >= units
    }
}
