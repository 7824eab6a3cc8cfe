public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// One rule of the catalogue: a type with a description, in a file of its own.
public protocol Rule: Sendable, SendableMetatype {
    static var description: RuleDescription { get }
    /// Whether it is looked for only where a profile asks for it.
    static var isOnlyWhereAsked: Bool { get }
}

extension Rule {
    public static var isOnlyWhereAsked: Bool { false }
}

/// What a rule may look at before the first record.
public struct RuleContext: Sendable {
    public let standard: HTCDSStandard
    public let layout: RecordLayout
    /// `csv`, `xlsx` or `xml`.
    public let format: String
    /// Number of columns the header has.
    public let columnCount: Int
    /// Whether records are held against a schema that the user gave.
    public let hasSchema: Bool
    /// Whether rows of other tables are joined to the records.
    public let hasRelatedTables: Bool
    /// The day that counts as today, nil where none does.
    public let asOf: PackedDate?
    /// Name of the mapping by which the table is read.
    public let mapping: String
    /// By what the data is judged.
    public let profile: Profile
    /// What somebody decided to pass over in this table.
    public let suppressions: [SuppressionInForce]

    public init(
        standard: HTCDSStandard, layout: RecordLayout, format: String, columnCount: Int, hasSchema: Bool = false,
        hasRelatedTables: Bool = false, asOf: PackedDate? = nil, mapping: String = "",
        profile: Profile = .core, suppressions: [SuppressionInForce] = []
    ) {
        self.profile = profile
        self.suppressions = suppressions
        self.mapping = mapping
        self.hasSchema = hasSchema
        self.hasRelatedTables = hasRelatedTables
        self.asOf = asOf
        self.standard = standard
        self.layout = layout
        self.format = format
        self.columnCount = columnCount
    }
}

/// A rule about one cell, which a transform has already looked at: it gives the fault its words and weight.
public protocol ValueRule: Rule {
    static var fault: ValueFault { get }
    /// Kinds of the fault that are told in words of their own.
    static var furtherFaults: [ValueFault] { get }
    /// The severity for a field, nil where the rule does not concern it: if a mapping lets the fault arise there all
    /// the same (a plain text read as a date), it is a warning at most. An advisory source lowers errors by itself.
    static func severity(for field: FieldSpec) -> Severity?
    /// What is wrong and what to do, in one or two plain sentences that hold no value.
    static func message(_ field: FieldSpec, suggestion: String?) -> Message
    /// The same for one of its faults.
    static func message(_ field: FieldSpec, fault: ValueFault, suggestion: String?) -> Message
}

extension ValueRule {
    public static var furtherFaults: [ValueFault] { [] }
    public static func message(_ field: FieldSpec, fault: ValueFault, suggestion: String?) -> Message {
        message(field, suggestion: suggestion)
    }
    public static func severity(for field: FieldSpec) -> Severity? { description.severity }
}

/// A rule about columns, looked at once a table.
public protocol ColumnRule: Rule {
    static func check(_ context: RuleContext) -> [ColumnFinding]
    /// What it can say of a field, or of a column that holds none.
    static func messages(_ field: FieldSpec) -> [Message]
}

/// What a column rule found.
public struct ColumnFinding: Sendable {
    /// Column number from 0, nil where no column is there.
    public var column: Int?
    public var field: FieldSpec?
    public var message: Message
    public var suggestion: String?

    public init(column: Int? = nil, field: FieldSpec? = nil, message: Message, suggestion: String? = nil) {
        self.column = column
        self.field = field
        self.message = message
        self.suggestion = suggestion
    }
}

/// A rule about whole records, compiled once and then asked batch by batch.
public protocol BatchRule: Rule {
    static func compile(_ context: RuleContext) -> Compilation
    /// What is wrong and what to do.
    /// - Parameter variant: what the check reported, to tell kinds of one fault apart.
    static func message(_ field: FieldSpec?, variant: Int) -> Message
    /// The severity of a variant.
    static func severity(variant: Int) -> Severity
}

extension BatchRule {
    public static func severity(variant: Int) -> Severity { description.severity }
}

public enum Compilation {
    case run(any BatchCheck)
    /// The check cannot run on this file, with the reason for the report.
    case skipped(String)
    /// The check has no meaning for this kind of file.
    case notApplicable
}

/// The part of a batch rule that runs on the hot path. Called once a batch.
public protocol BatchCheck: Sendable {
    /// Slots that it may report at, nil: any. A table may have thousands.
    var slots: [Int]? { get }
    /// Fields that no slot holds and that it reports all the same, by numbers below -1.
    var fieldsWithoutSlot: [Int: FieldSpec] { get }
    func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void)
}

extension BatchCheck {
    public var slots: [Int]? { nil }
    public var fieldsWithoutSlot: [Int: FieldSpec] { [:] }
}

/// What a batch check found in one record.
public struct BatchFault: Sendable {
    /// Index in the batch.
    public let record: Int
    /// Column number from 0, -1 for the whole record.
    public let column: Int
    /// Slot, -1 where no field is meant.
    public let slot: Int
    public let variant: Int
    /// Physical line of what is wrong, nil: that of the cell or record.
    public let line: Int?
    /// Whether the finding is about what stands in the cell, so that its shape is told.
    public let isAboutCell: Bool

    public init(
        record: Int, column: Int = -1, slot: Int = -1, variant: Int = 0, line: Int? = nil, isAboutCell: Bool = false
    ) {
        self.line = line
        self.record = record
        self.column = column
        self.slot = slot
        self.variant = variant
        self.isAboutCell = isAboutCell
    }
}

/// A rule about something that a reader has to say of a record.
public protocol RemarkRule: Rule {
    static var remark: Remark.Kind { get }
    /// Formats in which it can come about.
    static var formats: Set<String> { get }
    static var message: Message { get }
    /// Why it does not run on a file of its formats, nil where it does.
    static func whySkipped(_ context: RuleContext) -> String?
}

extension RemarkRule {
    public static func whySkipped(_ context: RuleContext) -> String? { nil }
}

/// A rule about the file as a whole, which whoever reads the file applies.
public protocol FileRule: Rule {
    static var message: Message { get }
}
