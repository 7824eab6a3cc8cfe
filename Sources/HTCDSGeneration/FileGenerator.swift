/// Writes the text of one checked-in file from what lies in `Schemas/` and `Mappings/`.
///
/// A generator is a pure function of the package's sources: the same sources give the same bytes, without dates,
/// machine names or an order that depends on hashing.
public protocol FileGenerator: SendableMetatype {
    /// Path of the file, relative to the root of the package.
    static var output: String { get }

    /// The whole text of the file, ending with a line feed.
    ///
    /// - Throws: `GenerationError` where a source is missing or does not say what it must.
    static func text(from sources: PackageSources) throws -> String
}
