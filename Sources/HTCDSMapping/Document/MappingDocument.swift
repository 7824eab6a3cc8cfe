public import HTCDSFindings
public import HTCDSSpec

/// A mapping document as it was read: where each HTCDS field comes from, for one kind of export.
///
/// Still names and words; ``MappingPlan`` compiles it against the columns of a file.
public struct MappingDocument: Sendable {
    public var name: String
    public var title: String
    /// What the mapping is for, and how far its facts are confirmed.
    public var about: String?
    public var standard: String
    /// Who decided what the document says, and when, unless a row says otherwise.
    public var decision = Decision()
    /// Who went through the document, and when.
    public var reviewed: (by: String, on: String)?
    public var source: SourceSection
    /// Where the record's id comes from; without it the id is the record's number.
    public var id: ColumnReference?
    /// The roles of the person whom top-level fields describe, marked even where nothing is stated.
    public var roles: Set<PersonRole>
    /// Who the first person is, where records say so: id and roles. Has no fields of its own.
    public var person: PartSection?
    /// Fields of the case, its first person, and the first comment, event, plan and organization.
    public var fields: [FieldRule]
    /// Further things in the same record, in document order.
    public var parts: [PartSection]
    /// Take every field of the standard from a column headed by one of these, unless `fields` says otherwise.
    public var standardFields: [StandardHeader]
    /// What values mean by field, wherever the field comes from; what a source says itself goes first.
    public var values: [String: [ValueRow]] = [:]
    public var keep: KeepSection
    public var drop: [DropRule]
    /// Tables whose rows belong to those of the main one.
    public var tables: [RelatedTableSection] = []
    /// The earlier version of the standard that the source is in, whose fields and values become those of today.
    public var upgradesFrom: String?
    /// Whether the source holds records as this tool writes them, and in which form.
    public var records: RecordsForm?
    /// What the acceptance of a run allows beyond what the document does by itself.
    public var policy = RelationPolicy()
    /// Codes of the organisation's own, as the profile of a run has them.
    public var localCodes: [LocalCode] = []
    /// Columns that tell where a record came from, where it was a record already.
    public var provenance: ProvenanceSection?
    /// Ids of core fields that this kind of export has no place for, so that their absence is no news.
    public var cannotHold: [String]

    public init(name: String, title: String, standard: String) {
        self.name = name
        self.title = title
        self.standard = standard
        source = SourceSection()
        roles = []
        fields = []
        parts = []
        standardFields = []
        keep = KeepSection()
        drop = []
        cannotHold = []
    }
}

extension PartSection {
    /// Every header or path the part speaks of, in order, each once.
    public var columnNames: [String] {
        var names: [String] = []
        var seen: Set<String> = []
        func add(_ reference: ColumnReference?) {
            if case .header(let name, _)? = reference?.kind, seen.insert(name).inserted { names.append(name) }
        }
        add(id)
        for role in PersonRole.allCases { add(roleMarks[role]?.reference) }
        add(groupColumn)
        for source in fields.flatMap(\.alternatives) {
            for reference in source.from + source.collect.map(\.reference) { add(reference) }
            add(source.reference)
            add(source.ageAt)
        }
        for rule in keep.rules where !rule.isPrefix { add(rule.reference) }
        return names
    }
}

extension MappingDocument {
    /// Every header or path the document speaks of, in order, each once.
    public var columnNames: [String] {
        var names: [String] = []
        func add(_ reference: ColumnReference?) {
            if case .header(let name, _)? = reference?.kind, !names.contains(name) { names.append(name) }
        }
        func add(_ rules: [FieldRule]) {
            for source in rules.flatMap(\.alternatives) {
                for reference in source.from + source.collect.map(\.reference) { add(reference) }
                add(source.reference)
                add(source.ageAt)
            }
        }
        add(fields)
        for name in person?.columnNames ?? [] where !names.contains(name) { names.append(name) }
        for part in parts {
            let own = part.columnNames
            for name in part.each.map({ each in own.map { "\(each)[1]/\($0)" } }) ?? own where !names.contains(name) {
                names.append(name)
            }
        }
        for rule in keep.rules where !rule.isPrefix { add(rule.reference) }
        for rule in drop where !rule.isPrefix { add(rule.reference) }
        add(id)
        return names
    }
}

