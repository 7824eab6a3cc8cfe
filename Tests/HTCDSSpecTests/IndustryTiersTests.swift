import HTCDSSpec
import Testing

@Suite struct IndustryTiersTests {
    @Test func counts() {
        #expect((1...3).map { tier in IndustryTiers.all.count { $0.tier == tier } } == [21, 40, 8])
        #expect(Set(IndustryTiers.all.map(\.label)).count == 69)
    }

    @Test func theFirstTierIsTheCodeList() {
        let list = HTCDSStandard.v2_0.codeList(CodeListID(rawValue: "vic_ForcedLabourIndustry"))
        let sections = IndustryTiers.all.filter { $0.tier == 1 }
        #expect(sections.map(\.code) == list?.codes.map(\.name))
        #expect(sections.map(\.label) == list?.codes.map(\.label))
    }

    @Test func everyOtherIndustryHasOneAbove() {
        for industry in IndustryTiers.all {
            let parent = IndustryTiers.all.first { $0.label == industry.parent }
            #expect(parent?.tier == (industry.tier == 1 ? nil : industry.tier - 1), "\(industry.label)")
            #expect((industry.code != nil) == (industry.tier == 1))
        }
    }
}
