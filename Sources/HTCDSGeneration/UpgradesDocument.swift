/// The shape of `Schemas/standard/upgrades.json`.
struct UpgradesDocument: Decodable {
    static let path = "Schemas/standard/upgrades.json"

    struct Value: Decodable {
        let from: String
        let to: String?
        let grade: String
        let action: String
        let candidates: [String]?
        let note: String?
    }

    struct Condition: Decodable {
        let when: String
        let grade: String
        let action: String
        let note: String?
    }

    struct Field: Decodable {
        let field: String
        let to: String?
        let grade: String
        let action: String
        let note: String?
        let conditions: [Condition]?
        let values: [Value]?
    }

    struct Upgrade: Decodable {
        let from: String
        let alsoFrom: [String]?
        let to: String
        let fields: [Field]
        /// Fields of the target version for which the old one has nothing.
        let startEmpty: [String]
    }

    let upgrades: [Upgrade]

    /// Every field and value of an earlier version has one step, and what a step names is there.
    func check(earlier: [EarlierStandardDocument], current: StandardDocument) throws(GenerationError) {
        func fail(_ upgrade: Upgrade, _ what: String) -> GenerationError {
            GenerationError(message: "\(Self.path): \(upgrade.from) to \(upgrade.to): \(what)")
        }
        guard upgrades.map(\.from) == earlier.map(\.version) else {
            throw GenerationError(message: "\(Self.path) does not name each earlier version once, oldest first")
        }
        let ids = current.fields.map(\.id)
        for (upgrade, old) in zip(upgrades, earlier) {
            guard upgrade.to == current.version, upgrade.fields.map(\.field) == old.fields.map(\.id) else {
                throw fail(upgrade, "the steps are not the fields of \(old.version) in their order")
            }
            let targets = Set(upgrade.fields.compactMap(\.to))
            guard targets.isSubset(of: ids), upgrade.startEmpty == ids.filter({ !targets.contains($0) }) else {
                throw fail(upgrade, "targets and fields that start empty are not the fields of \(upgrade.to)")
            }
            for (step, field) in zip(upgrade.fields, old.fields) {
                let names = old.codeLists.first { $0.id == field.codeList }?.codes.map(\.name) ?? []
                guard (step.values ?? []).map(\.from) == names else {
                    throw fail(upgrade, "the values of \(step.field) are not those of the list")
                }
                let list = current.fields.first { $0.id == step.to }?.codeList
                let codes = current.codeLists.first { $0.id == list }?.codes.map(\.name) ?? []
                for value in step.values ?? [] {
                    guard ([value.to].compactMap(\.self) + (value.candidates ?? [])).allSatisfy(codes.contains) else {
                        throw fail(upgrade, "\(step.field) \(value.from) leads to a value that \(upgrade.to) lacks")
                    }
                }
            }
        }
    }
}
