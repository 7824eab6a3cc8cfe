/// What profiles bring into a report.
extension Report {
    /// A rule that a profile weighs otherwise than the catalogue.
    public struct SeverityChange: Sendable, Hashable, Codable {
        public var rule: RuleID
        /// Official id, nil where all fields are meant that have no row of their own.
        public var field: String?
        /// `error`, `warning` or `info`.
        public var from: String
        /// `error`, `warning`, `info` or `off`.
        public var to: String
        public init(rule: RuleID, field: String?, from: String, to: String) {
            self.rule = rule
            self.field = field
            self.from = from
            self.to = to
        }
    }

    /// A rule that a profile brings itself: kept with the report, so that whoever shows it later can say what it is.
    public struct LocalRule: Sendable, Hashable, Codable {
        public var rule: RuleID
        /// Why there is the rule.
        public var about: String
        public init(rule: RuleID, about: String) {
            self.rule = rule
            self.about = about
        }
    }

    /// How often a code of the organisation's own was read: evidence for those who keep the standard's lists.
    public struct LocalCodeUse: Sendable, Hashable, Codable {
        public var field: String
        public var code: String
        /// The official code that was set.
        public var broader: String
        /// Records in which it stands.
        public var records: Int
        public init(field: String, code: String, broader: String, records: Int) {
            self.field = field
            self.code = code
            self.broader = broader
            self.records = records
        }
    }
}

/// Reports that an earlier version wrote lack these keys.
extension KeyedDecodingContainer {
    func decode(_ type: [Report.SeverityChange].Type, forKey key: Key) throws -> [Report.SeverityChange] {
        try decodeIfPresent(type, forKey: key) ?? []
    }

    func decode(_ type: [Report.LocalRule].Type, forKey key: Key) throws -> [Report.LocalRule] {
        try decodeIfPresent(type, forKey: key) ?? []
    }

    func decode(_ type: [Report.LocalCodeUse].Type, forKey key: Key) throws -> [Report.LocalCodeUse] {
        try decodeIfPresent(type, forKey: key) ?? []
    }
}
