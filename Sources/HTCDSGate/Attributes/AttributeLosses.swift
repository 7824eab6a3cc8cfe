/// How often something was stated that did not leave, by attribute of the policy.
public struct AttributeLosses: Sendable, Hashable {
    public struct Count: Sendable, Hashable {
        /// Cells left empty because several values stood where one fits.
        public var several = 0
        /// Values that the attribute has no category for.
        public var unlisted = 0
        /// Values that can be no category: long texts, texts with a delimiter, ages that cannot be or cannot be told.
        public var unfit = 0
        public init() {}
    }

    public var counts: [Count]

    public init(attributeCount: Int) { counts = Array(repeating: Count(), count: attributeCount) }

    public static func += (sum: inout AttributeLosses, other: AttributeLosses) {
        for (number, count) in other.counts.enumerated() where sum.counts.indices.contains(number) {
            sum.counts[number].several += count.several
            sum.counts[number].unlisted += count.unlisted
            sum.counts[number].unfit += count.unfit
        }
    }
}
