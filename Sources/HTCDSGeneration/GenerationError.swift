/// A source that cannot be read or does not hold together; the message names the file.
public struct GenerationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence for whoever edits the sources.
    public let message: String

    public var description: String { message }
}
