import HTCDSSpec

/// The one table of transforms that a mapping may name with `as:`, sorted by name.
///
/// Without a name a field takes the transform of its kind in the standard.
enum TransformCatalogue {
    static let names = ["age", "boolean", "code", "country", "date", "email", "language", "number", "phone", "text"]
}
