#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns the bytes of one encoding into UTF-8, piece by piece.
///
/// Where the bytes are no character, ``brokenByte`` stands in the output, which is UTF-8 nowhere: so the cell it lies in
/// is found and marked in the same way as one of a damaged file in UTF-8, and shown with U+FFFD, while a U+FFFD that is
/// the partner's own is not taken for damage.
protocol Transcoder: AnyObject {
    /// Converts as much of `input` as can be told and as has room.
    /// - Parameters:
    ///   - isEnd: nothing follows the input.
    ///   - output: room for 64 bytes at least.
    /// - Returns: how many bytes were used up and how many were written. Both are 0 where a character is not complete yet,
    ///   and where nothing is left to write at the end.
    func convert(
        _ input: UnsafeRawBufferPointer, isEnd: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> (read: Int, written: Int)
}

/// Stands for bytes that are no character. No sequence of UTF-8 holds it (RFC 3629, section 1).
let brokenByte: UInt8 = 0xFF

/// Every encoding that the C library knows.
final class IconvTranscoder: Transcoder {
    private let handle: iconv_t
    private let unit: Int

    /// nil where the C library does not know the encoding.
    init?(_ encoding: TextEncoding) {
        guard let opened = iconv_open("UTF-8", encoding.iconvName), opened != iconv_t(bitPattern: -1) else {
            return nil
        }
        handle = opened
        unit = encoding.unit
    }

    deinit { iconv_close(handle) }

    func convert(
        _ input: UnsafeRawBufferPointer, isEnd: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> (read: Int, written: Int) {
        // The C function takes what it does not write to as writable (POSIX.1-2024, iconv).
        var from = UnsafeMutableRawPointer(mutating: input.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var (left, room) = (input.count, output.count)
        while left > 0 {
            if iconv(handle, &from, &left, &to, &room) != -1 { break }
            let reason = errno
            if reason == E2BIG || (reason == EINVAL && !isEnd) { break }
            // Room for what is held back, and for the mark.
            guard room >= 16 else { return (input.count - left, output.count - room) }
            _ = iconv(handle, nil, nil, &to, &room)
            to?.pointee = CChar(bitPattern: brokenByte)
            to = to?.advanced(by: 1)
            room -= 1
            let skipped = min(unit, left)
            from = from?.advanced(by: skipped)
            left -= skipped
        }
        // A letter may be held back until it is known whether an accent follows: Vietnamese in Windows-1258.
        if isEnd, left == 0, room >= 16 { _ = iconv(handle, nil, nil, &to, &room) }
        return (input.count - left, output.count - room)
    }
}
