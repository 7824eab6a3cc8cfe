/// An industry in which people are made to work, in one of three tiers, after ISIC revision 4.
public struct Industry: Sendable, Hashable {
    /// 1 for the sections that `vic_ForcedLabourIndustry` holds, 2 and 3 for what is below them.
    public let tier: Int

    /// As the publisher writes it, misspellings included; unique.
    public let label: String

    /// Code in the list of `vic_ForcedLabourIndustry`; nil for tiers 2 and 3, which have none.
    public let code: String?

    /// Label of the industry one tier above; nil for tier 1.
    public let parent: String?
}

/// The tiers of industries that the publisher defines beside the field standard.
public enum IndustryTiers {
    /// 21, 40 and 8 industries, each behind the one above it. Split from a text on first use.
    public static let all: [Industry] = {
        var above: [Int: String] = [:]
        return IndustryRows.text.rows().map { cells in
            guard let tier = Int(cells[0]) else { preconditionFailure("IndustryRows: \(cells[1])") }
            above[tier] = cells[1]
            return Industry(
                tier: tier, label: cells[1], code: cells[2].isEmpty ? nil : cells[2], parent: above[tier - 1])
        }
    }()
}
