import Testing

@testable import HTCDSSpec

@Suite struct UpgradesTests {
    /// Grades of the fields, then of the values: exact, lossy, impossible, conditional.
    @Test(arguments: [
        ("0.1", [60, 1, 4, 1], [127, 15, 6, 0], 18), ("0.2", [70, 0, 3, 1], [140, 5, 4, 0], 10),
        ("1.0", [81, 0, 4, 1], [174, 0, 0, 0], 2),
    ])
    func counts(version: String, fields: [Int], values: [Int], empty: Int) {
        let steps = Upgrades.steps(from: version)
        let grades: [UpgradeGrade] = [.exact, .lossy, .impossible, .conditional]
        #expect(grades.map { grade in steps.count { $0.grade == grade } } == fields)
        let all = steps.flatMap(\.values)
        #expect(grades.map { grade in all.count { $0.grade == grade } } == values)
        #expect(Upgrades.startEmpty(from: version).count == empty)
    }

    @Test func everyFieldAndValueOfAnEarlierVersionHasOneStep() {
        for standard in HTCDSStandard.all.dropLast() {
            let steps = Upgrades.steps(from: standard.version)
            #expect(steps.map(\.field) == standard.fields.map(\.id))
            for (step, field) in zip(steps, standard.fields) {
                let codes = field.codeList.flatMap { standard.codeList($0) }?.codes ?? []
                #expect(step.values.map(\.name) == codes.map(\.name), "\(step.field)")
                #expect(step.values.map(\.label) == codes.map(\.label), "\(step.field)")
            }
        }
        #expect(Upgrades.steps(from: "1.1") == Upgrades.steps(from: "1.0"))
        #expect(Upgrades.steps(from: "2.0").isEmpty)
    }

    @Test func everyTargetAndCandidateExists() {
        let standard = HTCDSStandard.v2_0
        for step in Upgrades.all {
            let target = step.target.flatMap { standard.field(id: $0) }
            #expect((target == nil) == (step.action == .keepAsExtension), "\(step.version) \(step.field)")
            let codes = target?.codeList.flatMap { standard.codeList($0) }?.codes.map(\.name) ?? []
            for value in step.values {
                for name in [value.target].compactMap(\.self) + value.candidates {
                    #expect(codes.contains(name), "\(step.version) \(step.field) \(value.name)")
                }
            }
        }
    }

    @Test func gradesAndActionsAgree() {
        for step in Upgrades.all {
            #expect((step.grade == .conditional) == !step.cases.isEmpty, "\(step.field)")
            for value in step.values {
                #expect((value.target == nil) == (value.grade == .impossible), "\(step.field) \(value.name)")
                #expect((value.action == .copy) == (value.target == value.name), "\(step.field) \(value.name)")
                if value.grade == .impossible { #expect([.ask, .omitAndReport].contains(value.action)) }
            }
            if step.action == .mapValues {
                let order: [UpgradeGrade] = [.exact, .lossy, .impossible]
                let worst = order.last { grade in step.values.contains { $0.grade == grade } }
                #expect(step.grade == worst, "\(step.version) \(step.field)")
            }
        }
    }

    /// One person's agreement of another kind never becomes consent.
    @Test func consentIsNeverFilledFromAnotherField() throws {
        for step in Upgrades.all where step.target == "con_Consent" { #expect(step.field == "con_Consent") }
        let step = try #require(Upgrades.steps(from: "1.0").first { $0.field == "con_Consent" })
        #expect(step.cases.map(\.condition) == [.isFalse, .isEmpty, .allConsentsTrue, .notAllConsentsTrue])
        #expect(step.cases.map(\.grade) == [.exact, .exact, .lossy, .impossible])
    }
}
