/// The profiles that ship, embedded because an installed `htcds` has no folder beside it.
enum ShippedProfilesGenerator: FileGenerator {
    static let output = "Sources/HTCDSValidation/Generated/ShippedProfiles.swift"

    static func text(from sources: PackageSources) throws -> String {
        EmbeddedDocumentsGenerator.text(
            of: sources.profiles, from: "Schemas/profiles/*.yaml", named: "ShippedProfiles")
    }
}
