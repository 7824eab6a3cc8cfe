/// Names of elements and attributes as bytes in the file, and what they are in the parser's dictionary.
///
/// Names come in nearly the same order again and again: after each one, the one that followed it the last time is looked
/// at first. Behind the guess stands a hash table. Good as long as no namespace is declared or forgotten. O(1).
struct XMLPlainNames {
    struct Entry {
        /// Local name, and the namespace that its prefix stands for.
        var local: XMLName
        var prefix: XMLName?
        var namespace: XMLName?
        /// For attributes: without a prefix they have no namespace.
        var attributeNamespace: XMLName?
        /// Where its bytes are kept, and their number.
        var start: Int
        var length: Int
        /// The first 16 bytes, and ones for those that are the name's.
        var head: SIMD2<UInt64>
        var mask: SIMD2<UInt64>
        /// The name that followed the last time; -1: none yet.
        var next: Int32
    }

    /// No document has more different names; one that has is left to libxml2.
    static let most = 4_096
    static let longest = 256

    private let entries: UnsafeMutablePointer<Entry>
    private(set) var count = 0
    private let slots: UnsafeMutablePointer<Int32>
    private static let slotCount = 16_384
    private let bytes: UnsafeMutablePointer<UInt8>
    private var byteCount = 0
    private static let byteCapacity = 128 * 1_024
    /// The guess at the name that comes first.
    private var last: Int32 = -1

