import Foundation
import HTCDSGate

extension CategoryTable {
    /// A table of texts, row by row.
    init(_ columns: [(String, CategoryTable.Kind)], _ rows: [[String]], sensitiveZero: Bool = false) {
        self.init(
            columns: columns.enumerated().map { number, column in
                var values = [""]
                let codes = rows.map { row in
                    if let known = values.firstIndex(of: row[number]) { return UInt16(known) }
                    values.append(row[number])
                    return UInt16(values.count - 1)
                }
                return Column(
                    name: column.0, kind: column.1, delimiter: column.1 == .multi ? ";" : nil,
                    sensitiveZero: sensitiveZero, values: values, codes: codes)
            }, rowCount: rows.count)
    }

    var cells: [[String]] {
        (0..<rowCount).map { row in columns.map { $0.values[Int($0.codes[row])] } }
    }

    /// In how many rows each attribute stands: `name:value`.
    var singles: [String: Int] {
        var counts: [String: Int] = [:]
        for column in columns {
            for code in column.codes {
                for part in column.parts(ofValue: Int(code)) {
                    counts[column.kind == .multi ? "\(column.name)_\(part):1" : "\(column.name):\(part)", default: 0] +=
                        1
                }
            }
        }
        return counts
    }
}

extension HandOff {
    var csv: Data {
        get throws {
            var data = Data()
            try writeCSV { data.append(contentsOf: $0) }
            return data
        }
    }
}

/// Kinds of what is wrong with a table, and of which column.
func faults(
    _ table: CategoryTable, _ subjects: HandOff.Subjects? = nil, for target: HandOffTarget = .showcase
) -> [HandOffFault] {
    do {
        _ = try HandOff(table, subjects: subjects, for: target)
        return []
    } catch { return error.faults }
}
