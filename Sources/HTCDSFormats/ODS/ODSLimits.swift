/// How much the rows of a sheet may hold by being repeated: a few bytes can state a sheet of 17 billion filled cells.
struct ODSLimits: Sendable {
    /// Filled cells that are there by repetition, of a row or of a cell. A million rows with 38 equal cells are 40
    /// million.
    var repeatedCells = 64 * 1_024 * 1_024
    /// Blanks that `text:s` states by number, in all cells together.
    var repeatedSpaces = 64 * 1_024 * 1_024

    static let standard = ODSLimits()
}
