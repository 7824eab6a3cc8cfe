/// The cell of an OpenDocument row that is open.
struct ODSCell {
    /// OpenDocument 1.3, part 3, 19.387 (office:value-type), and LibreOffice's own `error`.
    enum Kind { case untyped, number, date, time, boolean, string, error }

    var kind = Kind.untyped
    /// For how many columns it stands.
    var copies = 1
    var hasFormula = false
    /// Whether its value was stated in an attribute.
    var hasValue = false
    /// Whether what is shown is its value.
    var wantsText = false
    /// Where its text begins in the stage.
    var mark = 0
}
