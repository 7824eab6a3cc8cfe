extension Report {
    /// How easily somebody could be known by what left: exact counts of the combinations of attributes, told so that no
    /// number in it counts fewer than `k` people.
    ///
    /// An attribute is a value of a column; a combination is attributes of different columns (or different parts of a
    /// joined column) that stand in one row. It is rare if fewer than `k` rows hold it, unique if one does. What each
    /// figure means: `Documentation/risk.md`.
    public struct DisclosureRisk: Sendable, Hashable, Codable {
        /// Different combinations of up to the reporting length: what synthesis will have to count.
        public var combinations: Int
        /// The same by length, from 1 on.
        public var byLength: [Length]
        /// Rows that hold at least one combination that no other row holds.
        public var unique: Share
        /// Rows that hold at least one rare combination.
        public var rare: Share
        /// Attributes by how many of the rare combinations hold them, the most first; at most 20.
        public var attributes: [Attribute]
        /// Pairs of columns by how many of the rare combinations hold both, the most first; at most 20.
        public var pairs: [Pair]
        /// Rows that cannot be told apart by the columns by which somebody could be known; nil where none are named.
        public var kAnonymity: KAnonymity?
        /// How varied the sensitive columns are among such rows.
        public var lDiversity: [LDiversity]
        /// What one step of generalising would gain, for each column.
        public var gains: [Gain]
        /// What somebody sees who compares an earlier release; nil where none was given.
        public var differencing: Differencing?

        /// A share of rows, rounded so that the number of rows does not follow from it.
        public struct Share: Sendable, Hashable, Codable {
            /// 0…1; nil where it stands for fewer than ``below`` rows, but not for none.
            public var share: Double?
            /// The smallest number of rows that is told; nil where ``share`` is told.
            public var below: Int?

            /// - Parameters:
            ///   - count: how many rows, 0…total.
            ///   - k: fewest rows that may be told.
            public init(_ count: Int, of total: Int, k: Int) {
                if count > 0, count < k {
                    below = k
                } else {
                    share = Self.rounded(count, of: total, k: k)
                }
            }

            /// `count / total` to the finest of 0.1 %, 0.2 %, 0.5 %, 1 %, … that is no less than `k` rows.
            private static func rounded(_ count: Int, of total: Int, k: Int) -> Double {
                if count <= 0 || total <= 0 { return 0 }
                if count >= total { return 1 }
                let parts = [1000, 500, 200, 100, 50, 20, 10, 5, 2].first { total / $0 >= max(1, k) } ?? 1
                let exact = Double(count) / Double(total)
                let steps = (exact * Double(parts)).rounded()
                return min(Double(parts), max(1, steps)) / Double(parts)
            }
        }

        /// A number that stands for people, told only where it is large enough.
        public struct Count: Sendable, Hashable, Codable {
            /// nil where it is 1…``below``-1.
            public var count: Int?
            public var below: Int?

            public init(_ count: Int, k: Int) {
                if count > 0, count < k { below = k } else { self.count = count }
            }
        }

        public struct Length: Sendable, Hashable, Codable {
            public var length: Int
            public var combinations: Int
            public var rare: Count
            public var unique: Count

            public init(length: Int, combinations: Int, rare: Count, unique: Count) {
                self.length = length
                self.combinations = combinations
                self.rare = rare
                self.unique = unique
            }
        }

        public struct Attribute: Sendable, Hashable, Codable {
            public var column: String
            /// nil where fewer than `k` rows have it.
            public var value: String?
            /// Share of all rare combinations that hold it.
            public var share: Double

            public init(column: String, value: String?, share: Double) {
                self.column = column
                self.value = value
                self.share = share
            }
        }

        public struct Pair: Sendable, Hashable, Codable {
            public var columns: [String]
            /// Share of all rare combinations that hold attributes of both.
            public var share: Double

            public init(columns: [String], share: Double) {
                self.columns = columns
                self.share = share
            }
        }

        public struct KAnonymity: Sendable, Hashable, Codable {
            public var columns: [String]
            /// Number of different classes: rows with the same values in all the columns, empty ones too.
            public var classes: Int
            /// Rows of the smallest class.
            public var smallestClass: Count
            /// Rows in classes of fewer than `k`.
            public var inSmallClasses: Share

            public init(columns: [String], classes: Int, smallestClass: Count, inSmallClasses: Share) {
                self.columns = columns
                self.classes = classes
                self.smallestClass = smallestClass
                self.inSmallClasses = inSmallClasses
            }
        }

        public struct LDiversity: Sendable, Hashable, Codable {
            public var column: String
            /// Different values in the least varied class that states any, nothing being one; nil where none does.
            public var fewestValues: Int?
            /// Rows in classes all of whose rows state the same value: whoever knows the class knows the value.
            public var inUniformClasses: Share

            public init(column: String, fewestValues: Int?, inUniformClasses: Share) {
                self.column = column
                self.fewestValues = fewestValues
                self.inUniformClasses = inUniformClasses
            }
        }

        public struct Gain: Sendable, Hashable, Codable {
            public var column: String
            /// Rows that would still hold a rare combination if the column did not leave.
            public var dropped: Share
            /// What the next coarser form of the column is called; nil where there is none.
            public var coarser: String?
            /// Rows that would still hold a rare combination in that form.
            public var generalised: Share?

            public init(column: String, dropped: Share, coarser: String? = nil, generalised: Share? = nil) {
                self.column = column
                self.dropped = dropped
                self.coarser = coarser
                self.generalised = generalised
            }
        }

        public struct Differencing: Sendable, Hashable, Codable {
            /// Combinations whose counts differ by 1…k-1 between the releases.
            public var combinations: Count
            /// Rows of this release that hold one of them.
            public var rows: Share
            /// Columns that stand in only one of the releases, and are not compared.
            public var onlyInOne: [String]

            public init(combinations: Count, rows: Share, onlyInOne: [String]) {
                self.combinations = combinations
                self.rows = rows
                self.onlyInOne = onlyInOne
            }
        }

        public init(
            combinations: Int, byLength: [Length] = [], unique: Share, rare: Share, attributes: [Attribute] = [],
            pairs: [Pair] = [], kAnonymity: KAnonymity? = nil, lDiversity: [LDiversity] = [], gains: [Gain] = [],
            differencing: Differencing? = nil
        ) {
            self.combinations = combinations
            self.byLength = byLength
            self.unique = unique
            self.rare = rare
            self.attributes = attributes
            self.pairs = pairs
            self.kAnonymity = kAnonymity
            self.lDiversity = lDiversity
            self.gains = gains
            self.differencing = differencing
        }
    }
}
