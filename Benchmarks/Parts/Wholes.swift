import HTCDSFindings
import HTCDSGate
import HTCDSKit

extension Part {
    /// What looks at all records at once.
    static let wholes: [Part] = [
        Part("report-merging") { inputs in
            let parts = try (0..<8).map { number in
                var options = RunOptions()
                options.threads = 1
                options.asOf = Inputs.asOf
                options.recordOffset = number * inputs.records
                return try Validation.run(files: [try inputs.csvPath()], options: options)
            }
            return {
                let merged = try ReportMerge.merge(parts)
                return merged.findingsTotal + merged.records.read
            }
        },
        Part("gate-risk") { inputs in
            let table = categories(rows: inputs.records)
            return {
                DisclosureRiskCounter(
                    table, k: 10, reportingLength: 3, quasiIdentifiers: Array(table.columns.indices), threads: 1
                ).count().combinations
            }
        },
    ]

    /// Twelve columns of eight values, 70 % of them filled, by a simple generator with a fixed seed.
    private static func categories(rows: Int) -> CategoryTable {
        var state: UInt64 = 11
        func next(_ count: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % count
        }
        let columns = (0..<12).map { number in
            CategoryTable.Column(
                name: "c\(number)", kind: .category, values: [""] + (1...8).map { "v\($0)" },
                codes: (0..<rows).map { _ in next(10) < 7 ? UInt16(next(8) + 1) : 0 })
        }
        return CategoryTable(columns: columns, rowCount: rows)
    }
}
