import HTCDSCells

/// Writes values of fictional cases as bytes, behind each other.
///
/// Whoever calls has made room for the values and for 15 bytes more.
struct FictionCells {
    let phrases: FictionPhrases
    private(set) var out: UnsafeMutablePointer<UInt8>

    init(_ phrases: FictionPhrases, at start: UnsafeMutablePointer<UInt8>) {
        self.phrases = phrases
        out = start
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        out.pointee = byte
        out += 1
    }

    /// Copies 16 bytes at a time, and so writes up to 15 bytes more than there are; the next value covers them.
    @inline(__always)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        let from = UnsafeRawPointer(start)
        let to = UnsafeMutableRawPointer(out)
        var offset = 0
        repeat {
            to.storeBytes(
                of: from.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self), toByteOffset: offset,
                as: SIMD16<UInt8>.self)
            offset += 16
        } while offset < bytes.count
        out += bytes.count
    }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        out.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        out += text.utf8CodeUnitCount
    }

    @inline(__always)
    mutating func put(number: UInt32) {
        var digits = 1
        var bound: UInt32 = 10
        while digits < 9 && number >= bound {
            digits += 1
            bound *= 10
        }
        put(number: number, digits: digits)
    }

    @inline(__always)
    mutating func put(number: UInt32, digits: Int) {
        var rest = number
        var index = digits - 1
        while index >= 0 {
            out[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            index -= 1
        }
        out += digits
    }

    @inline(__always)
    mutating func put(date raw: UInt32) {
        put(number: raw >> 9, digits: 4)
        let month = raw >> 5 & 15
        guard month > 0 else { return }
        put(0x2D)
        put(number: month, digits: 2)
        guard raw & 31 > 0 else { return }
        put(0x2D)
        put(number: raw & 31, digits: 2)
    }

    /// Tenths as a number without a needless zero: `-12.5`, `7`.
    @inline(__always)
    mutating func put(tenths: Int32) {
        if tenths < 0 { put(0x2D) }
        put(number: tenths.magnitude / 10)
        if tenths.magnitude % 10 > 0 {
            put(0x2E)
            put(number: tenths.magnitude % 10, digits: 1)
        }
    }

    /// A phrase that needs no quotes, with what stands before or behind it.
    @inline(__always)
    mutating func putComposed(_ value: FictionValue) {
        switch value.tag {
        case .street:
            put(number: value.b)
            put(0x20)
            put(phrases.csv(Int(value.a)))
        case .email:
            put(phrases.csv(Int(value.a)))
            put(0x2E)
            put(number: value.b)
            put("@example.org")
        default:
            put(phrases.csv(Int(value.a)))
            put(number: value.b, digits: Int(value.count))
        }
    }

    mutating func putCSV(_ value: FictionValue) {
        switch value.tag {
        case .absent: break
        case .phrase, .lookup: put(phrases.csv(Int(value.a)))
        case .phrases:
            for index in 0..<Int(value.count) {
                if index > 0 { put(0x3B) }
                put(phrases.csv(value.code(at: index)))
            }
        case .street, .email, .padded: putComposed(value)
        case .date: put(date: value.a)
        case .boolean: put(value.a == 1 ? "true" as StaticString : "false")
        case .integer: put(number: value.a)
        case .tenths: put(tenths: Int32(bitPattern: value.a))
        }
    }

    /// - Parameter resolves: whether the organisations that lookups name stand in the record.
    mutating func putJSON(_ value: FictionValue, resolves: Bool) {
        switch value.tag {
        case .absent: break
        case .lookup where value.b > 0 && resolves:
            put("{\"ref\":\"o")
            put(number: value.b)
            put("\"}")
        case .phrase, .lookup: put(phrases.json(Int(value.a)))
        case .phrases:
            put(0x5B)
            for index in 0..<Int(value.count) {
                if index > 0 { put(0x2C) }
                put(phrases.json(value.code(at: index)))
            }
            put(0x5D)
        case .street, .email, .padded:
            put(0x22)
            putComposed(value)
            put(0x22)
        case .date:
            put(0x22)
            put(date: value.a)
            put(0x22)
        case .boolean: put(value.a == 1 ? "true" as StaticString : "false")
        case .integer: put(number: value.a)
        case .tenths: put(tenths: Int32(bitPattern: value.a))
        }
    }

    /// The text of one element.
    mutating func putXML(_ value: FictionValue) {
        switch value.tag {
        case .phrase, .lookup: put(phrases.xml(Int(value.a)))
        default: putCSV(value)
        }
    }
}
