public import HTCDSCells
public import HTCDSFindings

/// Findings that somebody decided to pass over, with the reason: one entry of a suppression document.
public struct Suppression: Sendable, Hashable {
    public var rule: RuleID
    /// Official id of the field; nil: any, or none.
    public var field: String?
    /// A header of the source; nil: any.
    public var column: String?
    public var sheet: String?
    /// A file as it is given, or its name.
    public var file: String?
    public var reason: String
    public var who: String
    /// The last day on which it applies; nil: for good.
    public var until: PackedDate?
    /// `YYYY-MM-DD`.
    public var untilText: String?
    /// Where it stands in its document.
    public var line: Int

    public init(
        rule: RuleID, field: String? = nil, column: String? = nil, sheet: String? = nil, file: String? = nil,
        reason: String, who: String, until: PackedDate? = nil, untilText: String? = nil, line: Int = 1
    ) {
        self.rule = rule
        self.field = field
        self.column = column
        self.sheet = sheet
        self.file = file
        self.reason = reason
        self.who = who
        self.until = until
        self.untilText = untilText
        self.line = line
    }

    /// Whether it applies on a day.
    public func applies(on day: PackedDate) -> Bool { until.map { day <= $0 } ?? true }

    /// Whether it speaks of a file and a sheet of it.
    public func isIn(file path: String, sheet: String?) -> Bool {
        if let file, file != path, file != path.split(separator: "/").last.map(String.init) { return false }
        if let own = self.sheet { return sheet.map { ByteKeyTable.folded($0) == ByteKeyTable.folded(own) } ?? false }
        return true
    }

    func speaks(of rule: RuleID, _ field: String?) -> Bool {
        rule == self.rule && (self.field == nil || self.field == field)
    }

    /// Rules that nobody can pass over: what they find was not looked at.
    public static let never: Set<RuleID> = Profile.essential
}

/// A suppression that is in force for a table.
public struct SuppressionInForce: Sendable {
    /// Its place in the document, from 0.
    public let index: Int
    public let suppression: Suppression
    public init(index: Int, suppression: Suppression) {
        self.index = index
        self.suppression = suppression
    }
}
