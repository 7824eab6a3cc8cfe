extension Report {
    /// What a gate did besides judging: who passed, what left in what form, and how easily somebody could be known by it.
    public struct Gate: Sendable, Hashable, Codable {
        public var policy: Receipt.Document
        /// Rows of the output.
        public var rows: Int
        /// Fewest rows that share a value.
        public var k: Int
        public var reportingLength: Int
        public var victims: Victims
        /// What lets people pass who did not consent, in the policy's own words; nil where nobody does.
        public var withoutConsent: String?
        /// nil where there is no list of withdrawn consents.
        public var withdrawn: Withdrawn?
        /// Records that were quarantined for errors.
        public var erroneous = 0
        /// Share of the records, in percent, that may be quarantined for errors; nil: any.
        public var mostQuarantined: Double?
        /// Empty in a merged report: values are counted over a whole table.
        public var attributes: [Attribute]
        /// nil where there was nothing to count.
        public var risk: DisclosureRisk?

        public struct Victims: Sendable, Hashable, Codable {
            public var read: Int
            public var passed: Int
            public var withheld: Int
            public init(read: Int, passed: Int, withheld: Int) {
                self.read = read
                self.passed = passed
                self.withheld = withheld
            }
        }

        /// A list of withdrawn consents.
        public struct Withdrawn: Sendable, Hashable, Codable {
            public var listed: Int
            /// Entries that are about somebody in the data.
            public var met: Int
            public init(listed: Int, met: Int) {
                self.listed = listed
                self.met = met
            }
        }

        public struct Attribute: Sendable, Hashable, Codable {
            public var name: String
            /// `binary`, `category` or `multi`.
            public var kind: String
            /// Different values that left.
            public var values: Int
            /// Different values that were taken out because fewer than `k` rows share them.
            public var rareValues: Int
            /// What was stated and did not leave; nil where all columns of the attribute tell it in the first of them.
            public var left: Left?
            public init(name: String, kind: String, values: Int, rareValues: Int, left: Left? = nil) {
                self.name = name
                self.kind = kind
                self.values = values
                self.rareValues = rareValues
                self.left = left
            }

            /// How often something was stated and did not leave.
            public struct Left: Sendable, Hashable, Codable {
                /// Cells left empty because several values stood where one fits.
                public var several: DisclosureRisk.Count
                /// Values that the attribute has no category for.
                public var unlisted: DisclosureRisk.Count
                /// Values that can be no category: long texts, texts with a delimiter, ages that cannot be.
                public var unfit: DisclosureRisk.Count
                public init(
                    several: DisclosureRisk.Count, unlisted: DisclosureRisk.Count, unfit: DisclosureRisk.Count
                ) {
                    self.several = several
                    self.unlisted = unlisted
                    self.unfit = unfit
                }
            }
        }

        public init(
            policy: Receipt.Document, rows: Int, k: Int, reportingLength: Int, victims: Victims,
            attributes: [Attribute], risk: DisclosureRisk? = nil
        ) {
            self.policy = policy
            self.rows = rows
            self.k = k
            self.reportingLength = reportingLength
            self.victims = victims
            self.attributes = attributes
            self.risk = risk
        }
    }
}
