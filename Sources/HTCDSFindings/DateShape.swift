internal import HTCDSCells

/// Dates as people write them, in a value folded by ``ValueProfile``.
enum DateShape {
    /// The name of the form in which all of `folded` is a date or a time, such as `dd/mm/yyyy`; nil for anything else.
    static func describe(_ folded: [UInt8]) -> String? {
        var text = folded[...]
        while text.last == 0x20 { text.removeLast() }
        let (date, time) = splitTime(text)
        if date.isEmpty { return time ? "a time of day" : nil }
        guard let form = numericForm(date) ?? wordForm(date) else { return nil }
        return time ? form + " with a time" : form
    }

    /// Whether a date with a year stands anywhere in `folded`.
    static func holdsDate(_ folded: [UInt8]) -> Bool {
        let tokens = tokens(of: folded[...])
        for index in tokens.indices where holdsNumericDate(tokens, at: index) || holdsDateInWords(tokens, at: index) {
            return true
        }
        return false
    }

    // MARK: Digits

    private static func numericForm(_ text: ArraySlice<UInt8>) -> String? {
        let tokens = tokens(of: text)
        guard tokens.allSatisfy(\.isNumber), tokens.map(\.count).reduce(0, +) + tokens.count - 1 == text.count else {
            return nil
        }
        switch tokens.count {
        case 1:
            // Eight digits in a row: only what can be nothing but a date of our time.
            guard tokens[0].count == 8 else { return nil }
            let (year, month, day) = (tokens[0].value / 10000, tokens[0].value / 100 % 100, tokens[0].value % 100)
            return (1900...2099).contains(year) && isMonth(month) && isDay(day) ? "yyyymmdd" : nil
        case 2:
            guard let separator = tokens[1].separator, separator != 0x2E else { return nil }
            let sign = String(UnicodeScalar(separator))
            if tokens[0].isYear, tokens[1].count <= 2, isMonth(tokens[1].value) {
                return "yyyy" + sign + letters("m", tokens[1])
            }
            if tokens[1].isYear, tokens[0].count <= 2, isMonth(tokens[0].value) {
                return letters("m", tokens[0]) + sign + "yyyy"
            }
            return nil
        case 3: return threePartForm(tokens)
        default: return nil
        }
    }

    private static func threePartForm(_ tokens: [Token]) -> String? {
        guard let separator = tokens[1].separator, tokens[2].separator == separator else { return nil }
        let sign = String(UnicodeScalar(separator))
        let (a, b, c) = (tokens[0], tokens[1], tokens[2])
        guard b.count <= 2 else { return nil }
        if a.isYear, c.count <= 2 {
            guard isMonth(b.value), isDay(c.value) else { return impossible }
            return ["yyyy", letters("m", b), letters("d", c)].joined(separator: sign)
        }
        guard a.count <= 2, c.isYear || c.count == 2 else { return nil }
        let year = c.count == 2 ? "yy" : "yyyy"
        let dayFirst = [letters("d", a), letters("m", b), year].joined(separator: sign)
        let monthFirst = [letters("m", a), letters("d", b), year].joined(separator: sign)
        switch (isDay(a.value) && isMonth(b.value), isMonth(a.value) && isDay(b.value)) {
        case (true, true): return a.value == b.value ? dayFirst : "\(dayFirst) or \(monthFirst)"
        case (true, false): return dayFirst
        case (false, true): return monthFirst
        case (false, false): return c.count == 4 ? impossible : nil
        }
    }

    private static let impossible = "a date with an impossible day or month"

    private static func holdsNumericDate(_ tokens: [Token], at index: Int) -> Bool {
        guard index + 2 < tokens.count else { return false }
        let part = tokens[index...(index + 2)]
        guard part.allSatisfy(\.isNumber) else { return false }
        let (a, b, c) = (tokens[index], tokens[index + 1], tokens[index + 2])
        guard b.separator != nil, b.separator == c.separator, a.isYear || c.isYear else { return false }
        return threePartForm(Array(part)) != nil
    }

    // MARK: Names of months

    private static func wordForm(_ text: ArraySlice<UInt8>) -> String? {
        let tokens = tokens(of: text).filter { !$0.isFiller }
        guard (2...3).contains(tokens.count), tokens.count(where: \.isMonthName) == 1,
            tokens.allSatisfy({ $0.isMonthName || $0.isYear || ($0.isNumber && $0.count <= 2) })
        else { return nil }
        return "a date with the month in words"
    }

    private static func holdsDateInWords(_ tokens: [Token], at index: Int) -> Bool {
        guard tokens[index].isMonthName else { return false }
        func isNumber(_ token: Token?) -> Bool { token.map { $0.isYear || ($0.isNumber && $0.count <= 2) } ?? false }
        let after = Array(tokens[(index + 1)...].lazy.filter { !$0.isFiller }.prefix(2))
        if let next = after.first, next.isYear { return true }
        let before = tokens[..<index].last { !$0.isFiller }
        if isNumber(before), isNumber(after.first) { return true }
        return after.count == 2 && isNumber(after[0]) && after[1].isYear
    }

