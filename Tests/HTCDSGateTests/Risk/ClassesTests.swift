import HTCDSFindings
import HTCDSGate
import Testing

@Suite("What somebody knows by some columns, by a coarser form, and by an earlier release")
struct ClassesTests {
    typealias Share = Report.DisclosureRisk.Share

    private func column(_ name: String, _ texts: [String], kind: CategoryTable.Kind = .category) -> CategoryTable.Column
    {
        var values = [""]
        let codes = texts.map { text -> UInt16 in
            if let known = values.firstIndex(of: text) { return UInt16(known) }
            values.append(text)
            return UInt16(values.count - 1)
        }
        return .init(name: name, kind: kind, delimiter: kind == .multi ? ";" : nil, values: values, codes: codes)
    }

    @Test("k-anonymity and l-diversity of a table that can be counted by hand")
    func byHand() {
        // Classes by age and joined relation: (9, a+b) 3 rows, (9, nothing) 2, (18, a) 3.
        let table = CategoryTable(
            columns: [
                column("age", ["9", "9", "9", "9", "9", "18", "18", "18"]),
                column("relation", ["a;b", "b;a", "a;b", "", "", "a", "a", "a"], kind: .multi),
                column("status", ["x", "y", "x", "", "", "x", "", "x"]),
            ], rowCount: 8)
        let risk = DisclosureRiskCounter(table, k: 2, reportingLength: 1, quasiIdentifiers: [0, 1], sensitive: [2])
            .count()
        #expect(risk.kAnonymity?.classes == 3)
        #expect(risk.kAnonymity?.smallestClass == .init(2, k: 2))
        #expect(risk.kAnonymity?.inSmallClasses.share == 0)
        // x and y; nothing at all, which counts in no figure; x and nothing.
        #expect(risk.lDiversity == [.init(column: "status", fewestValues: 2, inUniformClasses: Share(0, of: 8, k: 2))])
        let strict = DisclosureRiskCounter(table, k: 3, reportingLength: 1, quasiIdentifiers: [0, 1]).count()
        #expect(strict.kAnonymity?.smallestClass.count == nil && strict.kAnonymity?.smallestClass.below == 3)
        #expect(strict.kAnonymity?.inSmallClasses.below == 3)
    }

