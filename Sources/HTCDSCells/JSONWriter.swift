/// Writes JSON (RFC 8259) into an arena: no tree, no `String`, commas set by itself.
///
/// The caller opens and closes objects and arrays in pairs; keys are ASCII and need no escapes.
public struct JSONWriter {
    public let arena: ByteArena
    private var needsComma = false

    public init(_ arena: ByteArena) { self.arena = arena }

    @inline(__always)
    private mutating func separate() {
        if needsComma { arena.append(0x2C) }
        needsComma = true
    }

    public mutating func beginObject() {
        separate()
        arena.append(0x7B)
        needsComma = false
    }
    public mutating func endObject() {
        arena.append(0x7D)
        needsComma = true
    }
    public mutating func beginArray() {
        separate()
        arena.append(0x5B)
        needsComma = false
    }
    public mutating func endArray() {
        arena.append(0x5D)
        needsComma = true
    }

    /// Writes `"key":`. The next call writes its value.
    public mutating func key(_ key: StaticString) {
        separate()
        arena.append(0x22)
        arena.append(key)
        arena.append("\":")
        needsComma = false
    }

    /// Writes a key that is JSON already, in its quotes.
    public mutating func rawKey(_ json: UnsafeBufferPointer<UInt8>) {
        separate()
        arena.append(json)
        arena.append(0x3A)
        needsComma = false
    }

    /// Writes a key that may hold anything.
    public mutating func key(_ key: String) {
        string(key)
        arena.append(0x3A)
        needsComma = false
    }

    /// Appends text that is JSON already, such as a quoted code made beforehand.
    public mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
        separate()
        arena.append(json)
    }

    public mutating func string(_ text: String) {
        separate()
        var text = text
        text.withUTF8 {
            JSONText.appendQuoted(CellBytes(start: $0.baseAddress ?? JSONText.nothing, count: $0.count), to: arena)
        }
    }
    public mutating func string(_ text: CellBytes) {
        separate()
        JSONText.appendQuoted(text, to: arena)
    }
    public mutating func string(_ text: String?) {
        if let text { string(text) } else { null() }
    }
    public mutating func integer(_ number: Int) {
        separate()
        JSONText.appendInteger(number, to: arena)
    }
    public mutating func integer(_ number: Int?) {
        if let number { integer(number) } else { null() }
    }
    public mutating func bool(_ value: Bool) {
        separate()
        arena.append(value ? "true" as StaticString : "false")
    }
    public mutating func null() {
        separate()
        arena.append("null" as StaticString)
    }

    /// Ends a line between two documents of NDJSON.
    public mutating func newline() {
        arena.append(0x0A)
        needsComma = false
    }

    /// Forgets what was written since `count`, as if it had never been: an object that turned out to be empty.
    public mutating func rewind(to mark: Mark) {
        arena.count = mark.count
        needsComma = mark.needsComma
    }
    public struct Mark {
        let count: Int
        let needsComma: Bool
    }
    public var mark: Mark { Mark(count: arena.count, needsComma: needsComma) }
}

/// The letters of JSON.
public enum JSONText {
    @usableFromInline
    nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = UnsafePointer(
        UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

    /// Appends `text` in quotes, escaping what RFC 8259 section 7 demands. Invalid UTF-8 becomes U+FFFD.
    public static func appendQuoted(_ text: CellBytes, to arena: ByteArena) {
        // The worst byte grows to six.
        arena.reserve(text.count * 6 + 2)
        var out = arena.base + arena.count
        let begin = out
        out.pointee = 0x22
        out += 1
        var index = 0
        let count = text.count
        while index < count {
            let byte = text.start[index]
            if byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C {
                out.pointee = byte
                out += 1
                index += 1
            } else if byte >= 0x80 {
                let width = UTF8Check.width(text, at: index)
                if width == 0 {
                    out[0] = 0xEF
                    out[1] = 0xBF
                    out[2] = 0xBD
                    out += 3
                    index += 1
                } else {
                    for offset in 0..<width { out[offset] = text.start[index + offset] }
                    out += width
                    index += width
                }
            } else {
                out += escape(byte, to: out)
                index += 1
            }
        }
        out.pointee = 0x22
        out += 1
        arena.count += out - begin
    }

    /// Writes the escape of a byte below 0x80 that must not stand for itself, six bytes at most.
    /// - Returns: its length.
    static func escape(_ byte: UInt8, to out: UnsafeMutablePointer<UInt8>) -> Int {
        out[0] = 0x5C
        switch byte {
        case 0x22, 0x5C: out[1] = byte
        case 0x0A: out[1] = 0x6E
        case 0x0D: out[1] = 0x72
        case 0x09: out[1] = 0x74
        default:
            out[1] = 0x75
            out[2] = 0x30
            out[3] = 0x30
            out[4] = hexadecimal(byte >> 4)
            out[5] = hexadecimal(byte & 15)
            return 6
        }
        return 2
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }

    public static func appendInteger(_ number: Int, to arena: ByteArena) {
        arena.reserve(20)
        if number < 0 { arena.append(0x2D) }
        var rest = number.magnitude
        var divisor: UInt = 1
        while rest / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            arena.append(UInt8(0x30 + rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }

    /// `text` in quotes as bytes, made once and written often.
    public static func quoted(_ text: String) -> [UInt8] {
        let arena = ByteArena(capacity: text.utf8.count * 2 + 16)
        var writer = JSONWriter(arena)
        writer.string(text)
        return Array(arena.contents)
    }
}
