import HTCDSFindings
import HTCDSGate
import Testing

@Suite("Combinations are counted exactly")
struct CombinationTests {
    typealias Share = Report.DisclosureRisk.Share

    @Test("Every combination of small tables of all kinds, of lengths 1 to 5", arguments: 0..<60)
    func likeThePlainestCount(seed: UInt64) {
        var random = RandomTable(seed: seed)
        let length = Int(seed % 5) + 1
        let rows = [0, 1, 2, 7, 40, 130, 700][Int(seed % 7)]
        let table = random.table(
            rows: rows, columns: [1, 3, 5, 7][Int(seed % 4)], mostValues: seed % 3 == 0 ? 40 : 4,
            filled: [0.05, 0.5, 0.9][Int(seed / 3 % 3)])
        let plain = PlainCount(table, length: length)
        var found: [[PlainCount.Attribute]: Int] = [:]
        var twice = 0
        DisclosureRiskCounter(table, k: 3, reportingLength: length).visitCombinations { combination, count in
            let key = combination.map { PlainCount.Attribute(column: $0.column, value: $0.value) }.sorted()
            if found.updateValue(count, forKey: key) != nil { twice += 1 }
        }
        #expect(twice == 0)
        #expect(found == plain.counts)
    }

    @Test("Rows, shares and causes of small tables", arguments: 0..<60)
    func figures(seed: UInt64) {
        var random = RandomTable(seed: 1000 + seed)
        let length = Int(seed % 4) + 1
        let k = [1, 2, 3, 10][Int(seed / 4 % 4)]
        let rows = [0, 1, 30, 200, 900][Int(seed % 5)]
        let table = random.table(
            rows: rows, columns: [1, 4, 6][Int(seed % 3)], mostValues: seed % 2 == 0 ? 3 : 60, filled: 0.6)
        let plain = PlainCount(table, length: length)
        let risk = DisclosureRiskCounter(table, k: k, reportingLength: length, threads: 3).count()
        #expect(risk.combinations == plain.counts.count)
        for row in risk.byLength {
            #expect(row.combinations == plain.number(length: row.length))
            #expect(row.rare == .init(plain.number(length: row.length) { $0 < k }, k: k))
            #expect(row.unique == .init(plain.number(length: row.length) { $0 == 1 }, k: k))
        }
        #expect(risk.unique == Share(plain.rowsHolding { $1 == 1 }, of: rows, k: k))
        #expect(risk.rare == Share(plain.rowsHolding { $1 < k }, of: rows, k: k))
        for (number, gain) in risk.gains.enumerated() {
            let left = plain.rowsHolding { combination, count in
                count < k && !combination.contains { $0.column == number }
            }
            #expect(gain.dropped == Share(left, of: rows, k: k), "\(gain.column)")
        }
        checkCauses(risk, table, plain, k: k)
    }

    private func checkCauses(
        _ risk: Report.DisclosureRisk, _ table: CategoryTable, _ plain: PlainCount, k: Int
    ) {
        let rare = plain.counts.filter { $0.value < k }.keys
        guard rare.count >= k, !rare.isEmpty else {
            #expect(risk.attributes.isEmpty && risk.pairs.isEmpty)
            return
        }
        func share(_ count: Int) -> Double { (Double(count) / Double(rare.count) * 1000).rounded() / 1000 }
        var byAttribute: [PlainCount.Attribute: Int] = [:]
        var byPair: [[Int]: Int] = [:]
        for combination in rare {
            for attribute in combination { byAttribute[attribute, default: 0] += 1 }
            let columns = Set(combination.map(\.column)).sorted()
            for (place, first) in columns.enumerated() {
                for second in columns[(place + 1)...] { byPair[[first, second], default: 0] += 1 }
            }
        }
        let attributes = byAttribute.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
        #expect(
            risk.attributes
                == attributes.map {
                    .init(
                        column: table.columns[$0.key.column].name,
                        value: plain.counts[[$0.key], default: 0] < k ? nil : $0.key.value, share: share($0.value))
                })
        let pairs = byPair.sorted { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }.prefix(20)
        #expect(
            risk.pairs
                == pairs.map { .init(columns: $0.key.map { table.columns[$0].name }, share: share($0.value)) })
    }

    @Test("The number of threads changes nothing", arguments: 0..<8)
    func threads(seed: UInt64) {
        var random = RandomTable(seed: 2000 + seed)
        let table = random.table(rows: 500, columns: 9, mostValues: 30)
        func risk(_ threads: Int) -> Report.DisclosureRisk {
            DisclosureRiskCounter(
                table, k: 5, reportingLength: 3, quasiIdentifiers: [0, 1], sensitive: [2], threads: threads
            ).count()
        }
        let one = risk(1)
        for threads in [2, 3, 16] { #expect(risk(threads) == one) }
    }

    @Test("Nothing to count is nothing, and no crash")
    func empty() {
        let nothing = DisclosureRiskCounter(CategoryTable(), k: 10, reportingLength: 3).count()
        #expect(nothing.combinations == 0 && nothing.rare.share == 0)
        let blank = CategoryTable(
            columns: [.init(name: "a", kind: .category, codes: [0, 0, 0])], rowCount: 3)
        let risk = DisclosureRiskCounter(
            blank, k: 0, reportingLength: 99, quasiIdentifiers: [0, 7], sensitive: [-1, 0], threads: 0
        ).count()
        #expect(risk.combinations == 0 && risk.byLength.count == 5)
        #expect(risk.kAnonymity?.classes == 1 && risk.lDiversity.first?.fewestValues == nil)
        let noRows = CategoryTable(columns: [.init(name: "a", kind: .binary)], rowCount: 0)
        #expect(
            DisclosureRiskCounter(noRows, k: 2, reportingLength: 1, quasiIdentifiers: [0]).count().kAnonymity == nil)
    }
}
