/// How a quotation mark stands inside a quoted cell.
public enum CSVEscape: Sendable, Hashable {
    /// Twice (RFC 4180, section 2, rule 7).
    case doubled
    /// Behind a backslash, as MySQL, Spark and others write it; then two backslashes are one, a backslash before anything
    /// else stands for itself, and a doubled quotation mark is read as well.
    case backslash
}

/// A quotation mark turned up that only makes sense with a backslash as its escape, in a file that was read as RFC 4180:
/// decide anew on the whole file.
public struct EscapeDoubt: Error, Sendable {}
