/// How much an XML document may ask for before it is refused with `.beyondLimits`.
///
/// libxml2 has limits of its own (10 MB for an attribute, a comment or a name dictionary); these lie below them and do
/// not depend on its version.
public struct XMLLimits: Sendable {
    /// Elements open at the same time. 256 is libxml2's own `xmlParserMaxDepth`.
    public var depth = 256
    /// Attributes of one element: libxml2 2.9 compares each with each.
    public var attributes = 1_024
    /// Namespace declarations in scope: libxml2 2.9 searches them one by one for every prefix.
    public var namespaces = 256
    /// Bytes of one start tag that has not ended yet.
    public var tagBytes = 256 * 1_024
    /// Bytes of the text of one element.
    public var cellBytes = 50_000_000
    /// Bytes of all text of one record.
    public var recordBytes = 256 * 1_024 * 1_024
    /// Cells of one record.
    public var recordCells = 1_048_576
    /// Different paths in one file.
    public var columns = 16_384

    public init() {}

    public static let standard = XMLLimits()
}
