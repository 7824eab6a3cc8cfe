import HTCDSCells
import HTCDSFindings
import HTCDSValidation

/// By what a run judges its files: the profile, and what somebody decided to pass over.
struct Judging: Sendable {
    var profile = LoadedProfile(profile: .core, yaml: ProfileCatalogue.yaml("core") ?? "")
    /// All of the document, in its order.
    var suppressions: [Suppression] = []
    var asOf: PackedDate?
    /// The files as they are given, by number.
    var paths: [String] = []

    /// The catalogue as it is.
    static let standard = Judging()

    init() {}

    init(options: RunOptions, asOf: PackedDate) throws {
        let named = try ProfileLibrary.load(options.profile)
        var own = named.profile
        for (rule, severity) in options.weights { own.weights[rule] = RuleWeight(everywhere: .severity(severity)) }
        profile = LoadedProfile(profile: own, yaml: named.yaml)
        suppressions = try options.suppress.map { try SuppressionReader.load($0) } ?? []
        self.asOf = asOf
    }

    /// What is passed over in a table.
    func suppressions(file: Int, sheet: String?) -> [SuppressionInForce] {
        suppressions.enumerated().filter { _, entry in
            isInForce(entry) && entry.isIn(file: paths.indices.contains(file) ? paths[file] : "", sheet: sheet)
        }.map { SuppressionInForce(index: $0.offset, suppression: $0.element) }
    }

    func isInForce(_ suppression: Suppression) -> Bool { asOf.map { suppression.applies(on: $0) } ?? true }

    /// The suppression of a finding without a field, which no validator judged.
    func suppression(of rule: RuleID, at location: SourceLocation) -> Int? {
        guard !suppressions.isEmpty else { return nil }
        let column = location.column.map { ByteKeyTable.folded($0) }
        return suppressions(file: location.source, sheet: location.sheet).first { entry in
            entry.suppression.rule == rule && entry.suppression.field == nil
                && (entry.suppression.column == nil
                    || entry.suppression.column.map { ByteKeyTable.folded($0) } == column)
        }?.index
    }
}
