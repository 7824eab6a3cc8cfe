import HTCDSFormats
import HTCDSMapping

extension TreeShape {
    /// What a mapping says of the trees it reads.
    init(_ paths: TreePaths) {
        self.init(repeats: paths.repeats, lists: paths.lists, marks: paths.marks, named: paths.named)
        unescapes = paths.unescapes
    }

    /// Different paths in a file whose things are numbered: some three thousand people in one case.
    static let mostColumns = 262_144

    /// Whether a path that was found in the first record is that of one cell: not within what is repeated, nor named by
    /// an attribute.
    func isOutside(_ path: String) -> Bool {
        !repeats.keys.contains { path.hasPrefix("\($0)/") } && !named.keys.contains { path.hasPrefix($0) }
    }
}
