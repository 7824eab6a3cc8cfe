/// How much a ZIP container may ask for before it is refused.
struct ZipLimits: Sendable {
    /// Entries of the directory. A workbook has some dozens.
    var entries = 10_000
    /// Inflated bytes of one part, counted while inflating.
    var partBytes = 4 * 1_024 * 1_024 * 1_024
    /// Above `ratioFloor` inflated bytes a part may hold at most this many bytes for each compressed one. Deflate cannot
    /// do much more than 1,032:1 (zlib technical details); sheets of partners stay below 100:1.
    var ratio = 1_000
    var ratioFloor = 64 * 1_024 * 1_024

    static let standard = ZipLimits()
}
