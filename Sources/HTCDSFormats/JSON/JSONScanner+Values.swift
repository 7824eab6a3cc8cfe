import HTCDSCells

/// Strings, numbers and literals (RFC 8259, sections 3, 6 and 7).
extension JSONScanner {
    /// What a string was like.
    struct StringTraits: OptionSet {
        let rawValue: UInt8
        /// Bytes above ASCII may be among those that were copied: their UTF-8 is not checked yet.
        static let mayBeBroken = StringTraits(rawValue: 1)
        /// An escape named half a surrogate pair; U+FFFD stands in its place.
        static let hasLoneSurrogate = StringTraits(rawValue: 2)
    }

    /// Reads the string whose opening quote was used up, with its escapes resolved, to the end of `arena`.
    ///
    /// - Parameter isDiscarded: keep nothing of it.
    func string(
        into arena: ByteArena, limit: Int, over: (Int) -> String, isDiscarded: Bool = false
    ) throws -> StringTraits {
        let start = arena.count
        let quotes = SIMD16<UInt8>(repeating: 0x22)
        let slashes = SIMD16<UInt8>(repeating: 0x5C)
        let blanks = SIMD16<UInt8>(repeating: 0x20)
        var seen = SIMD16<UInt8>(repeating: 0)
        // Half a surrogate pair, and where its stand-in ends.
        var half: UInt32 = 0
        var halfEnd = -1
        var halves = 0
        while true {
            if isDiscarded {
                arena.count = start
                halfEnd = -1
            }
            if position == end { guard try more() else { throw truncated() } }
            let available = end &- position
            arena.reserve(available &+ 16)
            let from = UnsafeRawPointer(base + position)
            let to = UnsafeMutableRawPointer(arena.base + arena.count)
            var index = 0
            while index < available {
                let block = from.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                to.storeBytes(of: block, toByteOffset: index, as: SIMD16<UInt8>.self)
                seen |= block
                let hit = Self.firstHit((block .== quotes) .| (block .== slashes) .| (block .< blanks))
                index &+= hit
                if hit < 16 { break }
            }
            if index > available { index = available }
            position &+= index
            arena.count &+= index
            // What is not kept takes no room, however long it is.
            if !isDiscarded, arena.count &- start > limit {
                throw tooLong(arena.count &- start &- limit, ofLast: index, message: over(limit))
            }
            guard index < available else { continue }
            switch base[position] {
            case 0x22:
                position &+= 1
                var traits: StringTraits = []
                if halves > 0 { traits.insert(.hasLoneSurrogate) }
                if Self.holdsHighByte(seen) { traits.insert(.mayBeBroken) }
                return traits
            case 0x5C:
                position &+= 1
                guard let unit = try escape(into: arena) else { continue }
                if half != 0, halfEnd == arena.count, unit & 0xFC00 == 0xDC00 {
                    arena.count -= 3
                    Self.append(0x1_0000 + ((half & 0x3FF) << 10) + (unit & 0x3FF), to: arena)
                    halves -= 1
                    half = 0
                } else if unit & 0xF800 == 0xD800 {
                    Self.append(0xFFFD, to: arena)
                    halves += 1
                    half = unit & 0xFC00 == 0xD800 ? unit : 0
                    halfEnd = arena.count
                } else {
                    Self.append(unit, to: arena)
                }
            default:
                throw fault(JSONFault.control)
            }
        }
    }

    /// The fault of going over a limit, at the first byte too many wherever the blocks of the file end.
    private func tooLong(_ excess: Int, ofLast read: Int, message: String) -> FormatError {
        position &-= min(excess, read)
        return fault(message, .beyondLimits)
    }

    @inline(__always)
    private static func holdsHighByte(_ seen: SIMD16<UInt8>) -> Bool {
        let words = unsafeBitCast(seen, to: SIMD2<UInt64>.self)
        return (words[0] | words[1]) & 0x8080_8080_8080_8080 != 0
    }

    /// Reads what follows a backslash. A letter is appended; the unit of a `\u` is returned.
    private func escape(into arena: ByteArena) throws -> UInt32? {
        let letter = try peek()
        let byte: UInt8
        switch letter {
        case 0x22, 0x5C, 0x2F: byte = UInt8(truncatingIfNeeded: letter)
        case 0x62: byte = 0x08
        case 0x66: byte = 0x0C
        case 0x6E: byte = 0x0A
        case 0x72: byte = 0x0D
        case 0x74: byte = 0x09
        case 0x75:
            position &+= 1
            return try unit()
        default: throw letter < 0 ? truncated() : fault(JSONFault.escape)
        }
        position &+= 1
        arena.append(byte)
        return nil
    }

