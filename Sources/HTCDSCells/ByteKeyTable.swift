/// Finds a number by a piece of text, ignoring case, without making a `String`.
///
/// Built once from all spellings of a code list, then asked once a cell. ASCII text is hashed and compared as it lies in
/// the batch; other text takes a slower path through Unicode lower-casing and composition. The apostrophes ’ and ' are
/// one, and so are runs of white space and a single blank (the published labels use both).
///
/// A text of more than 256 bytes and more than four times the longest key is no key, however many blanks it holds.
///
/// Lookup: O(length); memory: O(total length of the keys).
public struct ByteKeyTable: Sendable {
    private let storage: Storage

    /// The longest key, in bytes.
    public var longestKey: Int { storage.longestKey }

    /// - Parameter pairs: spellings and their numbers, from 0. The first of two equal spellings wins; find out beforehand.
    public init(_ pairs: [(key: String, value: Int)]) { storage = Storage(pairs) }

    /// The number of `text`, or nil. Text that the caller has trimmed is found faster.
    public func lookup(_ text: CellBytes) -> Int? {
        let count = text.count
        guard count > 0 else { return nil }
        if count <= storage.longestKey {
            let key = FoldedWords(text.start, count)
            if key.isASCII {
                let found = storage.find(text.start, count, hash: key.hash)
                if found >= 0 { return Int(found) }
            }
        } else if count > 256 && count > storage.longestKey * 4 {
            return nil
        }
        // Nearly all text that is no key as it stands is none in another form either.
        if !Self.needsFolding(text) { return nil }
        return lookup(folded: Self.folded(text.makeString()))
    }

    public func lookup(_ text: String) -> Int? { lookup(folded: Self.folded(text)) }

    /// What stands before one of `bytes` in a key, folded, without blanks at its end and `longest` bytes at most.
    public func openings(before bytes: Set<UInt8>, upTo longest: Int) -> Set<[UInt8]> {
        storage.openings(before: bytes, upTo: longest)
    }

    private func lookup(folded: [UInt8]) -> Int? {
        guard !folded.isEmpty, folded.count <= storage.longestKey else { return nil }
        return folded.withUnsafeBufferPointer { key in
            guard let start = key.baseAddress else { return nil }
            let found = storage.find(start, key.count, hash: FoldedWords(start, key.count).hash)
            return found >= 0 ? Int(found) : nil
        }
    }

    /// The same for text in ASCII alone, nil for any other: nearly all spellings of the tables that are built at start.
    private static func foldedASCII(_ text: String) -> [UInt8]? {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var pendingBlank = false
        for byte in text.utf8 {
            guard byte < 0x80 else { return nil }
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                pendingBlank = !folded.isEmpty
                continue
            }
            if pendingBlank { folded.append(0x20) }
            pendingBlank = false
            switch byte {
            case 0x41...0x5A: folded.append(byte | 0x20)
            case 0x60: folded.append(0x27)
            default: folded.append(byte)
            }
        }
        return folded
    }

    /// Whether ASCII text may be a key all the same: blanks to squeeze or trim, a backtick for an apostrophe.
    private static func needsFolding(_ text: CellBytes) -> Bool {
        if FoldedWords.areSigns(text.start, text.count) { return false }
        var previousBlank = true
        for index in 0..<text.count {
            let byte = text.start[index]
            if byte == 0x60 || byte >= 0x80 || byte < 0x20 || byte == 0x7F { return true }
            let blank = byte == 0x20
            if blank && previousBlank { return true }
            previousBlank = blank
        }
        return previousBlank
    }

    /// The form in which keys are compared: lower case, typographic apostrophes as ', one blank for any white space,
    /// nothing at the ends, letters composed (Unicode's NFC), so that canonically equal texts are equal byte for byte.
    public static func folded(_ text: String) -> [UInt8] {
        if let folded = foldedASCII(text) { return folded }
        // Composed first: what looks like an apostrophe may be the twin of one.
        let composed = text.lowercased().composedBytes
        var folded: [UInt8] = []
        folded.reserveCapacity(composed.count)
        var pendingBlank = false
        for scalar in String(decoding: composed, as: UTF8.self).unicodeScalars {
            let value = scalar.value
            // Nobody sees these: zero-width characters, marks of direction, the soft hyphen.
            switch value {
            case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: continue
            default: break
            }
            // Between the signs of Latin-1 and U+1680, and from U+3001 on, there is no white space.
            let mayBeBlank = value <= 0xA0 || (0x1680...0x3000).contains(value)
            if mayBeBlank, scalar.properties.isWhitespace {
                pendingBlank = !folded.isEmpty
                continue
            }
            if pendingBlank { folded.append(0x20) }
            pendingBlank = false
            switch value {
            case 0x2018, 0x2019, 0x02BC, 0x0060, 0x00B4: folded.append(0x27)
            case 0x2010, 0x2011: folded.append(0x2D)
            case ..<0x80: folded.append(UInt8(truncatingIfNeeded: value))
            default: for byte in UTF8.encode(scalar) ?? .init() { folded.append(byte) }
            }
        }
        return folded
    }
}

