import HTCDSCells

/// The bytes of a JSON text, a window at a time, and the place that was reached.
///
/// Its properties are touched a few times a value, always by one caller at a time: they go without the run-time check for
/// overlapping accesses, as in ``RecordStage``.
final class JSONScanner {
    /// Bytes asked of the source at a time.
    static let block = 256 * 1_024

    private let source: any ByteSource
    @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var capacity: Int
    /// The next byte.
    @exclusivity(unchecked) var position = 0
    /// Where the bytes end that may be looked at: those of the window, or of the line.
    @exclusivity(unchecked) private(set) var end = 0
    /// Physical line of the next byte, from 1: line feeds are counted.
    @exclusivity(unchecked) var line = 1
    let limits: JSONLimits

    /// Bytes of the window. Behind `end` only while a line is looked at.
    @exclusivity(unchecked) private var available = 0
    /// Bytes of the file before the window.
    @exclusivity(unchecked) private var before = 0
    @exclusivity(unchecked) private var isConfined = false
    @exclusivity(unchecked) private var sourceEnded = false

    init(source: any ByteSource, limits: JSONLimits) {
        self.source = source
        self.limits = limits
        capacity = Self.block
        base = .allocate(capacity: Self.block + ByteArena.padding)
        base.initialize(repeating: 0, count: Self.block + ByteArena.padding)
    }

    deinit { base.deallocate() }

    func fault(_ message: String, _ code: FormatError.Code = .notWhatItClaims) -> FormatError {
        FormatError(code, message, location: .init(byte: before + position, line: line))
    }

    func truncated() -> FormatError { fault(isConfined ? JSONFault.truncatedLine : JSONFault.truncated) }

    // MARK: The window

    /// Gets more bytes when all were used. False at the end of the file, or of the line.
    func more() throws -> Bool {
        if isConfined || sourceEnded { return false }
        before += end
        position = 0
        end = 0
        available = try source.read(into: UnsafeMutableRawBufferPointer(start: base, count: capacity))
        end = available
        if end == 0 { sourceEnded = true }
        return end > 0
    }

    /// Makes a few bytes ready, leaves a byte order mark behind and refuses what is no UTF-8.
    func start() throws {
        while available < 4, !sourceEnded {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: base + available, count: capacity - available))
            available += count
            if count == 0 { sourceEnded = true }
        }
        end = available
        guard end > 0 else { throw fault(JSONFault.empty) }
        // RFC 1952, 2.3.1: the two bytes every gzip file starts with.
        if end >= 2, base[0] == 0x1F, base[1] == 0x8B { throw FormatError(.notWhatItClaims, JSONFault.compressed) }
        // A JSON text begins with ASCII: NUL bytes among the first two tell of wider units (RFC 4627, section 3).
        if end >= 2, base[0] == 0 || base[1] == 0 || base[0] == 0xFE || base[0] == 0xFF { throw fault(JSONFault.wide) }
        // RFC 8259, 8.1: may be passed over.
        if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { position = 3 }
    }

    /// What a line of the file is like.
    enum Line {
        case none
        case whole
        /// Longer than a record may be.
        case tooLong
    }

    /// Narrows the view to the next line, without its line feed, and keeps all of it in the window.
    func confine() throws -> Line {
        let limit = limits.recordBytes
        isConfined = true
        var searched = position
        while true {
            let found = (searched..<available).isEmpty ? nil : lineFeed(from: searched)
            if let found {
                end = found
                return found - position > limit ? .tooLong : .whole
            }
            searched = available
            if sourceEnded {
                end = available
                return position == end ? .none : end - position > limit ? .tooLong : .whole
            }
            if available - position > limit {
                end = available
                return .tooLong
            }
            if position > 0 {
                base.update(from: base + position, count: available - position)
                before += position
                searched -= position
                available -= position
                position = 0
            }
            if available == capacity { grow() }
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: base + available, count: capacity - available))
            available += count
            if count == 0 { sourceEnded = true }
        }
    }

    /// The bytes of the line from `start`, a position when it began.
    func text(from start: Int) -> CellBytes { CellBytes(start: UnsafePointer(base + start), count: end - start) }

    /// Leaves the line behind, also what of it is not in the window yet.
    func leaveLine() throws {
        line += 1
        position = end
        while true {
            if position < available {
                if let found = lineFeed(from: position) {
                    position = found + 1
                    return
                }
            }
            before += available
            position = 0
            available = 0
            if sourceEnded { return }
            available = try source.read(into: UnsafeMutableRawBufferPointer(start: base, count: capacity))
            if available == 0 { sourceEnded = true }
        }
    }

    private func lineFeed(from start: Int) -> Int? {
        var index = start
        let feeds = SIMD16<UInt8>(repeating: 0x0A)
        while index < available {
            let block = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<UInt8>.self)
            let hit = Self.firstHit(block .== feeds)
            index &+= hit
            if hit < 16 { return index < available ? index : nil }
        }
        return nil
    }

    private func grow() {
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + ByteArena.padding)
        moved.initialize(repeating: 0, count: capacity * 2 + ByteArena.padding)
        moved.update(from: base, count: available)
        base.deallocate()
        base = moved
        capacity *= 2
    }

    /// Index of the first set lane, 16 if none is set.
    @inline(__always)
    static func firstHit(_ hits: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return words[0].trailingZeroBitCount >> 3 }
        if words[1] != 0 { return 8 &+ words[1].trailingZeroBitCount >> 3 }
        return 16
    }

    // MARK: Single bytes

    /// The next byte, -1 at the end.
    @inline(__always)
    func peek() throws -> Int {
        if position < end { return Int(base[position]) }
        return try more() ? Int(base[position]) : -1
    }

    /// The next byte that is no white space (RFC 8259, section 2), -1 at the end. It is not used up.
    @inline(__always)
    func significant() throws -> Int {
        if position < end {
            let byte = base[position]
            if byte > 0x20 { return Int(byte) }
        }
        return try significantBehindBlanks()
    }

    private func significantBehindBlanks() throws -> Int {
        while true {
            guard position < end else {
                guard try more() else { return -1 }
                continue
            }
            let byte = base[position]
            switch byte {
            case 0x0A: line &+= 1
            case 0x20:
                // Indentation, eight blanks at a time.
                let raw = UnsafeRawPointer(base)
                while position &+ 8 <= end,
                    raw.loadUnaligned(fromByteOffset: position, as: UInt64.self) == 0x2020_2020_2020_2020
                {
                    position &+= 8
                }
                if position == end || base[position] != 0x20 { continue }
            case 0x09, 0x0D: break
            default: return Int(byte)
            }
            position &+= 1
        }
    }

    /// The fault of a byte that cannot stand where it does.
    func unexpected(_ byte: Int, awaiting: String) -> FormatError {
        byte < 0 ? truncated() : fault(JSONFault.unexpected(byte, awaiting: awaiting))
    }
}
