/// What a transform can find wrong with one cell. The rule catalogue turns each into a rule with words and a severity.
///
/// A closed list on the hot path: one byte, an index into tables.
@frozen
public enum ValueFault: UInt8, Sendable, CaseIterable {
    case notInCodeList, notInOpenList, unmappedValue, supersededValue, labelInsteadOfCode
    case notADate, buddhistDate, islamicDate, ambiguousDate, notANumber, notABoolean, notACountry, notALanguage
    case notAPhoneNumber, notAnEmail, outOfRange, futureDate, tooMany, duplicateChoice
    case brokenEncoding, lossy
    /// Another column of the same field came first, and says something else.
    case otherSource
    /// A code of the organisation's own; the wider official one was set.
    case localCode

    /// Whether the field keeps its value all the same. Where not, the field is left out and the partner's text is kept
    /// as an extension.
    @inlinable
    public var keepsValue: Bool {
        switch self {
        case .labelInsteadOfCode, .notAPhoneNumber, .notAnEmail, .outOfRange, .futureDate, .tooMany, .duplicateChoice,
            .otherSource, .localCode:
            true
        default: false
        }
    }
}