/// Columns that tell where a record came from.
public struct ProvenanceSection: Sendable {
    public var source: ColumnReference
    public var sheet: ColumnReference
    public var record: ColumnReference
    public var mapping: ColumnReference
}

public enum PersonRole: String, Sendable, Hashable, CaseIterable { case victim, perpetrator }

/// By which of its names a field of the standard may be found in a header.
public enum StandardHeader: String, Sendable, Hashable, CaseIterable { case ids, labels, aliases }

/// How to read the file.
public struct SourceSection: Sendable {
    public var formats: Set<String> = []
    /// Path of the record element (XML).
    public var record: String?
    /// Row of the header, from 1; nil: found by itself.
    public var headerRow: Int?
    /// Row of titles above the header, each for the columns up to the next title.
    public var titleRow: Int?
    /// What stands in rows that are no cases, such as `Grand Totals*`.
    public var footer: [String] = []
    /// What a row begins with that is a comment.
    public var comment: UInt8?
    /// How quotation marks stand inside quotes (CSV); nil: found by itself.
    public var escape: Escape?
    public enum Escape: String, Sendable, CaseIterable { case doubled, backslash }
    /// First row of data, from 1; nil: the row behind the header.
    public var dataRow: Int?
    public var sheet: String?
    /// Columns of names and of values, from 0, where each sheet is the form of one case.
    public var form: (names: Int, values: Int)?
    public var delimiter: UInt8?
    /// What stands in headers between the groups of a form and before the question, where an export writes them.
    public var groups: String?
    public var encoding: String?
    /// Cells that mean "missing", besides empty ones.
    public var missing: [String] = []
    /// The column of running numbers whose cell alone makes no record.
    public var numbering: ColumnReference?
    /// The column, from 0, from which on a table holds lists of its own and no part of a case.
    public var listsFrom: Int?
    /// Patterns of dates, tried in this order after ISO 8601.
    public var dates: [String] = []
    public var recognise = Recognition()
    /// Whether a comma stands before decimals.
    public var hasDecimalComma = false
    /// Headers in the order in which the export is written; others follow.
    public var order: [String] = []

    /// By what an export is known.
    public struct Recognition: Sendable {
        /// Headers that must all be there.
        public var columns: [String] = []
        /// Headers of which one at least must be there.
        public var anyOf: [String] = []
        /// Texts that must all stand in rows above the header.
        public var above: [String] = []
        /// At least this many headers must be ids, labels or aliases of the standard.
        public var standardHeaders = 0
        public var root: String?
        public var attributes: [(name: String, value: String)] = []
        public init() {}
    }
    public init() {}

    /// Whether files of a format are read. Spreadsheets are alike, and so are the two ways of putting JSON records.
    public func reads(_ format: String) -> Bool {
        if formats.isEmpty || formats.contains(format) { return true }
        return format == "ods" && formats.contains("xlsx") || format == "ndjson" && formats.contains("json")
    }
}

/// One column, as a document names it.
public struct ColumnReference: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A header, compared after trimming, composition and case folding; the occurrence counts from 1.
        case header(String, occurrence: Int?)
        /// A column number, from 0.
        case number(Int)
    }
    public var kind: Kind
    public var line: Int
    public var column: Int

    public init(_ kind: Kind, line: Int = 1, column: Int = 1) {
        self.kind = kind
        self.line = line
        self.column = column
    }

    /// As the document wrote it, for messages.
    public var text: String {
        switch kind {
        case .header(let name, let occurrence): occurrence.map { "\(name)[\($0)]" } ?? name
        case .number(let number): "column \(number + 1)"
        }
    }
}

/// How well the partner's value and ours match, in words.
public enum Relation: String, Sendable, Hashable, CaseIterable {
    case exact, narrower, broader, close, none, outOfScope

    /// Whether the value may be set without asking anybody.
    public var applies: Bool { self == .exact || self == .narrower }
}

