import HTCDSFindings
import HTCDSSpec

/// One way to make a fictional record wrong, and what has to be found in it.
struct Fault {
    /// What is done to the first page of a case.
    enum Edit {
        /// A field holds this instead.
        case set(Int, FictionValue)
        /// Fields hold nothing, whosever they are.
        case clear([Int])
        /// The row has a cell more than the header (CSV).
        case surplusCell
        /// A key stands twice in an object (JSON).
        case repeatedKey
        /// The record has the id of the one before it.
        case idOfRecordBefore
    }

    let rule: RuleID
    /// The field at which the rule tells of it, nil: the record.
    let field: String?
    let edits: [Edit]
    /// Forms in which it can be written.
    var forms = Set(Conversion.Format.allCases)
    /// Whether it takes an earlier record with the same fault to be one.
    var needsTwin = false

    init(_ rule: RuleID, _ field: String?, _ edits: [Edit]) {
        self.rule = rule
        self.field = field
        self.edits = edits
    }

    /// Numbers of the fields that it writes to.
    var fields: [Int] {
        edits.compactMap { edit in
            if case .set(let number, _) = edit { number } else { nil }
        }
    }
}

/// Makes the values that faults hold. Only before the first record: phrases are not added later.
struct FaultWords {
    let vocabulary: FictionVocabulary
    /// The day that counts as today.
    let year: Int

    /// - Returns: nil where the standard has no such field.
    func text(_ field: String, _ text: String) -> Fault.Edit { .set(number(field), value(text)) }

    func value(_ text: String) -> FictionValue {
        FictionValue(.phrase, UInt32(truncatingIfNeeded: vocabulary.phrases.add(text)))
    }

    /// Several texts in a field, in its own form: up to four.
    func texts(_ field: String, _ texts: [String]) -> Fault.Edit {
        .set(number(field), list(texts))
    }

    func list(_ texts: [String]) -> FictionValue {
        let first = vocabulary.phrases.add(texts).lowerBound
        precondition(first <= Int(UInt16.max) && texts.count <= 4, "lists are packed")
        let packed = texts.indices.reduce(UInt64(0)) { $0 | UInt64($1) << UInt64($1 * 16) }
        return FictionValue(
            .phrases, UInt32(truncatingIfNeeded: packed), UInt32(truncatingIfNeeded: packed >> 32),
            count: UInt8(truncatingIfNeeded: texts.count), base: UInt16(truncatingIfNeeded: first))
    }

    /// Text in a field, as a list where the field holds lists.
    func word(_ field: FieldSpec, _ text: String) -> Fault.Edit {
        .set(field.number, field.kind == .multiselect ? list([text]) : value(text))
    }

    func boolean(_ field: String, _ isTrue: Bool) -> Fault.Edit {
        .set(number(field), FictionValue(.boolean, isTrue ? 1 : 0))
    }

    func integer(_ field: String, _ number: UInt32) -> Fault.Edit {
        .set(self.number(field), FictionValue(.integer, number))
    }

    func clear(_ fields: String...) -> Fault.Edit { .clear(fields.map(number)) }

    func number(_ field: String) -> Int { FictionVocabulary.field(field).number }
}