    init() {
        entries = .allocate(capacity: Self.most)
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: -1, count: Self.slotCount)
        // The head of a name is read in 16 bytes.
        bytes = .allocate(capacity: Self.byteCapacity + 16)
    }

    func deallocate() {
        entries.deallocate()
        slots.deallocate()
        bytes.deallocate()
    }

    mutating func removeAll() {
        guard count > 0 else { return }
        (count, byteCount, last) = (0, 0, -1)
        slots.update(repeating: -1, count: Self.slotCount)
    }

    @inline(__always)
    subscript(number: Int32) -> Entry { entries[Int(number)] }

    @inline(__always)
    private static func head(_ text: UnsafePointer<UInt8>) -> SIMD2<UInt64> {
        UnsafeRawPointer(text).loadUnaligned(as: SIMD2<UInt64>.self)
    }

    /// Whether the bytes at `text` are those of a name; what stands behind it is not looked at.
    ///
    /// - Parameter text: at least 16 bytes and as many as the name has may be read.
    @inline(__always)
    func matches(_ number: Int32, _ text: UnsafePointer<UInt8>, left: Int) -> Bool {
        let entry = entries + Int(number)
        let rest = (Self.head(text) ^ entry.pointee.head) & entry.pointee.mask
        if rest[0] | rest[1] != 0 || entry.pointee.length > left { return false }
        return entry.pointee.length <= 16 || matchesTail(entry, text)
    }

    @inline(__always)
    private func matchesTail(_ entry: UnsafeMutablePointer<Entry>, _ text: UnsafePointer<UInt8>) -> Bool {
        let known = bytes + entry.pointee.start
        var index = 16
        while index &+ 8 <= entry.pointee.length {
            let one = UnsafeRawPointer(known).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if one != UnsafeRawPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
            index &+= 8
        }
        while index < entry.pointee.length {
            if known[index] != text[index] { return false }
            index &+= 1
        }
        return true
    }

    /// The name that begins at `text`, -1 where none does that is simple enough.
    ///
    /// - Parameters:
    ///   - left: bytes until the end of the file's bytes that are there; 16 more may be read.
    ///   - parser: asked for what is not known yet.
    @inline(__always)
    mutating func find(_ text: UnsafePointer<UInt8>, left: Int, _ parser: XMLPushParser) -> Int32 {
        let guess = last >= 0 ? entries[Int(last)].next : -1
        if guess >= 0, matches(guess, text, left: left), !Self.isNameByte(text[entries[Int(guess)].length]) {
            last = guess
            return guess
        }
        let found = search(text, left, parser)
        if last >= 0, found >= 0 { entries[Int(last)].next = found }
        if found >= 0 { last = found }
        return found
    }

    /// Letters, digits and `.`, `-`, `_`, `:`; above ASCII libxml2 decides.
    @inline(__always)
    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 11 || byte == 0x5F || byte == 0x2D || byte == 0x2E || byte >= 0x80
    }

    /// Bytes before the first white space, `/`, `=` or `>`, or all that are left.
    @inline(__always)
    private static func length(_ text: UnsafePointer<UInt8>, _ left: Int) -> Int {
        var length = 0
        while length < left {
            let block = UnsafeRawPointer(text + length).loadUnaligned(as: SIMD16<Int8>.self)
            let hits =
                (block .== SIMD16<Int8>(repeating: 0x3E)) .| (block .== SIMD16<Int8>(repeating: 0x20))
                .| (block .== SIMD16<Int8>(repeating: 0x3D)) .| (block .== SIMD16<Int8>(repeating: 0x2F))
                .| (block .< SIMD16<Int8>(repeating: 0x20))
            let hit = JSONScanner.firstHit(hits)
            length &+= hit
            if hit < 16 { break }
        }
        return min(length, left)
    }

    private static func hash(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
        let raw = UnsafeRawPointer(text)
        var hash = UInt64(truncatingIfNeeded: length)
        if length >= 8 {
            hash ^= raw.loadUnaligned(as: UInt64.self)
            hash = hash &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            hash ^= raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
            if length >= 24 { hash ^= raw.loadUnaligned(fromByteOffset: length &- 16, as: UInt64.self) &* 31 }
        } else {
            for index in 0..<length { hash = hash << 8 ^ UInt64(text[index]) ^ hash >> 56 }
        }
        return Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slotCount - 1)
    }

    private mutating func search(_ text: UnsafePointer<UInt8>, _ left: Int, _ parser: XMLPushParser) -> Int32 {
        let length = Self.length(text, left)
        // A name that ends with the bytes may go on.
        if length == 0 || length == left || length > Self.longest { return -1 }
        var slot = Self.hash(text, length)
        while slots[slot] >= 0 {
            let known = slots[slot]
            if entries[Int(known)].length == length, matches(known, text, left: left) { return known }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        var colon = -1
        for index in 0..<length {
            guard text[index] < 0x80, Self.isNameByte(text[index]) else { return -1 }
            if text[index] == 0x3A {
                if colon >= 0 { return -1 }
                colon = index
            }
        }
        let added = add(text, length, colon, parser)
        if added >= 0 { slots[slot] = added }
        return added
    }

    private mutating func add(
        _ text: UnsafePointer<UInt8>, _ length: Int, _ colon: Int, _ parser: XMLPushParser
    ) -> Int32 {
        guard count < Self.most, byteCount + length <= Self.byteCapacity, Self.isFirst(text[0]), colon != 0,
            colon < 0 || (colon + 1 < length && Self.isFirst(text[colon + 1]))
        else { return -1 }
        func name(_ range: Range<Int>) -> XMLName? {
            parser.name(bytes: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
        }
        guard let local = name(colon + 1..<length) else { return -1 }
        var prefix: XMLName?
        if colon > 0 {
            guard let known = name(0..<colon) else { return -1 }
            prefix = known
        }
        // Declarations are libxml2's, and so is a prefix that stands for nothing.
        let isDeclaration = String(cString: prefix ?? local) == "xmlns"
        guard !isDeclaration, case .some(let namespace) = parser.namespace(prefix) else { return -1 }
        (bytes + byteCount).update(from: text, count: length)
        (bytes + byteCount + length).update(repeating: 0, count: 16)
        var mask = SIMD2<UInt64>(repeating: 0)
        withUnsafeMutableBytes(of: &mask) { bytes in
            for index in 0..<min(length, 16) { bytes[index] = 0xFF }
        }
        (entries + count).initialize(
            to: Entry(
                local: local, prefix: prefix, namespace: namespace, attributeNamespace: prefix == nil ? nil : namespace,
                start: byteCount, length: length, head: Self.head(bytes + byteCount) & mask, mask: mask, next: -1))
        byteCount += length
        count += 1
        return Int32(count - 1)
    }

    /// What a name may begin with.
    private static func isFirst(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F }
}
