/// An encoding that a table can be in.
///
/// UTF-8 and Windows-1252 are read by code of this module, everything else by the C library's `iconv`; which ones that
/// knows depends on the machine.
public struct TextEncoding: Sendable, Hashable {
    /// As reports show it.
    public let name: String
    /// What `iconv_open` calls it; empty where `iconv` is not asked.
    let iconvName: String
    /// Bytes that are passed over where a character cannot be read.
    let unit: Int
    /// Bytes that may stand in front of the text to announce the encoding.
    let mark: [UInt8]

    private init(_ name: String, iconv: String, unit: Int = 1, mark: [UInt8] = []) {
        self.name = name
        iconvName = iconv
        self.unit = unit
        self.mark = mark
    }

    public static let utf8 = TextEncoding("UTF-8", iconv: "", mark: [0xEF, 0xBB, 0xBF])
    public static let windows1252 = TextEncoding("Windows-1252", iconv: "")
    public static let utf16LittleEndian = TextEncoding("UTF-16LE", iconv: "UTF-16LE", unit: 2, mark: [0xFF, 0xFE])
    public static let utf16BigEndian = TextEncoding("UTF-16BE", iconv: "UTF-16BE", unit: 2, mark: [0xFE, 0xFF])
    public static let utf32LittleEndian = TextEncoding(
        "UTF-32LE", iconv: "UTF-32LE", unit: 4, mark: [0xFF, 0xFE, 0, 0])
    public static let utf32BigEndian = TextEncoding("UTF-32BE", iconv: "UTF-32BE", unit: 4, mark: [0, 0, 0xFE, 0xFF])
    /// Either order of bytes: the file tells which (``TextStart``).
    public static let utf16 = TextEncoding("UTF-16", iconv: "UTF-16LE", unit: 2)
    /// Either order of bytes: the file tells which (``TextStart``).
    public static let utf32 = TextEncoding("UTF-32", iconv: "UTF-32LE", unit: 4)
    static let gb18030 = TextEncoding("GB18030", iconv: "GB18030", mark: [0x84, 0x31, 0x95, 0x33])

    /// By the names people and programs use, ignoring case, hyphens, underscores and blanks: `utf-8`, `cp1251`, `latin1`,
    /// … A name that is not listed here is looked up in `iconv`, and taken if ASCII keeps its bytes in that encoding.
    ///
    /// ISO-8859-1 is read as Windows-1252, as the WHATWG Encoding Standard says: the two differ only in 32 control
    /// characters that no export holds on purpose.
    public init?(name: String) {
        if let encoding = Self.byKey[Self.key(name)] {
            guard encoding.isAvailable else { return nil }
            self = encoding
            return
        }
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
                || $0 == 0x5F
        }
        guard isPlain, !name.isEmpty, name.utf8.count <= 40 else { return nil }
        let encoding = TextEncoding(name.uppercased(), iconv: name.uppercased())
        guard encoding.keepsASCII else { return nil }
        self = encoding
    }

    /// The encodings that ``init(name:)`` lists and that can be read on this machine, in the order of the list.
    public static var known: [TextEncoding] { listed.map(\.encoding).filter(\.isAvailable) }

    /// Whether every sequence of bytes is text in it.
    public var hasEveryByte: Bool { self == .windows1252 }

    private var isAvailable: Bool { iconvName.isEmpty || IconvTranscoder(self) != nil }

    /// `iconv` also knows names of its own wide forms and of EBCDIC, in which nobody writes a CSV.
    private var keepsASCII: Bool {
        guard let transcoder = IconvTranscoder(self) else { return false }
        let sample = Array("a,Z;0\t\"\r\n".utf8)
        var output = [UInt8](repeating: 0, count: 64)
        let written = sample.withUnsafeBytes { input in
            output.withUnsafeMutableBytes { transcoder.convert(input, isEnd: true, into: $0).written }
        }
        return output.prefix(written).elementsEqual(sample)
    }

    // MARK: The list

    private static func key(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    }

    /// Every encoding with its other names.
    private static let listed: [(encoding: TextEncoding, names: [String])] = {
        var list: [(encoding: TextEncoding, names: [String])] = [
            (.utf8, ["utf8sig", "ascii", "usascii"]),
            (.utf16, ["unicode", "ucs2"]), (.utf16LittleEndian, []), (.utf16BigEndian, []),
            (.utf32, ["ucs4"]), (.utf32LittleEndian, []), (.utf32BigEndian, []),
        ]
        for number in 1250...1258 {
            let encoding =
                number == 1252 ? windows1252 : TextEncoding("Windows-\(number)", iconv: "CP\(number)")
            let more = number == 1252 ? ["ansi", "latin1", "iso88591", "l1"] : []
            list.append((encoding, ["cp\(number)", "\(number)"] + more))
        }
        // The numbers of the "Latin" alphabets (ISO/IEC 8859, part by part). There is no part 12.
        let latin = [2: 2, 3: 3, 4: 4, 9: 5, 10: 6, 13: 7, 14: 8, 15: 9, 16: 10]
        for part in 2...16 where part != 12 {
            list.append(
                (
                    TextEncoding("ISO-8859-\(part)", iconv: "ISO-8859-\(part)"),
                    latin[part].map { ["latin\($0)"] } ?? []
                ))
        }
        list += [
            (TextEncoding("KOI8-R", iconv: "KOI8-R"), ["koi8"]), (TextEncoding("KOI8-U", iconv: "KOI8-U"), []),
            // Its forerunners are parts of it.
            (.gb18030, ["gbk", "gb2312", "cp936", "936"]),
            // As Windows writes it, and so does Excel.
            (TextEncoding("Shift_JIS", iconv: "CP932"), ["sjis", "cp932", "windows31j", "ms932", "932"]),
            (TextEncoding("EUC-JP", iconv: "EUC-JP"), []),
            // With the syllables that Windows adds.
            (TextEncoding("EUC-KR", iconv: "UHC"), ["cp949", "uhc", "949"]),
            (TextEncoding("Big5", iconv: "BIG5"), ["cp950", "950"]),
            (TextEncoding("Windows-874", iconv: "CP874"), ["cp874", "tis620", "874"]),
            (TextEncoding("Macintosh", iconv: "MACINTOSH"), ["macroman", "mac"]),
        ]
        return list
    }()

    private static let byKey: [String: TextEncoding] = Dictionary(
        listed.flatMap { entry in ([entry.encoding.name] + entry.names).map { (key($0), entry.encoding) } },
        uniquingKeysWith: { first, _ in first })
}