/// Where one field comes from. Several sources are alternatives: the first one whose columns are there counts.
public struct FieldRule: Sendable {
    public var field: String
    public var alternatives: [FieldSource]
    public var line: Int
    public var column: Int
}

public struct FieldSource: Sendable {
    public var from: [ColumnReference] = []
    /// The column that holds the id of what a lookup points at, within the same record.
    public var reference: ColumnReference?
    /// Text between the parts when several columns are joined; nil: the first filled one counts.
    public var join: String?
    public var constant: String?
    /// Columns that each stand for one choice.
    public var collect: [CollectRow] = []
    /// A header ending in `*` whose matches each stand for the choice named behind it.
    public var collectPrefix: String?
    public var chosen: [String] = []
    public var values: [ValueRow] = []
    /// Name of a transform, nil: the field's own.
    public var transform: String?
    /// Bytes that separate several values, nil: the default of the field.
    public var split: String?
    public var missing: [String]?
    /// The column of the day on which an age is meant.
    public var ageAt: ColumnReference?
    /// Whether a comma stands before decimals; nil: as the source says.
    public var hasDecimalComma: Bool?
    public var dates: [String] = []
    public var relation: Relation = .exact
    /// Whether countries are written by three letters.
    public var writesAlpha3 = false
    /// Columns that must all say yes as well for a yes to hold.
    public var demands: [ColumnReference] = []
    /// Whether the source does not claim to follow the field's list: a misfit is a warning.
    public var advisory = false
    public var note: String?
    public var decision = Decision()
    public var line = 1
    public var column = 1
}

public struct CollectRow: Sendable {
    public var reference: ColumnReference
    public var target: ValueTarget
}

public struct ValueRow: Sendable {
    public var value: String
    /// What else is read as the same.
    public var spellings: [String] = []
    public var target: ValueTarget
    public var line: Int
    public var column: Int
}

/// What a partner's value becomes.
public struct ValueTarget: Sendable {
    /// The code, nil where nothing is set.
    public var code: String?
    /// The codes it may stand for, where the record does not say which.
    public var oneOf: [String] = []
    public var relation: Relation = .exact
    /// Whether the code is set though the match is not exact; the partner's value is kept beside it and counted.
    public var isApplied = false
    /// The organisation's own code that the value is, nil for a row of the mapping.
    public var localCode: String?
    public var note: String?
    public var decision = Decision()
}

/// A further person, event, comment, plan or organization in the same record.
public struct PartSection: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case persons, organizations, comments, events, supportPlans }
    public var kind: Kind
    /// Path of what is repeated: the part is read once for each, and its columns are named below it.
    public var each: String?
    /// The partner's id of the thing.
    public var id: ColumnReference?
    public var roles: Set<PersonRole> = []
    /// Columns that say whether the person has a role.
    public var roleMarks: [PersonRole: RoleReference] = [:]
    /// The column that says whether several people are described together.
    public var groupColumn: ColumnReference?
    /// Several people described together.
    public var group = false
    public var fields: [FieldRule] = []
    /// Take every field that the thing can have from a column headed by one of these, unless `fields` says otherwise.
    public var standardFields: [StandardHeader] = []
    public var keep = KeepSection()
    public var drop: [DropRule] = []
    public var line = 1
}

/// The column that says whether a person has a role.
public struct RoleReference: Sendable {
    public var reference: ColumnReference
    /// The words of a column that names roles; nil where that it is there at all says so, unless it says no.
    public var words: RoleWords?
}

public struct KeepSection: Sendable {
    public var all = false
    public var rules: [KeepRule] = []
    public init() {}
}

public struct KeepRule: Sendable {
    public var reference: ColumnReference
    /// Whether the header may go on behind the written part (`name*`).
    public var isPrefix: Bool
    /// The name in reports; the key in the record stays the partner's.
    public var name: String?
    public var note: String?
    /// Whether the key in the record is what follows the written part only.
    public var stripsPrefix = false
    /// The object within a person whose extensions it joins, nil: the thing itself.
    public var table: HTCDSTable?
}

public struct DropRule: Sendable {
    public var reference: ColumnReference
    public var isPrefix: Bool
    public var reason: String
}