    // MARK: Parts

    private static func isMonth(_ number: Int) -> Bool { (1...12).contains(number) }
    private static func isDay(_ number: Int) -> Bool { (1...31).contains(number) }
    private static func letters(_ letter: String, _ token: Token) -> String {
        String(repeating: letter, count: token.count)
    }

    /// Cuts `T10:30`, ` 10:30:15.000Z`, ` 10:30 PM`, `+01:00` off the end.
    private static func splitTime(_ text: ArraySlice<UInt8>) -> (date: ArraySlice<UInt8>, hasTime: Bool) {
        guard let colon = text.firstIndex(of: 0x3A), colon > text.startIndex else { return (text, false) }
        var start = colon
        while start > text.startIndex, ASCII.isDigit(text[start - 1]), colon - start < 2 { start -= 1 }
        guard start < colon, colon + 2 < text.endIndex, ASCII.isDigit(text[colon + 1]), ASCII.isDigit(text[colon + 2])
        else { return (text, false) }
        let allowed: Set<UInt8> = Set("0123456789:.,+-zapm ".utf8)
        guard text[start...].allSatisfy(allowed.contains) else { return (text, false) }
        if start == text.startIndex { return ([], true) }
        guard text[start - 1] == 0x20 || text[start - 1] == 0x74 || text[start - 1] == 0x2C else {
            return (text, false)
        }
        var date = text[..<(start - 1)]
        while let last = date.last, last == 0x20 || last == 0x2C { date.removeLast() }
        return (date, true)
    }

    /// A run of digits or of letters.
    private struct Token {
        var bytes: ArraySlice<UInt8>
        var isNumber: Bool
        /// The `/`, `-` or `.` between this and the token before, if nothing else stands between them.
        var separator: UInt8?

        var count: Int { bytes.count }
        /// At most eight digits are looked at.
        var value: Int { bytes.prefix(8).reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
        /// Four digits; Persian (14th century) and Buddhist (26th century) years count.
        var isYear: Bool { isNumber && count == 4 && (1000...2999).contains(value) }
        var isMonthName: Bool { !isNumber && DateShape.monthNames.contains(String(decoding: bytes, as: UTF8.self)) }
        var isFiller: Bool { !isNumber && DateShape.fillers.contains(String(decoding: bytes, as: UTF8.self)) }
    }

    private static func tokens(of text: ArraySlice<UInt8>) -> [Token] {
        var tokens: [Token] = []
        var index = text.startIndex
        var gap = text.startIndex
        while index < text.endIndex {
            let isNumber = ASCII.isDigit(text[index])
            guard isNumber || isLetter(text[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < text.endIndex, isNumber ? ASCII.isDigit(text[index]) : isLetter(text[index]) { index += 1 }
            let between = text[gap..<start]
            let separator = between.count == 1 ? between.first.flatMap { isDateSeparator($0) ? $0 : nil } : nil
            tokens.append(Token(bytes: text[start..<index], isNumber: isNumber, separator: separator))
            gap = index
        }
        return tokens
    }

    private static func isLetter(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte == ValueProfile.otherLetter }
    private static func isDateSeparator(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x2D || byte == 0x2E }

    /// English, French, Spanish, Portuguese and German, without accents, in full and as abbreviated; not the Portuguese
    /// "set" and "out", which are English words.
    private static let monthNames: Set<String> = [
        "jan", "january", "janv", "janvier", "ene", "enero", "janeiro", "januar", "feb", "february", "fev", "fevr",
        "fevrier", "febrero", "fevereiro", "februar", "mar", "march", "mars", "marzo", "marco", "marz", "apr", "april",
        "avr", "avril", "abr", "abril", "may", "mai", "mayo", "maio", "jun", "june", "juin", "junio", "junho", "juni",
        "jul", "july", "juil", "juillet", "julio", "julho", "juli", "aug", "august", "aout", "ago", "agosto", "sep",
        "sept", "september", "septembre", "septiembre", "setiembre", "setembro", "oct", "october", "octobre",
        "octubre", "outubro", "okt", "oktober", "nov", "november", "novembre", "noviembre", "novembro", "dec",
        "december", "decembre", "dic", "diciembre", "dez", "dezembro", "dezember",
    ]
    /// What may stand between the parts of a date in words: "3rd of May", "1er mai", "3 de mayo de 2019", days of the week.
    private static let fillers: Set<String> = [
        "st", "nd", "rd", "th", "er", "of", "the", "de", "del", "le", "el", "mon", "monday", "tue", "tuesday", "wed",
        "wednesday", "thu", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday", "lundi", "mardi",
        "mercredi",
        "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "jueves", "viernes", "domingo",
    ]
}
