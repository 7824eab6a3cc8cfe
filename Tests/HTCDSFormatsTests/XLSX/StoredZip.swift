/// Writes ZIP containers with stored entries, right ones and crooked ones, so that tests need no other program.
///
/// Source: APPNOTE.TXT 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end of directory).
struct StoredZip {
    struct Entry {
        var name: [UInt8]
        var content: [UInt8]
        var flags: UInt16 = 0
        var method: UInt16 = 0
        /// Size that the headers claim, if not the true one.
        var claimedSize: UInt32?
        var claimedCRC: UInt32?
    }

    var entries: [Entry] = []
    /// How often each entry is listed in the directory.
    var listings = 1

    mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }
    mutating func add(_ name: String, _ content: [UInt8]) {
        entries.append(Entry(name: Array(name.utf8), content: content))
    }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let offset = UInt32(file.count)
            let common: [UInt8] =
                Self.two(20) + Self.two(entry.flags) + Self.two(entry.method) + Self.two(0) + Self.two(0x21)
                + Self.four(entry.claimedCRC ?? Self.crc(entry.content)) + Self.four(UInt32(entry.content.count))
                + Self.four(entry.claimedSize ?? UInt32(entry.content.count)) + Self.two(UInt16(entry.name.count))
            file += [0x50, 0x4B, 3, 4] + common + Self.two(0) + entry.name + entry.content
            for _ in 0..<listings {
                directory += [0x50, 0x4B, 1, 2] + Self.two(20) + common + Self.two(0) + Self.two(0) + Self.two(0)
                directory += Self.two(0) + Self.four(0) + Self.four(offset) + entry.name
            }
        }
        let count = Self.two(UInt16(entries.count * listings))
        let start = UInt32(file.count)
        return file + directory + [0x50, 0x4B, 5, 6] + Self.two(0) + Self.two(0) + count + count
            + Self.four(UInt32(directory.count)) + Self.four(start) + Self.two(0)
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    /// CRC-32 of ISO 3309, as ZIP uses it. By pointers: tests are not optimised, and some files are large.
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBufferPointer { bytes in
                var value = UInt32.max
                var index = 0
                while index < bytes.count {
                    value = table[Int(UInt8(truncatingIfNeeded: value) ^ bytes[index])] ^ (value >> 8)
                    index &+= 1
                }
                return ~value
            }
        }
    }
}
