/// How much a JSON text may ask for before it is refused with `.beyondLimits`.
///
/// RFC 8259, section 9, lets a parser set such limits. In a file of lines they refuse the line, not the file, but for
/// ``columns``.
public struct JSONLimits: Sendable {
    /// Arrays and objects open at the same time.
    public var depth = 256
    /// Bytes of one key, and of the path of a value below its record.
    public var pathBytes = 4_096
    /// Bytes of one string or number, after escapes are resolved.
    public var cellBytes = 50_000_000
    /// Bytes of all values of one record; in a file of lines, of one line as well.
    public var recordBytes = 256 * 1_024 * 1_024
    /// Values of one record.
    public var recordCells = 1_048_576
    /// Different paths in one file.
    public var columns = 16_384

    public init() {}

    public static let standard = JSONLimits()
}
