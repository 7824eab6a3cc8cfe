/// ISO 639-2, from the package iso-codes (LGPL-2.1-or-later) of the Debian project.
public enum Languages {
    /// The 487 entries, sorted by terminological code. Split from a text on first use, then O(1).
    public static let all: [Language] = LanguageRows.text.rows().map { cells in
        Language(
            alpha3T: cells[0], alpha3B: cells[1].isEmpty ? nil : cells[1], alpha2: cells[2].isEmpty ? nil : cells[2],
            name: cells[3], otherNames: cells[4].list())
    }
}
