import OrderedCollections

/// Reads one JSON document by RFC 8259, strictly: UTF-8, no comments, no trailing commas, no key twice in an object.
///
/// Error messages give the byte, counted from 1, and never a piece of the text.
struct JSONParser {
    private let bytes: [UInt8]
    private var place = 0

    /// - Throws: `DecodingError.dataCorrupted`.
    static func parse(_ bytes: some Sequence<UInt8>) throws -> JSONValue {
        var parser = JSONParser(bytes: Array(bytes))
        parser.skipByteOrderMark()
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.place == parser.bytes.count else {
            throw parser.error("there is more after the end of the document")
        }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth <= JSONValue.maximumDepth else { throw JSONValue.tooDeep }
        skipBlanks()
        guard let byte = peek else { throw error("the document ends early") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", means: .bool(true))
        case UInt8(ascii: "f"): return try word("false", means: .bool(false))
        case UInt8(ascii: "n"): return try word("null", means: .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw error("no JSON value begins like this")
        }
    }

    private mutating func object(depth: Int) throws -> JSONValue {
        place += 1
        var entries: OrderedDictionary<String, JSONValue> = [:]
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(entries) }
        repeat {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
            let start = place
            let key = try string()
            guard entries[key] == nil else { throw error("a key stands twice in an object", at: start) }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw error("expected a colon after a key") }
            entries[key] = try value(depth: depth + 1)
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw error("expected a comma or the end of an object") }
        return .object(entries)
    }

    private mutating func array(depth: Int) throws -> JSONValue {
        place += 1
        var items: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(items) }
        repeat {
            items.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw error("expected a comma or the end of an array") }
        return .array(items)
    }

    private mutating func number() throws -> NumberValue {
        let start = place
        while let byte = peek, Self.isOfNumber(byte) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let number = NumberValue(text) else { throw error("this is no number, or one too large", at: start) }
        return number
    }

    /// Reads a string whose opening quote is next.
    private mutating func string() throws -> String {
        let opening = place
        place += 1
        var text: [UInt8] = []
        var start = place
        while true {
            guard let byte = peek else { throw error("a text has no closing quote", at: opening) }
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<place]
                place += 1
                guard let result = String(validating: text, as: UTF8.self) else {
                    throw error("a text is not UTF-8", at: opening)
                }
                return result
            case UInt8(ascii: "\\"):
                text += bytes[start..<place]
                place += 1
                text += try escape()
                start = place
            case 0..<0x20: throw error("a control character stands in a text")
            default: place += 1
            }
        }
    }

    /// Reads what follows a backslash.
    private mutating func escape() throws -> [UInt8] {
        guard let byte = peek else { throw error("the document ends early") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try escapedScalar()).utf8)
        default: throw error("no such escape", at: place - 1)
        }
    }

    /// Reads four hexadecimal digits, or a pair of surrogates (RFC 8259, section 7).
    private mutating func escapedScalar() throws -> Character {
        let start = place
        var code = try fourDigits()
        if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let low = try fourDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair", at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair", at: start) }
        return Character(scalar)
    }

    private mutating func fourDigits() throws -> UInt32 {
        guard place + 4 <= bytes.count else { throw error("the document ends early") }
        var code: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error("expected four hexadecimal digits")
            }
            code = code << 4 + UInt32(digit)
        }
        place += 4
        return code
    }

    private mutating func word(_ word: StaticString, means value: JSONValue) throws -> JSONValue {
        let end = place + word.utf8CodeUnitCount
        let matches = end <= bytes.count && word.withUTF8Buffer { $0.elementsEqual(bytes[place..<end]) }
        guard matches else { throw error("no JSON value begins like this") }
        place = end
        return value
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    /// Some programs write the mark, though RFC 8259, section 8.1, asks them not to; readers may pass over it.
    private mutating func skipByteOrderMark() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private func error(_ problem: String, at place: Int? = nil) -> DecodingError {
        let byte = (place ?? self.place) + 1
        return .dataCorrupted(.init(codingPath: [], debugDescription: "Not JSON at byte \(byte): \(problem)."))
    }
}
