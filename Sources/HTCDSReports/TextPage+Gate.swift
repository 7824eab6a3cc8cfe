internal import HTCDSFindings

/// What a gate did, in plain text.
extension TextPage {
    /// Rows of a table that a terminal shows.
    private static let mostRows = 10

    func gate(of report: Report) {
        guard let parts = GateParts(report, words) else { return }
        heading(parts.title)
        for sentence in parts.sentences { paragraph(sentence) }
        if !parts.columns.rows.isEmpty {
            blank()
            table(parts.columns, most: .max)
        }
        if parts.riskSentences.isEmpty { return }
        heading(words(.riskTitle))
        for sentence in parts.riskSentences { paragraph(sentence, indent: 4, lead: "- ") }
        for part in parts.riskTables {
            blank()
            paragraph(part.title)
            table(part, most: Self.mostRows)
        }
    }

    private func table(_ part: GateParts.Table, most: Int) {
        table([part.header] + part.rows.prefix(most), numbers: part.numbers, longest: max(24, width - 54))
        if part.rows.count > most { paragraph(words(.furtherRows, String(part.rows.count - most))) }
    }
}
