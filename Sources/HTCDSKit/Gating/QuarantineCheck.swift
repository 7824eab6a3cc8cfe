import Foundation
import HTCDSFindings

/// Reads `quarantine.ndjson` in pieces, and compares it with the counts of the receipt.
struct QuarantineCheck {
    /// More than a line with a place and the ids of all rules.
    private static let mostLineBytes = 1 << 20

    private struct Line: Decodable {
        let record: Int?
        let location: SourceLocation
        let rules: [String]
    }

    private var rest: [UInt8] = []
    private var lastRecord = 0
    private(set) var lines = 0
    private var byRule: [String: Int] = [:]
    /// Whether every line so far is one of a quarantine, in the order of the records.
    private var isSound = true

    mutating func take(_ block: UnsafeRawBufferPointer) {
        guard isSound else { return }
        for piece in block.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if piece.offset > 0 { line() }
            rest.append(contentsOf: piece.element)
            if rest.count > Self.mostLineBytes {
                isSound = false
                return
            }
        }
    }

    private mutating func line() {
        defer { rest.removeAll(keepingCapacity: true) }
        guard isSound else { return }
        lines += 1
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(rest)), !line.rules.isEmpty,
            line.record.map({ $0 > lastRecord }) ?? true
        else {
            isSound = false
            return
        }
        lastRecord = line.record ?? lastRecord
        for rule in Set(line.rules) { byRule[rule, default: 0] += 1 }
    }

    /// Whether all of it is as the receipt counts. Rules may also have withheld a victim of a record that passed.
    func agrees(with counts: Receipt.Counts) -> Bool {
        isSound && rest.isEmpty && lines == counts.quarantined
            && byRule.allSatisfy { $0.value <= counts.byRule[$0.key] ?? 0 }
    }
}
