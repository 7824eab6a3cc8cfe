/// Everything a run has to say: what was read, how it was judged, what was found, and the verdict.
///
/// The JSON form is fixed by `Schemas/report.schema.json`. Memory: bounded by the findings shown.
public struct Report: Sendable, Hashable, Codable {
    /// Version of the report's form.
    public var report: Int = 1
    public var tool: Tool
    public var judgedBy: JudgedBy
    public var sources: [Source]
    public var verdict: Verdict
    /// Why the verdict is what it is: "3 errors, 0 allowed".
    public var because: String
    public var records: Records
    /// Which part of a larger job it is; nil for the first part and for a whole.
    public var part: Part?
    public var counts: Counts
    /// One row a rule, severity and field, sorted by rule, field, severity.
    public var rules: [RuleCount]
    /// One row a field that has a column, or is core, in the order of the standard.
    public var fields: [FieldCount]
    public var columns: Columns
    /// What became of every filled cell.
    public var cells: CellCounts
    /// What the mapping lost of the partner's meaning, the most frequent first.
    public var losses: [Loss]
    public var checks: Checks
    public var suppressed: [Suppressed]
    /// Codes of the organisation's own that were read, by field and code.
    public var localCodes: [LocalCodeUse]
    /// In order of source, record, column, rule.
    public var findings: [Finding]
    public var findingsTotal: Int
    public var findingsShown: Int
    /// What a gate did besides judging; nil in reports of other commands.
    public var gate: Gate?

    public init(
        tool: Tool, judgedBy: JudgedBy, sources: [Source], verdict: Verdict, because: String, records: Records,
        counts: Counts, rules: [RuleCount], fields: [FieldCount], columns: Columns,
        cells: CellCounts = CellCounts(), losses: [Loss] = [], checks: Checks,
        suppressed: [Suppressed] = [], localCodes: [LocalCodeUse] = [], findings: [Finding], findingsTotal: Int
    ) {
        self.localCodes = localCodes
        self.tool = tool
        self.judgedBy = judgedBy
        self.sources = sources
        self.verdict = verdict
        self.because = because
        self.records = records
        self.counts = counts
        self.rules = rules
        self.fields = fields
        self.columns = columns
        self.cells = cells
        self.losses = losses
        self.checks = checks
        self.suppressed = suppressed
        self.findings = findings
        self.findingsTotal = findingsTotal
        self.findingsShown = findings.count
    }

    /// A part of a larger job.
    public struct Part: Sendable, Hashable, Codable {
        /// Records of the parts before it.
        public var recordOffset: Int
        public init(recordOffset: Int) { self.recordOffset = recordOffset }
    }

    public enum Verdict: String, Sendable, Hashable, Codable { case pass, fail }

    public struct Tool: Sendable, Hashable, Codable {
        public var name: String
        public var version: String
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// By what the data was judged, so that somebody else can judge it again.
    public struct JudgedBy: Sendable, Hashable, Codable {
        public var standard: String
        public var profile: String
        /// SHA-256 of the profile's document; nil in a report of an earlier version.
        public var profileSha256: String?
        /// Where the profile weighs a rule otherwise than the catalogue.
        public var severities: [SeverityChange]
        /// Rules that the profile brings itself.
        public var localRules: [LocalRule]
        /// The day that counts as today, `YYYY-MM-DD`.
        public var asOf: String
        /// `option` or `clock`.
        public var asOfFrom: String
        public var mapping: Mapping
        public var acceptance: String
        public var rulesSha256: String
        public var codeListsSha256: String
        /// The language of messages, of ``Report/because`` and of the reasons of skipped checks; nil for English.
        public var lang: String?

        public struct Mapping: Sendable, Hashable, Codable {
            public var name: String
            /// How the mapping was chosen: "given by --mapping", "38 of 38 header labels match".
            public var why: String
            public var sha256: String
            public init(name: String, why: String, sha256: String) {
                self.name = name
                self.why = why
                self.sha256 = sha256
            }
        }

        public init(
            standard: String, profile: String, profileSha256: String? = nil, severities: [SeverityChange] = [],
            localRules: [LocalRule] = [],
            asOf: String, asOfFrom: String, mapping: Mapping, acceptance: String,
            rulesSha256: String, codeListsSha256: String
        ) {
            self.profileSha256 = profileSha256
            self.severities = severities
            self.localRules = localRules
            self.standard = standard
            self.profile = profile
            self.asOf = asOf
            self.asOfFrom = asOfFrom
            self.mapping = mapping
            self.acceptance = acceptance
            self.rulesSha256 = rulesSha256
            self.codeListsSha256 = codeListsSha256
        }
    }

