import Foundation
import HTCDSFindings
import HTCDSGate
import TestSupport
import Testing

/// The synthesizer's own count of combinations, which shares nothing with ours.
@Suite("Combinations are those of pac-synth")
struct PacSynthTests {
    private static let python = ProcessInfo.processInfo.environment["HTCDS_TEST_PYTHON"] ?? "python3"
    private static let isThere = (try? Spawn.capture([python, "-c", "import pacsynth"]).status) == 0

    /// Arguments: the table, our combinations (`name:value;name:value<TAB>count`), joined columns.
    private static let oracle = """
        import csv, sys
        import pacsynth
        with open(sys.argv[1], newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        data = pacsynth.Dataset(
            rows, multi_value_columns={name: ";" for name in sys.argv[3].split(",")},
            sensitive_zeros=sys.argv[4].split(","))
        theirs = {";".join(sorted(key.split(";"))): count for key, count in data.get_aggregates(3, ";").items()}
        ours = {}
        with open(sys.argv[2], encoding="utf-8") as file:
            for line in file:
                key, count = line.rstrip("\\n").split("\\t")
                key = ";".join(sorted(key.split(";")))
                assert key not in ours, "twice"
                ours[key] = int(count)
        different = [key for key in theirs.keys() | ours.keys() if theirs.get(key) != ours.get(key)]
        print(len(theirs), len(ours), len(different), different[:3])
        """

    @Test(
        "10,000 rows of binary, category and joined columns, one by one",
        .enabled(if: isThere, "Python has no pac-synth: name one that has in HTCDS_TEST_PYTHON."))
    func oneByOne() throws {
        var random = RandomTable(seed: 77)
        let rows = 10_000
        var columns = (0..<5).map { random.category("category\($0)", rows, 0.7, 8) }
        columns += (0..<5).map { random.binary("binary\($0)", rows, 0.5, sensitiveZero: $0 == 4) }
        columns += (0..<2).map { random.joined("joined\($0)", rows, 0.6, 6) }
        columns.append(random.category("many", rows, 0.4, 300))
        let table = CategoryTable(columns: columns, rowCount: rows)

        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("htcds-risk-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var text = columns.map(\.name).joined(separator: ",") + "\n"
        for row in 0..<rows {
            text += columns.map { $0.values[Int($0.codes[row])] }.joined(separator: ",") + "\n"
        }
        let given = folder.appendingPathComponent("table.csv")
        try Data(text.utf8).write(to: given)
        var lines = ""
        var number = 0
        DisclosureRiskCounter(table, k: 10, reportingLength: 3).visitCombinations { combination, count in
            number += 1
            let words = combination.map { attribute in
                let column = columns[attribute.column]
                return column.kind == .multi
                    ? "\(column.name)_\(attribute.value):1" : "\(column.name):\(attribute.value)"
            }
            lines += words.joined(separator: ";") + "\t\(count)\n"
        }
        let counted = folder.appendingPathComponent("combinations.tsv")
        try Data(lines.utf8).write(to: counted)
        let said = try Spawn.capture([
            Self.python, "-c", Self.oracle, given.path, counted.path, "joined0,joined1", "binary4",
        ])
        let output = String(decoding: said.output, as: UTF8.self) + String(decoding: said.errors, as: UTF8.self)
        #expect(number > 50_000)
        #expect(output == "\(number) \(number) 0 []\n")
        #expect(DisclosureRiskCounter(table, k: 10, reportingLength: 3, threads: 2).count().combinations == number)
    }
}
