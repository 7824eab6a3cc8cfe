import HTCDSFindings
import HTCDSFormats
import HTCDSValidation

/// Finds the records of a run that repeat the id or the person of an earlier one, in the order of the records.
///
/// Memory: 72 MiB at most, however many records there are; what is more lies on disk (`SeenKeys`).
final class RepeatedRecords {
    private let seen = SeenKeys()

    /// The keys that were met before, in their order.
    /// - Throws: `FormatError` with `.inputOutput` where the disk is full.
    func take(_ keys: RecordKeys) throws -> [RecordKey] { try seen.insert(keys.hashes).map { keys.key($0) } }

    static func rule(_ kind: RecordKey.Kind) -> any FileRule.Type {
        switch kind {
        case .id: DuplicateIDRule.self
        case .person: DuplicatePersonRule.self
        }
    }

    /// Whether a profile makes it an error that a record repeats another.
    static func reject(_ profile: Profile) -> Bool {
        [rule(.id), rule(.person)].contains { profile.severity(of: $0.description) == .error }
    }

    static let partOfJob = "these records are a part of a larger job, which alone can compare them all"
}
