import HTCDSCells

/// A way of writing dates, such as `dd/MM/yyyy`: letters of Unicode TR 35 for year, month and day, the rest stands for
/// itself. `MMM` and `MMMM` are names of months, in full or shortened.
public struct DatePattern: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case year, month(exact: Bool), monthName, day(exact: Bool), literal(UInt8)
    }
    let parts: [Part]

    /// nil unless the pattern has a four-digit year, at most one month and day, no day without a month, and ASCII only.
    public init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix(while: { $0 == first })
            rest = rest.dropFirst(run.count)
            switch (first, run.count) {
            case ("y", 4): parts.append(.year)
            case ("M", 3), ("M", 4): parts.append(.monthName)
            case ("M", 1), ("M", 2): parts.append(.month(exact: run.count == 2))
            case ("d", 1), ("d", 2): parts.append(.day(exact: run.count == 2))
            case ("y", _), ("M", _), ("d", _): return nil
            default:
                for character in run {
                    guard let byte = character.asciiValue, !ASCII.isLetter(byte), !ASCII.isDigit(byte) else {
                        return nil
                    }
                    parts.append(.literal(byte))
                }
            }
        }
        let years = parts.count(where: { $0 == .year })
        let months = parts.count(where: { part in if case .month = part { true } else { part == .monthName } })
        let days = parts.count(where: { if case .day = $0 { true } else { false } })
        guard years == 1, months <= 1, days <= months else { return nil }
        self.parts = parts
    }

    /// What stands between numbers, and which number is which; nil where the month is a name.
    var order: (signs: String, parts: String)? {
        if parts.contains(.monthName) { return nil }
        var signs = ""
        var numbers = ""
        for part in parts {
            switch part {
            case .literal(let byte): signs.unicodeScalars.append(Unicode.Scalar(byte))
            case .year: (signs, numbers) = (signs + "y", numbers + "y")
            case .month: (signs, numbers) = (signs + "n", numbers + "m")
            case .day: (signs, numbers) = (signs + "n", numbers + "d")
            case .monthName: break
            }
        }
        return (signs, numbers)
    }

    /// The date that `text` states in this way, or nil. A pattern with one letter takes one or two digits.
    func read(_ text: CellBytes) -> PackedDate? {
        var index = 0
        var year = 0
        var month = 0
        var day = 0
        for part in parts {
            switch part {
            case .literal(let byte):
                guard index < text.count, text[index] == byte else { return nil }
                index += 1
            case .year:
                guard let number = Self.digits(text, &index, 4...4) else { return nil }
                year = number
            case .month(let exact):
                guard let number = Self.digits(text, &index, exact ? 2...2 : 1...2), number > 0 else { return nil }
                month = number
            case .monthName:
                guard let number = MonthNames.read(text, &index) else { return nil }
                month = number
            case .day(let exact):
                guard let number = Self.digits(text, &index, exact ? 2...2 : 1...2), number > 0 else { return nil }
                day = number
            }
        }
        guard index == text.count else { return nil }
        return PackedDate(year: year, month: month, day: day)
    }

    private static func digits(_ text: CellBytes, _ index: inout Int, _ width: ClosedRange<Int>) -> Int? {
        var number = 0
        var count = 0
        while count < width.upperBound, index < text.count, ASCII.isDigit(text[index]) {
            number = number * 10 + Int(text[index] - 0x30)
            index += 1
            count += 1
        }
        return count >= width.lowerBound ? number : nil
    }
}