    /// Four hexadecimal digits.
    private func unit() throws -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let digit = try peek()
            let value: Int
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x41...0x46: value = digit - 0x37
            case 0x61...0x66: value = digit - 0x57
            default: throw digit < 0 ? truncated() : fault(JSONFault.escape)
            }
            unit = unit << 4 | UInt32(truncatingIfNeeded: value)
            position &+= 1
        }
        return unit
    }

    /// Appends a code point as UTF-8 (RFC 3629, section 3).
    private static func append(_ point: UInt32, to arena: ByteArena) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: (point >> shift) & 0x3F) }
        switch point {
        case ..<0x80:
            arena.append(UInt8(truncatingIfNeeded: point))
        case ..<0x800:
            arena.append(0xC0 | UInt8(truncatingIfNeeded: point >> 6))
            arena.append(tail(0))
        case ..<0x1_0000:
            arena.append(0xE0 | UInt8(truncatingIfNeeded: point >> 12))
            arena.append(tail(6))
            arena.append(tail(0))
        default:
            arena.append(0xF0 | UInt8(truncatingIfNeeded: point >> 18))
            arena.append(tail(12))
            arena.append(tail(6))
            arena.append(tail(0))
        }
    }

    private enum NumberState {
        case start, afterMinus, zero, digits, afterPoint, fraction, afterE, afterSign, exponent
    }

    /// Reads the number that begins at the next byte to the end of `arena`, as it is written (RFC 8259, section 6).
    func number(into arena: ByteArena, isDiscarded: Bool = false) throws {
        let start = arena.count
        var state = NumberState.start
        scan: while true {
            if position == end {
                guard try more() else { break scan }
            }
            let from = position
            var index = position
            while index < end {
                let byte = base[index]
                switch (state, byte) {
                case (.digits, 0x30...0x39), (.fraction, 0x30...0x39), (.exponent, 0x30...0x39): break
                case (.start, 0x31...0x39), (.afterMinus, 0x31...0x39): state = .digits
                case (.start, 0x2D): state = .afterMinus
                case (.start, 0x30), (.afterMinus, 0x30): state = .zero
                case (.zero, 0x2E), (.digits, 0x2E): state = .afterPoint
                case (.afterPoint, 0x30...0x39): state = .fraction
                case (.zero, 0x65), (.zero, 0x45), (.digits, 0x65), (.digits, 0x45), (.fraction, 0x65),
                    (.fraction, 0x45):
                    state = .afterE
                case (.afterE, 0x2B), (.afterE, 0x2D): state = .afterSign
                case (.afterE, 0x30...0x39), (.afterSign, 0x30...0x39): state = .exponent
                case (.zero, 0x30...0x39):
                    position = index
                    throw fault(JSONFault.leadingZero)
                default:
                    position = index
                    append(from: from, to: arena, unless: isDiscarded)
                    try checkNumber(arena.count &- start, ofLast: index &- from)
                    break scan
                }
                index &+= 1
            }
            position = index
            append(from: from, to: arena, unless: isDiscarded)
            try checkNumber(arena.count &- start, ofLast: index &- from)
        }
        switch state {
        case .zero, .digits, .fraction, .exponent: break
        default: throw position == end ? truncated() : fault(JSONFault.number)
        }
    }

    @inline(__always)
    private func checkNumber(_ length: Int, ofLast read: Int) throws {
        guard length > limits.cellBytes else { return }
        throw tooLong(length &- limits.cellBytes, ofLast: read, message: JSONFault.cell(limits.cellBytes))
    }

    @inline(__always)
    private func append(from start: Int, to arena: ByteArena, unless isDiscarded: Bool) {
        if !isDiscarded { arena.append(UnsafeBufferPointer(start: base + start, count: position - start)) }
    }

    /// Uses up `true`, `false` or `null`.
    func literal(_ text: StaticString) throws {
        for index in 0..<text.utf8CodeUnitCount {
            let byte = try peek()
            guard byte == Int(text.utf8Start[index]) else { throw unexpected(byte, awaiting: "a value") }
            position &+= 1
        }
    }

    /// Uses up the colon behind a key.
    @inline(__always)
    func colon() throws {
        let byte = try significant()
        guard byte == 0x3A else { throw unexpected(byte, awaiting: "a colon behind a key") }
        position &+= 1
    }
}
