import HTCDSFindings

extension Report.Gate {
    /// What a gate might say of 5,000 victims; some figures are too small to be told.
    static var sample: Report.Gate {
        typealias Share = Report.DisclosureRisk.Share
        var risk = Report.DisclosureRisk(
            combinations: 6367, unique: Share(7, of: 4880, k: 10), rare: Share(1220, of: 4880, k: 10))
        risk.byLength = [
            .init(length: 1, combinations: 67, rare: .init(0, k: 10), unique: .init(0, k: 10)),
            .init(length: 2, combinations: 1300, rare: .init(120, k: 10), unique: .init(3, k: 10)),
            .init(length: 3, combinations: 5000, rare: .init(1070, k: 10), unique: .init(210, k: 10)),
        ]
        risk.attributes = [
            .init(column: "citizenship", value: "Melanesia <&>", share: 0.31),
            .init(column: "ageBroad", value: nil, share: 0.07),
        ]
        risk.pairs = [.init(columns: ["citizenship", "ageBroad"], share: 0.18)]
        risk.kAnonymity = .init(
            columns: ["citizenship", "ageBroad"], classes: 210, smallestClass: .init(2, k: 10),
            inSmallClasses: Share(300, of: 4880, k: 10))
        risk.lDiversity = [
            .init(column: "typeOfSexConcatenated", fewestValues: 1, inUniformClasses: Share(150, of: 4880, k: 10))
        ]
        risk.gains = [
            .init(
                column: "citizenship", dropped: Share(500, of: 4880, k: 10), coarser: "region",
                generalised: Share(800, of: 4880, k: 10)),
            .init(column: "ageBroad", dropped: Share(900, of: 4880, k: 10)),
        ]
        risk.differencing = .init(
            combinations: .init(40, k: 10), rows: Share(200, of: 4880, k: 10), onlyInOne: ["yearOfRegistration"])
        return Report.Gate(
            policy: .init(name: "showcase-default", sha256: String(repeating: "a", count: 64)), rows: 4880, k: 10,
            reportingLength: 3, victims: .init(read: 5000, passed: 4880, withheld: 120),
            attributes: [
                .init(name: "citizenship", kind: "category", values: 17, rareValues: 4),
                .init(name: "ageBroad", kind: "category", values: 9, rareValues: 0),
                .init(name: "typeOfSexConcatenated", kind: "binary", values: 1, rareValues: 0),
            ], risk: risk)
    }
}
