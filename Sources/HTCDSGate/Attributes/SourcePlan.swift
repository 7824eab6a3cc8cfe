import HTCDSCells
import HTCDSFindings

/// A source and its form, compiled against one table. Shared by reference: copying its lists for each row would cost more
/// than reading the row.
final class SourcePlan: Sendable {
    /// Whose values are read.
    let owner: Attribute.Source.Owner
    /// By thing: whether it is of the owner's kind. Empty for victims and perpetrators.
    let isOfKind: [Bool]
    /// Things that a record always has: the case itself. Empty for other owners.
    let always: [Int]
    /// By thing: the slot of the field, -1 where it has none. Empty for kept columns.
    let slots: [Int32]
    /// By thing, the record last: kept columns. Empty for fields.
    let kept: [[Int]]
    /// Who may stand for the perpetrators of a record, by thing.
    let isPerpetrator: [Bool]
    let perpetratorMarks: [RoleMark?]
    let filters: [Filter]
    let split: [UInt8]
    let reading: Reading

    init(
        owner: Attribute.Source.Owner, isOfKind: [Bool], always: [Int], slots: [Int32], kept: [[Int]],
        isPerpetrator: [Bool], perpetratorMarks: [RoleMark?], filters: [Filter], split: [UInt8], reading: Reading
    ) {
        self.owner = owner
        self.isOfKind = isOfKind
        self.always = always
        self.slots = slots
        self.kept = kept
        self.isPerpetrator = isPerpetrator
        self.perpetratorMarks = perpetratorMarks
        self.filters = filters
        self.split = split
        self.reading = reading
    }

    /// Only things whose slot holds one of these codes.
    struct Filter: Sendable {
        /// By thing; -1 where it has none.
        let slots: [Int32]
        /// By slot, by code.
        let admitted: [[Bool]]
    }

    /// What becomes of a value.
    struct Reading: Sendable {
        /// By slot, by code: the number of the value; `unlisted` where there is none.
        var codes: [[UInt16]] = []
        var yes = Reading.unlisted
        var no = Reading.unlisted
        var text = Text.none
        var date = Date.none

        enum Text: Sendable {
            case none
            /// As it is.
            case open
            /// A number as it is.
            case number
            /// A number in bands, up to a highest that can be; the values of the bands.
            case bands(Bands, highest: Int?, numbers: [UInt16])
            /// The text's number in the table stands for a value; others have one of their own, or are unlisted.
            case words(ByteKeyTable, numbers: [UInt16], otherwise: UInt16)
            /// Choices: one of the words, or a word that says no.
            case choice(ByteKeyTable, chosen: UInt16)
            /// A date by ISO 8601.
            case date
        }
        enum Date: Sendable {
            case none
            case year
            case quarter
            /// In bands, on a day or on the date of one of these slots; the values of the bands.
            case age(Bands, asOf: PackedDate, slots: [Int]?, numbers: [UInt16])
        }
        /// Stands for a value without a category.
        static let unlisted = UInt16.max
        /// Something is stated, and it is no choice of this attribute.
        static let other = UInt16.max - 1
    }
}
