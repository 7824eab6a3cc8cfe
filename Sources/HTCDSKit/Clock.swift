import Foundation
import HTCDSCells

/// The day that counts as today. An input like any other: the report says where it came from.
struct Clock: Sendable {
    let day: PackedDate
    let from: String

    /// - Parameter option: `YYYY-MM-DD`, or nil for the UTC date now.
    init(option: String?) throws {
        if let option {
            guard let date = Self.day(option) else {
                throw ToolError(.usage, "--as-of must be a day, written like 2026-01-31.")
            }
            self.day = date
            from = "option"
            return
        }
        // Days since 1970-01-01 to a civil date (H. Hinnant, "chrono-compatible low-level date algorithms").
        let days = Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)) + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        guard let date = PackedDate(year: year, month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1) else {
            throw ToolError(.usage, "The machine's clock shows no usable date; give one with --as-of.")
        }
        day = date
        from = "clock"
    }

    /// A day written `YYYY-MM-DD`, nil for anything else.
    static func day(_ text: String) -> PackedDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, text.utf8.allSatisfy({ $0 == 0x2D || ASCII.isDigit($0) }),
            parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), month > 0, day > 0
        else { return nil }
        return PackedDate(year: year, month: month, day: day)
    }

    var text: String {
        let arena = ByteArena(capacity: 16)
        day.append(to: arena)
        return String(decoding: arena.contents, as: UTF8.self)
    }
}