    public struct Source: Sendable, Hashable, Codable {
        /// File name without its folder where it is safe to show, else its shape; `-` for standard input.
        public var name: String
        public var format: String
        public var bytes: Int
        /// SHA-256 of the file as it lay there, in lower-case hexadecimal.
        public var sha256: String
        public var encoding: Encoding

        public struct Encoding: Sendable, Hashable, Codable {
            public var name: String
            public var why: String
            public init(name: String, why: String) {
                self.name = name
                self.why = why
            }
        }

        public init(name: String, format: String, bytes: Int, sha256: String, encoding: Encoding) {
            self.name = name
            self.format = format
            self.bytes = bytes
            self.sha256 = sha256
            self.encoding = encoding
        }
    }

    /// `read` = `accepted` + `rejected` + the sum of `ignored`.
    public struct Records: Sendable, Hashable, Codable {
        public var read: Int
        public var accepted: Int
        public var rejected: Int
        public var ignored: [Ignored]

        public struct Ignored: Sendable, Hashable, Codable {
            public var why: String
            public var count: Int
            public init(why: String, count: Int) {
                self.why = why
                self.count = count
            }
        }

        public init(read: Int, accepted: Int, rejected: Int, ignored: [Ignored]) {
            self.read = read
            self.accepted = accepted
            self.rejected = rejected
            self.ignored = ignored
        }
    }

    public struct Counts: Sendable, Hashable, Codable {
        public var error: Int
        public var warning: Int
        public var info: Int
        public init(error: Int = 0, warning: Int = 0, info: Int = 0) {
            self.error = error
            self.warning = warning
            self.info = info
        }
    }

    public struct RuleCount: Sendable, Hashable, Codable {
        public var rule: RuleID
        public var severity: Severity
        public var field: String?
        /// Findings, all of them.
        public var count: Int
        /// Records with at least one.
        public var records: Int
        /// Numbers of the first and the last of these records, nil where the records have none.
        public var firstRecord: Int?
        public var lastRecord: Int?
        /// How they lie among all records, nil for one record.
        public var pattern: RecordPattern?
        public init(
            rule: RuleID, severity: Severity, field: String?, count: Int, records: Int, firstRecord: Int? = nil,
            lastRecord: Int? = nil, pattern: RecordPattern? = nil
        ) {
            self.firstRecord = firstRecord
            self.lastRecord = lastRecord
            self.pattern = pattern
            self.rule = rule
            self.severity = severity
            self.field = field
            self.count = count
            self.records = records
        }
    }

    public struct FieldCount: Sendable, Hashable, Codable {
        public var field: String
        public var core: Bool
        /// The header as the partner wrote it where that is safe, nil where no column was found.
        public var column: String?
        /// Records in which the field's source is not missing.
        public var filled: Int
        /// Records in which what is there conforms (no error and no warning of area `value`).
        public var valid: Int
        public init(field: String, core: Bool, column: String?, filled: Int, valid: Int) {
            self.field = field
            self.core = core
            self.column = column
            self.filled = filled
            self.valid = valid
        }
    }

    /// What became of every column of the source, under the names that may be shown.
    public struct Columns: Sendable, Hashable, Codable {
        public var mapped: [String]
        public var kept: [String]
        public var dropped: [String]
        public var unused: [String]
        public init(mapped: [String] = [], kept: [String] = [], dropped: [String] = [], unused: [String] = []) {
            self.mapped = mapped
            self.kept = kept
            self.dropped = dropped
            self.unused = unused
        }
    }

    public struct Checks: Sendable, Hashable, Codable {
        public var run: [RuleID]
        public var skipped: [Skipped]

        public struct Skipped: Sendable, Hashable, Codable {
            public var rule: RuleID
            public var why: String
            public init(rule: RuleID, why: String) {
                self.rule = rule
                self.why = why
            }
        }

        public init(run: [RuleID] = [], skipped: [Skipped] = []) {
            self.run = run
            self.skipped = skipped
        }
    }

    public struct Suppressed: Sendable, Hashable, Codable {
        public var rule: RuleID
        public var scope: String
        public var reason: String
        public var who: String
        public var until: String?
        public var count: Int
        public init(rule: RuleID, scope: String, reason: String, who: String, until: String?, count: Int) {
            self.rule = rule
            self.scope = scope
            self.reason = reason
            self.who = who
            self.until = until
            self.count = count
        }
    }
}
