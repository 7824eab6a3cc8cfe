import HTCDSCells
import HTCDSFindings
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

extension Part {
    /// Cells become fields.
    static let mapping = [
        Part("mapping") { inputs in
            let chain = try Chain(inputs)
            return {
                chain.plan.map(chain.cells, to: chain.fields)
                return chain.fields.faults.count + chain.fields.filled.reduce(0, +)
            }
        }
    ]

    /// The rules of each group alone, the others switched off by a profile. Value rules weigh what mapping found.
    static let ruleGroups: [Part] =
        Set(RuleCatalogue.descriptions.map { $0.id.area }).sorted().map { group in
            Part("rules-\(group)") { inputs in
                var profile = Profile(name: group)
                for description in RuleCatalogue.descriptions {
                    let weight = description.id.area == group ? RuleWeight.Weight("warning") : .off
                    profile.weights[description.id] = RuleWeight(everywhere: weight)
                }
                return try checking(inputs, profile)
            }
        } + [
            Part("rules-all") { try checking($0, .core) },
            // Here rules about columns are looked at.
            Part("rules-compiling") { inputs in
                let chain = try Chain(inputs)
                return { validator(chain, .core).columnFindings.count }
            },
        ]

    private static func validator(_ chain: Chain, _ profile: Profile) -> Validator {
        Validator(
            RuleContext(
                standard: .v2_0, layout: chain.plan.layout, format: "csv", columnCount: chain.columns.count,
                asOf: Chain.asOf, mapping: chain.plan.document.name, profile: profile))
    }

    private static func checking(_ inputs: Inputs, _ profile: Profile) throws -> () throws -> Int {
        let chain = try Chain(inputs)
        let validator = validator(chain, profile)
        return {
            let tally = validator.makeTally(samplesPerKind: 20)
            validator.check(chain.cells, chain.fields, ordinal: 0, into: tally) { _, _, _ in .init() }
            return tally.counts.reduce(0, +)
        }
    }
}
