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
    private struct Entry: Sendable {
        var start: UInt32
        var length: UInt32
        var value: Int32
        var hash: UInt32
    }

    private var keys: [UInt8] = []
    private var slots: [Entry]
    private let mask: Int
    /// The longest key, in bytes.
    public private(set) var longestKey = 0

    /// - Parameter pairs: spellings and their numbers, from 0. The first of two equal spellings wins; find out beforehand.
    public init(_ pairs: [(key: String, value: Int)]) {
        var size = 16
        while size < pairs.count * 4 { size *= 2 }
        mask = size - 1
        slots = Array(repeating: Entry(start: 0, length: 0, value: -1, hash: 0), count: size)
        for pair in pairs { insert(Self.folded(pair.key), pair.value) }
        // Searches load 8 bytes at a time.
        keys.append(contentsOf: repeatElement(0, count: 16))
    }

    private mutating func insert(_ key: [UInt8], _ value: Int) {
        precondition(value >= 0, "a negative number marks a free place")
        guard !key.isEmpty else { return }
        let hash = key.withUnsafeBufferPointer { Self.hash($0) }
        var index = Int(hash) & mask
        while slots[index].value >= 0 {
            let entry = slots[index]
            if entry.hash == hash, Int(entry.length) == key.count,
                keys[Int(entry.start)..<Int(entry.start) + key.count].elementsEqual(key)
            {
                return
            }
            index = (index + 1) & mask
        }
        slots[index] = Entry(
            start: UInt32(keys.count), length: UInt32(key.count), value: Int32(clamping: value), hash: hash)
        keys.append(contentsOf: key)
        longestKey = max(longestKey, key.count)
    }

    /// The number of `text`, or nil. Text that the caller has trimmed is found faster.
    public func lookup(_ text: CellBytes) -> Int? {
        let count = text.count
        guard count > 0 else { return nil }
        if count <= 256 {
            // Folded on the stack: no allocation for a cell that a list can hold.
            let found: Int32? = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { scratch in
                var union: UInt8 = 0
                // Blanks at the start are squeezed as well, and so is one at the end.
                var previousBlank = true
                var squeezed = false
                for index in 0..<count {
                    let byte = text.start[index]
                    union |= byte
                    let blank = byte <= 0x20
                    squeezed = squeezed || (blank && (previousBlank || byte != 0x20))
                    previousBlank = blank
                    scratch[index] = byte == 0x60 ? 0x27 : ASCII.lowered(byte)
                }
                if union >= 0x80 || squeezed || previousBlank { return nil }
                return find(UnsafeBufferPointer(rebasing: scratch[0..<count]))
            }
            if let found { return found >= 0 ? Int(found) : nil }
        } else if count > longestKey * 4 {
            return nil
        }
        let folded = Self.folded(text.makeString())
        let found = folded.withUnsafeBufferPointer { find($0) }
        return found >= 0 ? Int(found) : nil
    }

    public func lookup(_ text: String) -> Int? {
        let found = Self.folded(text).withUnsafeBufferPointer { find($0) }
        return found >= 0 ? Int(found) : nil
    }

    private func find(_ key: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard key.count > 0, key.count <= longestKey else { return -1 }
        let hash = Self.hash(key)
        return slots.withUnsafeBufferPointer { slots in
            keys.withUnsafeBufferPointer { keys in
                var index = Int(hash) & mask
                while slots[index].value >= 0 {
                    let entry = slots[index]
                    if entry.hash == hash, Int(entry.length) == key.count {
                        var equal = true
                        let start = Int(entry.start)
                        for offset in 0..<key.count where keys[start + offset] != key[offset] {
                            equal = false
                            break
                        }
                        if equal { return entry.value }
                    }
                    index = (index + 1) & mask
                }
                return -1
            }
        }
    }

    /// FNV-1a over eight bytes at a time: the keys are short and the table is sparse.
    @inline(__always)
    private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: key.count)
        var index = 0
        let raw = UnsafeRawBufferPointer(key)
        while index &+ 8 <= key.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index &+= 8
        }
        while index < key.count {
            hash = (hash ^ UInt64(key[index])) &* 0x0000_0100_0000_01B3
            index &+= 1
        }
        hash ^= hash >> 32
        return UInt32(truncatingIfNeeded: hash)
    }

    /// The form in which keys are compared: lower case, typographic apostrophes as ', one blank for any white space,
    /// nothing at the ends, letters composed (Unicode's NFC), so that canonically equal texts are equal byte for byte.
    public static func folded(_ text: String) -> [UInt8] {
        // Composed first: what looks like an apostrophe may be the twin of one.
        let composed = text.lowercased().composedBytes
        var folded: [UInt8] = []
        folded.reserveCapacity(composed.count)
        var pendingBlank = false
        for scalar in String(decoding: composed, as: UTF8.self).unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x200B {
                pendingBlank = !folded.isEmpty
                continue
            }
            if pendingBlank { folded.append(0x20) }
            pendingBlank = false
            switch scalar.value {
            case 0x2018, 0x2019, 0x02BC, 0x0060, 0x00B4: folded.append(0x27)
            case 0x2010, 0x2011: folded.append(0x2D)
            default: folded.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
            }
        }
        return folded
    }
}
