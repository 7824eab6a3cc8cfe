import HTCDSCells

/// The names of months in the six languages of the translations, in full and as they are shortened: Unicode CLDR's wide,
/// abbreviated and stand-alone forms, the last dot left out.
enum MonthNames {
    static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static let names: [[String]] = [
        ["Jan", "janvier", "janv", "enero", "ene", "janeiro", "января", "январь", "янв", "يناير"],
        [
            "Feb", "février", "févr", "fév", "febrero", "fevereiro", "fev", "февраля", "февраль", "фев", "февр",
            "فبراير",
        ],
        ["Mar", "mars", "marzo", "março", "марта", "март", "мар", "مارس"],
        ["Apr", "avril", "avr", "abril", "abr", "апреля", "апрель", "апр", "أبريل", "إبريل"],
        ["May", "mai", "mayo", "maio", "мая", "май", "مايو"],
        ["Jun", "juin", "junio", "junho", "июня", "июнь", "июн", "يونيو"],
        ["Jul", "juillet", "juil", "julio", "julho", "июля", "июль", "июл", "يوليو"],
        ["Aug", "août", "agosto", "ago", "августа", "август", "авг", "أغسطس"],
        [
            "Sep", "Sept", "septembre", "septiembre", "setiembre", "setembro", "set", "сентября", "сентябрь", "сен",
            "сент", "سبتمبر",
        ],
        ["Oct", "octobre", "octubre", "outubro", "out", "октября", "октябрь", "окт", "أكتوبر"],
        ["Nov", "novembre", "noviembre", "novembro", "ноября", "ноябрь", "ноя", "нояб", "نوفمبر"],
        ["Dec", "décembre", "déc", "diciembre", "dic", "dezembro", "dez", "декабря", "декабрь", "дек", "ديسمبر"],
    ]

    private static let lookup = ByteKeyTable(
        zip(english, names).enumerated().flatMap { month, spellings in
            ([spellings.0] + spellings.1).map { ($0, month + 1) }
        })

    /// The month that is named at `index`, which is moved behind it and a dot that shortens it.
    static func read(_ text: CellBytes, _ index: inout Int) -> Int? {
        let start = index
        // Letters of other scripts are bytes above ASCII; no name holds a digit, a blank or a sign.
        while index < text.count, ASCII.isLetter(text[index]) || text[index] >= 0x80 { index += 1 }
        guard index > start, index - start <= 64, let month = lookup.lookup(text[start..<index]) else { return nil }
        if index < text.count, text[index] == 0x2E { index += 1 }
        return month
    }
}
