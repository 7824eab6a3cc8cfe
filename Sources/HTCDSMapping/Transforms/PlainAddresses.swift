import HTCDSCells

/// The forms that nearly all phone numbers and e-mail addresses have, told without a branch. What has another form is in
/// doubt, and is read byte by byte.
enum PlainAddress {
    /// 0 for `+`, 8 to 15 digits of which the first is no 0, and nothing else: what ``TextTransform/isPhone(_:)`` says yes
    /// to.
    ///
    /// 16 bytes from `start` on must be readable.
    @inline(__always)
    static func phoneDoubts(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        let raw = UnsafeRawPointer(start)
        // Each byte minus that of 0; what is more than 9 then, or has its highest bit set, shows in the highest bit.
        let first = raw.loadUnaligned(fromByteOffset: 1, as: UInt64.self) ^ 0x3030_3030_3030_3030
        // Of a text that is too long any bytes will do.
        let last =
            raw.loadUnaligned(fromByteOffset: max(min(length, 16) &- 8, 0), as: UInt64.self) ^ 0x3030_3030_3030_3030
        let wrong = (first &+ 0x7676_7676_7676_7676) | first | (last &+ 0x7676_7676_7676_7676) | last
        let isOther: UInt32 = wrong & 0x8080_8080_8080_8080 == 0 ? 0 : 1
        let isTooLong: UInt32 = UInt(bitPattern: length &- 9) <= 7 ? 0 : 1
        let isLocal: UInt32 = start[1] == 0x30 ? 1 : 0
        return isOther | isTooLong | isLocal | UInt32(start[0] ^ 0x2B)
    }

    /// 0 for a text of up to 32 bytes of ASCII to which ``TextTransform/isEmail(_:)`` says yes.
    ///
    /// 32 bytes from `start` on must be readable.
    @inline(__always)
    static func emailDoubts(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        let (first, second) = (Bytes16(start), Bytes16(start + 16))
        // A bit for each byte of the text.
        let inText = UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- min(length, 32))
        let wrong = (Self.wrong(first) | Self.wrong(second) &<< 16) & inText
        let at = (first.same(0x40).highestBits | second.same(0x40).highestBits &<< 16) & inText
        let dots = (first.same(0x2E).highestBits | second.same(0x2E).highestBits &<< 16) & inText
        // Not next to the @, and not at the end.
        let wanted = dots & ~((at &<< 2) &- 1) & (inText >> 1)
        let hasOne: UInt32 = at != 0 && at & (at &- 1) == 0 ? 0 : 1
        let hasDot: UInt32 = wanted == 0 ? 1 : 0
        let isTooLong: UInt32 = length > 32 ? 1 : 0
        return wrong | (at & 1) | hasOne | hasDot | isTooLong
    }

    /// A bit for each blank, control, sign around addresses, and for what is beyond ASCII.
    @inline(__always)
    private static func wrong(_ bytes: Bytes16) -> UInt32 {
        let between = (bytes.same(0x2C) | bytes.same(0x7F)) | (bytes & Bytes16(repeating: 0xFD)).same(0x3C)
        return ((bytes | bytes.within(0, 0x20)) | (bytes.same(0x3B) | between)).highestBits
    }
}