    @Test("A column of 1 is varied where a class has both, and gives away a class that is all 1")
    func diversityOfOnes() {
        let ages = column("age", ["9", "9", "9", "18", "18", "30", "30", "30"])
        func told(_ ones: [String]) -> Report.DisclosureRisk.LDiversity? {
            let table = CategoryTable(columns: [ages, column("one", ones, kind: .binary)], rowCount: 8)
            return DisclosureRiskCounter(table, k: 2, reportingLength: 1, quasiIdentifiers: [0], sensitive: [1])
                .count().lDiversity.first
        }
        #expect(
            told(["1", "", "1", "1", "", "", "", ""])
                == .init(column: "one", fewestValues: 2, inUniformClasses: Share(0, of: 8, k: 2)))
        #expect(
            told(["1", "1", "1", "1", "", "", "", ""])
                == .init(column: "one", fewestValues: 1, inUniformClasses: Share(3, of: 8, k: 2)))
        #expect(
            told(Array(repeating: "", count: 8))
                == .init(column: "one", fewestValues: nil, inUniformClasses: Share(0, of: 8, k: 2)))
    }

    @Test("What generalising would gain is what counting the generalised table says", arguments: 0..<20)
    func generalised(seed: UInt64) {
        var random = RandomTable(seed: 3000 + seed)
        let k = [2, 4][Int(seed % 2)]
        let table = random.table(rows: 300, columns: 5, mostValues: 12)
        for number in table.columns.indices where table.columns[number].kind == .category {
            var coarse = table
            let texts = table.columns[number].values
            // Values in two halves; number 0 stays empty, and zeros stay nothing.
            let codes = table.columns[number].codes.map { code -> UInt16 in
                code == 0 || texts[Int(code)] == "0" ? 0 : code < 7 ? 1 : 2
            }
            coarse.columns[number].values = ["", "low", "high"]
            coarse.columns[number].codes = codes
            let told = DisclosureRiskCounter(
                table, k: k, reportingLength: 3, coarser: [number: (label: "halves", codes: codes)], threads: 2
            ).count().gains[number]
            let plain = PlainCount(coarse, length: 3)
            #expect(told.coarser == "halves")
            #expect(told.generalised == Share(plain.rowsHolding { $1 < k }, of: 300, k: k))
        }
    }

    @Test(
        "Values themselves say what is coarser",
        arguments: [
            (["VN", "KH", "FR", ""], "subregion", ["A", "A", "B", ""]),
            (["VNM", "KHM", "FRA"], "subregion", ["A", "A", "B"]),
            (["South-eastern Asia", "Eastern Asia", "Western Europe"], "region", ["A", "A", "B"]),
            (["2019-Q1", "2019-Q4", "2020-Q1"], "year", ["A", "A", "B"]),
            (["2015", "2019", "2020"], "fiveYears", ["A", "A", "B"]),
            (["0--8", "48+", "9--17", "", "18--20"], "bandPairs", ["A", "B", "A", "", "B"]),
            (["Woman", "Man"], nil, []), (["2019", "unknown"], nil, []), (["9--8", "10--12"], nil, []),
            (["VN", "FR"], nil, []),
            (["VN"], nil, []),
        ] as [([String], String?, [String])])
    func coarser(texts: [String], name: String?, coarse: [String]) {
        // Each value in four rows, beside another column, so that something is rare at k = 5 until values are joined.
        let rows = texts + texts + texts + texts
        let table = CategoryTable(columns: [column("x", rows)], rowCount: rows.count)
        let gain = DisclosureRiskCounter(table, k: 5, reportingLength: 1).count().gains[0]
        #expect(gain.coarser == name)
        guard name != nil else { return }
        let all = coarse + coarse + coarse + coarse
        let plain = PlainCount(CategoryTable(columns: [column("x", all)], rowCount: all.count), length: 1)
        #expect(gain.generalised == Share(plain.rowsHolding { $1 < 5 }, of: all.count, k: 5))
    }

    @Test("Combinations that differ by a few between releases", arguments: 0..<20)
    func releases(seed: UInt64) {
        var random = RandomTable(seed: 4000 + seed)
        let k = 3
        let new = random.table(rows: 200, columns: 5, mostValues: 4)
        // An earlier release: the first 190 rows, in other numbers of values.
        var old = new
        old.rowCount = 190
        for number in old.columns.indices {
            let values = Array(new.columns[number].values.reversed())
            let codes = new.columns[number].codes.prefix(190).map { UInt16(values.count - 1) - $0 }
            old.columns[number].values = values
            old.columns[number].codes = codes
        }
        let (plainNew, plainOld) = (PlainCount(new, length: 2), PlainCount(old, length: 2))
        let differing = Set(plainNew.counts.keys).union(plainOld.counts.keys).filter {
            let difference = abs(plainNew.counts[$0, default: 0] - plainOld.counts[$0, default: 0])
            return difference >= 1 && difference < k
        }
        let rows = Set(differing.flatMap { plainNew.rowsOf[$0] ?? [] }).count
        let told = DisclosureRiskCounter(new, k: k, reportingLength: 2, earlier: old, threads: 2).count().differencing
        #expect(
            told
                == .init(
                    combinations: .init(differing.count, k: k), rows: Share(rows, of: 200, k: k), onlyInOne: []))
        var other = old
        other.columns.removeLast()
        let fewer = DisclosureRiskCounter(new, k: k, reportingLength: 2, earlier: other).count().differencing
        #expect(fewer?.onlyInOne == ["c4"])
    }

    @Test("No share tells a number of rows below k")
    func shares() {
        for k in [1, 2, 10, 37] {
            for total in [1, 9, 10, 100, 999, 5000] {
                var last = 0.0
                for count in 0...total {
                    let share = Share(count, of: total, k: k)
                    if count > 0, count < k {
                        #expect(share.share == nil && share.below == k)
                        continue
                    }
                    guard let told = share.share else {
                        Issue.record("\(count) of \(total) is not told")
                        continue
                    }
                    #expect(told >= last && told <= 1 && (told > 0) == (count > 0))
                    last = told
                }
            }
        }
        // What is told fits at least k numbers of rows.
        let told = (100...200).map { Share($0, of: 1000, k: 10).share }
        #expect(Set(told).count <= 11)
    }
}
