/// The policies that ship, embedded because an installed `htcds` has no folder beside it.
enum ShippedPoliciesGenerator: FileGenerator {
    static let output = "Sources/HTCDSGate/Generated/ShippedPolicies.swift"

    static func text(from sources: PackageSources) throws -> String {
        EmbeddedDocumentsGenerator.text(
            of: sources.policies, from: "Schemas/policies/*.yaml", named: "ShippedPolicies")
    }
}
