import HTCDSFindings
import HTCDSGate
import HTCDSValidation
import Testing

@Suite("The policies that ship")
struct ShippedPoliciesTests {
    @Test("There are four, all are sound, and what a file is called is its name")
    func sound() throws {
        #expect(PolicyCatalogue.names == ["ctdc-global-2024", "showcase-default", "strict", "victim-perpetrator"])
        for name in PolicyCatalogue.names {
            let policy = try #require(try PolicyCatalogue.policy(name))
            #expect(policy.name == name)
            #expect(policy.profile == "synthesis")
        }
        #expect(try PolicyCatalogue.policy("no-such-policy") == nil)
    }

    @Test("All but one ask for consent, and each says in its first line whether it does")
    func consent() throws {
        for name in PolicyCatalogue.names {
            let policy = try #require(try PolicyCatalogue.policy(name))
            let first = try #require(PolicyCatalogue.yaml(name)?.split(separator: "\n").first)
            let mayPass = policy.consent.refused == .pass || policy.consent.notStated == .pass
            #expect(mayPass == (name == "victim-perpetrator"))
            #expect(first == (mayPass ? "consent: not-required" : "consent: required"))
            #expect(!mayPass || policy.consent.reason?.isEmpty == false)
        }
    }

    @Test("What they weigh otherwise are rules, and no essential one")
    func rules() throws {
        let known = Set(RuleCatalogue.descriptions.map(\.id))
        for name in PolicyCatalogue.names {
            let weights = try #require(try PolicyCatalogue.policy(name)).weights
            #expect(Set(weights.keys).isSubset(of: known))
            #expect(Set(weights.keys).isDisjoint(with: Profile.essential))
            for id in known where id.area == "privacy" { #expect(weights[id] == .info) }
            for id: RuleID in ["consent.missing", "consent.not-given"] { #expect(weights[id] == .warning) }
        }
    }

    @Test("ctdc-global-2024 has the 27 columns of the codebook in its order")
    func codebook() throws {
        let policy = try #require(try PolicyCatalogue.policy("ctdc-global-2024"))
        #expect(
            policy.attributes.map(\.name) == [
                "yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths",
                "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises",
                "meansDrugsAlcohol", "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs",
                "isForcedLabour", "isSexualExploit", "isOtherExploit", "typeOfLabourAgriculture",
                "typeOfLabourConstruction", "typeOfLabourDomesticWork", "typeOfLabourHospitality",
                "typeOfSexProstitution", "typeOfSexPornography", "recruiterRelationIntimatePartner",
                "recruiterRelationFriend", "recruiterRelationFamily", "recruiterRelationOther",
            ])
        let columns = policy.attributes.enumerated().flatMap { $0.element.outputColumns(number: $0.offset) }
        #expect(columns.count == 27)
        #expect(columns.dropFirst(6).allSatisfy { $0.kind == .binary && $0.values == ["", "1"] })
        #expect(columns[1].values.map(Set.init) == ["", "Man", "Woman", "Trans/Transgender/NonConforming"])
        #expect(
            columns[2].values == [
                "", "0--8", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+", "9--17",
            ])
        #expect(columns[3].values?.count == 250)
        #expect(columns[3].values?.dropFirst().allSatisfy { $0.count == 3 } == true)
    }

    @Test("victim-perpetrator has the 16 columns of the public file, five of them joined")
    func links() throws {
        let policy = try #require(try PolicyCatalogue.policy("victim-perpetrator"))
        #expect(policy.row == .link)
        let columns = policy.attributes.enumerated().flatMap { $0.element.outputColumns(number: $0.offset) }
        #expect(
            columns.map(\.name) == [
                "yearRegister", "gender", "majorityStatus", "isForcedLabour", "isSexualExploit", "UN_COO_Region",
                "UN_COE_Region", "IP_Exploiter", "IP_Gender", "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation",
                "IP_PayMoney", "IP_RecruiterBroker", "IP_TransactionProcess", "IP_ControlAbuseKidnap",
            ])
        #expect(
            columns.filter { $0.kind == .multi }.map(\.name) == [
                "IP_Gender", "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation", "IP_PayMoney",
            ])
        #expect(columns.filter { $0.kind == .multi }.allSatisfy { $0.delimiter == ";" && $0.values == nil })
    }
}
