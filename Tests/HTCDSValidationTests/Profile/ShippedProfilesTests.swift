import Foundation
import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

@Suite("Profiles that ship")
struct ShippedProfilesTests {
    @Test("There are four, and each is read", arguments: ["core", "exchange", "full", "synthesis"])
    func read(_ name: String) throws {
        #expect(ProfileCatalogue.names == ["core", "exchange", "full", "synthesis"])
        let profile = try #require(try ProfileCatalogue.profile(name))
        #expect(profile.name == name)
        #expect(profile.about?.isEmpty == false)
        let file = Checkout.root.appending(path: "Schemas/profiles/\(name).yaml")
        #expect(try String(contentsOf: file, encoding: .utf8) == ProfileCatalogue.yaml(name))
    }

    @Test("core is the catalogue as it is")
    func core() throws {
        let profile = try #require(try ProfileCatalogue.profile("core"))
        #expect(profile.judgement.isEmpty && profile.severityChanges.isEmpty)
        #expect(profile.columns == Profile.core.columns)
    }

    @Test("None makes an error of the tool's own opinion", arguments: ProfileCatalogue.names)
    func opinions(_ name: String) throws {
        let profile = try #require(try ProfileCatalogue.profile(name))
        for rule in RuleCatalogue.descriptions where rule.source == RuleDescription.toolsOpinion {
            let fields = [nil] + HTCDSStandard.v2_0.fields.map { Optional($0.id) }
            for field in fields {
                let severity = profile.severity(of: rule, field: field)
                #expect(severity == nil || severity.map { $0 <= .warning } == true, "\(rule.id) in \(name)")
            }
        }
    }

    @Test("Every row of a profile has its reason in a comment above it", arguments: ProfileCatalogue.names)
    func reasons(_ name: String) throws {
        let lines = try #require(ProfileCatalogue.yaml(name)).components(separatedBy: "\n")
        var isExplained = false
        for line in lines {
            if line.hasPrefix("#") || line.hasPrefix("  #") { isExplained = true }
            if line.hasPrefix("  "), !line.hasPrefix("  #") { #expect(isExplained, "\(name): \(line)") }
            if line.hasPrefix("rules:") { isExplained = false }
        }
    }

    @Test("exchange and synthesis weigh consent as errors; synthesis what tells who somebody is as well")
    func weights() throws {
        func severity(_ profile: String, _ rule: RuleID) throws -> Severity? {
            let description = try #require(RuleCatalogue.descriptions.first { $0.id == rule })
            return try #require(try ProfileCatalogue.profile(profile)).severity(of: description)
        }
        for profile in ["exchange", "synthesis"] {
            #expect(try severity(profile, "consent.missing") == .error)
            #expect(try severity(profile, "consent.not-given") == .error)
        }
        #expect(try severity("exchange", "privacy.identifier-present") == .info)
        #expect(try severity("synthesis", "privacy.identifier-present") == .error)
        #expect(try severity("synthesis", "privacy.free-text-present") == .error)
    }

    @Test("full misses no column of a file that has all fields, and each of one that has none")
    func full() throws {
        let profile = try #require(try ProfileCatalogue.profile("full"))
        let all = HTCDSStandard.v2_0.fields.filter { $0.status == .draft }
        let header = all.map(\.id).joined(separator: ",")
        let whole = try Chain.check(
            header + "\n" + String(repeating: ",", count: all.count - 1) + "\n", profile: profile)
        #expect(whole.columnFindings("structure.missing-column").isEmpty)
        #expect(whole.columnFindings("structure.missing-core-column").isEmpty)
        let bare = try Chain.check("prs_Gender\nFeminine\n", profile: profile)
        let missing =
            bare.columnFindings("structure.missing-column") + bare.columnFindings("structure.missing-core-column")
        #expect(missing.count == all.count - 1)
        #expect(Set(missing.compactMap(\.field?.id)) == Set(all.map(\.id)).subtracting(["prs_Gender"]))
    }
}
