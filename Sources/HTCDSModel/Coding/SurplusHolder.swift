/// An object with fields that take one choice, but of which a source may have given several.
public protocol SurplusHolder: RecordObject {
    /// Choices after the first, by field id, where a source gave several for a field that takes one.
    ///
    /// The property holds the first; both are written as one array. Empty for nearly all records.
    var surplus: [String: [String]] { get set }
}
