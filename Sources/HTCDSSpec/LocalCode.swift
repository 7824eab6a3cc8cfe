/// A code of an organisation's own, which means something narrower than an official one.
public struct LocalCode: Sendable, Hashable {
    /// Official id of the field.
    public let field: String
    /// `x-…`, so that nobody takes it for one of the standard.
    public let code: String
    /// The official code that is wider.
    public let broader: String
    /// What people write for it.
    public let labels: [String]
    /// What it means, and why the standard's codes do not do.
    public let about: String?

    public init(field: String, code: String, broader: String, labels: [String] = [], about: String? = nil) {
        self.field = field
        self.code = code
        self.broader = broader
        self.labels = labels
        self.about = about
    }
}
