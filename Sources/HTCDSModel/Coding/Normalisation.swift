/// One place where a document was not in canonical form and was read all the same. It holds no value.
public struct Normalisation: Hashable, Sendable {
    /// What was done.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A null was left out.
        case nullDropped
        /// An empty text, array or object was left out, or one in which nothing was stated.
        case emptyDropped
        /// A number in quotes became a number.
        case textMadeNumber
        /// `"true"` or `"false"` became a boolean.
        case textMadeBoolean
        /// A number became text, where a text, a code or a date is expected.
        case numberMadeText
        /// A single value became an array of one.
        case valueMadeArray
        /// An array of one became the value, in a field that takes one.
        case arrayMadeValue
        /// A choice that was there already was left out.
        case duplicateDropped
        /// A key that no field has was kept in `extensions` of the same object.
        case unknownKeyKept
        /// A value in `extensions` became text.
        case extensionMadeText
        /// The version of the standard was not stated and taken to be 2.0.
        case versionAssumed
        /// The record had no id and got its number.
        case idFromRecordNumber
    }

    /// What was done.
    public let kind: Kind

    /// Where, as a JSON Pointer (RFC 6901) into the document as it was given.
    ///
    /// For `unknownKeyKept` and inside `extensions` the last part is a key of the partner's own: show it as you would
    /// show a column's header, and not otherwise.
    public let path: String
}
