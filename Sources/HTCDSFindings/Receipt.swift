/// What proves a verdict of the gate: who judged what by what, what came of it, and the hashes of all of it.
///
/// The JSON form is fixed by `Schemas/receipt.schema.json`. Holds no value of a person.
public struct Receipt: Sendable, Hashable, Codable {
    /// Version of the receipt's form.
    public var receipt: Int = 1
    public var tool: Report.Tool
    public var verdict: Report.Verdict
    public var because: String
    public var policy: Document
    public var mapping: Document
    public var profile: String
    public var codeListsSha256: String
    /// The day that counted as today, `YYYY-MM-DD`.
    public var asOf: String
    public var inputs: [Input]
    /// Every file of the folder but the receipt itself.
    public var outputs: [Output]
    public var counts: Counts
    public var signature: Signature?

    public struct Document: Sendable, Hashable, Codable {
        public var name: String
        public var sha256: String
        public init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }
    }

    public struct Input: Sendable, Hashable, Codable {
        public var sha256: String
        public var bytes: Int
        public var records: Int
        public init(sha256: String, bytes: Int, records: Int) {
            self.sha256 = sha256
            self.bytes = bytes
            self.records = records
        }
    }

    public struct Output: Sendable, Hashable, Codable {
        public var name: String
        public var sha256: String
        public var bytes: Int
        /// Rows of a table, lines of a list; nil for other files.
        public var rows: Int?
        public init(name: String, sha256: String, bytes: Int, rows: Int?) {
            self.name = name
            self.sha256 = sha256
            self.bytes = bytes
            self.rows = rows
        }
    }

    /// In records; `read` = `accepted` + `quarantined`.
    public struct Counts: Sendable, Hashable, Codable {
        public var read: Int
        /// Records of which at least one row left.
        public var accepted: Int
        /// Records of which none did.
        public var quarantined: Int
        /// Records in which something was withheld, by rule.
        public var byRule: [String: Int]
        public init(read: Int, accepted: Int, quarantined: Int, byRule: [String: Int]) {
            self.read = read
            self.accepted = accepted
            self.quarantined = quarantined
            self.byRule = byRule
        }
    }

    public struct Signature: Sendable, Hashable, Codable {
        /// `Ed25519` (RFC 8032).
        public var algorithm: String
        /// The raw key of 32 bytes in base64.
        public var publicKey: String
        /// The signature of 64 bytes in base64, over the receipt's text with `null` in its place.
        public var value: String
        public init(algorithm: String, publicKey: String, value: String) {
            self.algorithm = algorithm
            self.publicKey = publicKey
            self.value = value
        }
    }

    public init(
        tool: Report.Tool, verdict: Report.Verdict, because: String, policy: Document, mapping: Document,
        profile: String, codeListsSha256: String, asOf: String, inputs: [Input], outputs: [Output], counts: Counts,
        signature: Signature? = nil
    ) {
        self.tool = tool
        self.verdict = verdict
        self.because = because
        self.policy = policy
        self.mapping = mapping
        self.profile = profile
        self.codeListsSha256 = codeListsSha256
        self.asOf = asOf
        self.inputs = inputs
        self.outputs = outputs
        self.counts = counts
        self.signature = signature
    }
}
