/// What a reader of trees (JSON, XML) is told of the records it will meet, beyond the paths that are wanted.
///
/// Paths are those below the record, joined by `/`, without the numbers of repeated things: `persons/prs_Gender`.
public struct TreeShape: Sendable {
    /// Things that may stand several times: the path of an array of objects (JSON) or of an element (XML), and the paths
    /// below each that get columns as soon as one is met. The second one's columns are named `persons[2]/prs_Gender`.
    /// Things within things are not numbered.
    public var repeats: [String: [String]]
    /// Paths whose several values within one record, or within one thing, become one cell with a value a line.
    public var lists: Set<String>
    /// Objects or elements whose mere presence says something: they are an empty cell of their own path.
    public var marks: Set<String>
    /// XML elements that are named by an attribute: with `extensions/entry` and `name`, the text of
    /// `<entry name="Local ref">` is a cell of `extensions/Local ref`.
    public var named: [String: String]

    /// Whether `_xHHHH_` in a text stands for a character that XML cannot hold (ECMA-376-1, 22.9.2.19).
    public var unescapes = false

    public init(
        repeats: [String: [String]] = [:], lists: Set<String> = [], marks: Set<String> = [],
        named: [String: String] = [:]
    ) {
        self.repeats = repeats
        self.lists = lists
        self.marks = marks
        self.named = named
    }

    /// Nothing but paths.
    public static let plain = TreeShape()

    var isPlain: Bool { repeats.isEmpty && lists.isEmpty && marks.isEmpty && named.isEmpty }
}