/// Eight bytes at a time in lower case, for hashing and comparing keys. Reads no byte outside the key.
private struct FoldedWords {
    private(set) var hash: UInt32
    private(set) var isASCII: Bool

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ count: Int) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: count)
        var union: UInt64 = 0
        var index = 0
        while index < count {
            let word = Self.word(start, count, index)
            union |= word
            hash = (hash ^ Self.lowered(word)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index &+= 8
        }
        hash ^= hash >> 32
        self.hash = UInt32(truncatingIfNeeded: hash)
        isASCII = union & 0x8080_8080_8080_8080 == 0
    }

    /// The word at `index`; the last one of a longer key overlaps the one before it, a short key is put together.
    @inline(__always)
    static func word(_ start: UnsafePointer<UInt8>, _ count: Int, _ index: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        if count >= 8 { return raw.loadUnaligned(fromByteOffset: min(index, count &- 8), as: UInt64.self) }
        if count >= 4 {
            let low = UInt64(raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
            return low | UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) << 32
        }
        return UInt64(start[0]) | UInt64(start[count >> 1]) << 8 | UInt64(start[count &- 1]) << 16
    }

    /// Whether there are only letters, digits and signs of ASCII without backticks, which no folding changes but for their
    /// case. May say no of fewer than four bytes.
    @inline(__always)
    static func areSigns(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var others: UInt64 = 0
        var index = 0
        while index < count {
            let word = word(start, count, index)
            // The highest bit of each byte that is above 0x7F, below 0x21, 0x60 or 0x7F; or of one next to such a byte.
            others |= word | (word &- ones &* 0x21) | ((word ^ ones &* 0x60) &- ones) | (word &+ ones)
            index &+= 8
        }
        return others & 0x8080_8080_8080_8080 == 0
    }

    /// A to Z as a to z in each of eight bytes; other bytes, those from 0x80 on too, as they are.
    @inline(__always)
    static func lowered(_ word: UInt64) -> UInt64 {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let behindZ = low &+ 0x2525_2525_2525_2525
        let upper = (fromA ^ behindZ) & ~word & 0x8080_8080_8080_8080
        return word | upper >> 2
    }
}

/// The keys and the places where they hash to: never changed after it was made, so threads share it.
private final class Storage: @unchecked Sendable {
    // Unchecked: pointers to memory that is written in `init` only.
    private struct Entry {
        var start: UInt32
        var length: UInt32
        /// -1: a free place.
        var value: Int32
        var hash: UInt32
    }

    private let keys: UnsafeMutablePointer<UInt8>
    private let slots: UnsafeMutablePointer<Entry>
    private let mask: Int
    let longestKey: Int

    init(_ pairs: [(key: String, value: Int)]) {
        let folded = pairs.map { ByteKeyTable.folded($0.key) }
        var size = 16
        while size < pairs.count * 4 { size *= 2 }
        mask = size - 1
        longestKey = folded.map(\.count).max() ?? 0
        slots = .allocate(capacity: size)
        slots.initialize(repeating: Entry(start: 0, length: 0, value: -1, hash: 0), count: size)
        keys = .allocate(capacity: max(1, folded.reduce(0) { $0 + $1.count }))
        var used = 0
        for (key, pair) in zip(folded, pairs) where !key.isEmpty {
            precondition(pair.value >= 0, "a negative number marks a free place")
            key.withUnsafeBufferPointer { bytes in
                guard let start = bytes.baseAddress else { return }
                let hash = FoldedWords(start, bytes.count).hash
                guard find(start, bytes.count, hash: hash) < 0 else { return }
                var index = Int(hash) & mask
                while slots[index].value >= 0 { index = (index + 1) & mask }
                (keys + used).initialize(from: start, count: bytes.count)
                slots[index] = Entry(
                    start: UInt32(used), length: UInt32(bytes.count), value: Int32(clamping: pair.value), hash: hash)
                used += bytes.count
            }
        }
    }

    deinit {
        keys.deallocate()
        slots.deallocate()
    }

    func openings(before bytes: Set<UInt8>, upTo longest: Int) -> Set<[UInt8]> {
        var isAsked = [Bool](repeating: false, count: 256)
        for byte in bytes { isAsked[Int(byte)] = true }
        var openings: Set<[UInt8]> = []
        for place in 0...mask where slots[place].value >= 0 {
            let key = keys + Int(slots[place].start)
            var end = 0
            for index in 0..<Int(slots[place].length) {
                let byte = key[index]
                if isAsked[Int(byte)], end > 0 { openings.insert(Array(UnsafeBufferPointer(start: key, count: end))) }
                // Runs of blanks are one, so at most one is passed over.
                if byte != 0x20 { end = index + 1 }
                if end > longest { break }
            }
        }
        return openings
    }

    /// The value of the key that equals `text` in lower case, -1 if there is none.
    @inline(__always)
    func find(_ text: UnsafePointer<UInt8>, _ count: Int, hash: UInt32) -> Int32 {
        var place = Int(hash) & mask
        while true {
            let entry = slots[place]
            if entry.value < 0 { return -1 }
            if entry.hash == hash, Int(entry.length) == count {
                let key = UnsafePointer(keys + Int(entry.start))
                var index = 0
                while index < count,
                    FoldedWords.lowered(FoldedWords.word(text, count, index)) == FoldedWords.word(key, count, index)
                {
                    index &+= 8
                }
                if index >= count { return entry.value }
            }
            place = (place &+ 1) & mask
        }
    }
}
