/// Names of parts within a package: ISO/IEC 29500-2, 6.2.2 and 6.5.
enum PartName {
    /// The part that a relationship of `source` leads to, without a leading slash; nil if it leads out of the package.
    static func resolve(_ target: String, from source: String) -> String? {
        var steps: [Substring] = target.hasPrefix("/") ? [] : source.split(separator: "/").dropLast()
        for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
            switch step {
            case ".": break
            case "..":
                if steps.popLast() == nil { return nil }
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }

    /// The part that holds the relationships of `part`.
    static func relationships(of part: String) -> String {
        let steps = part.split(separator: "/")
        let folder = steps.dropLast().joined(separator: "/")
        return (folder.isEmpty ? "" : folder + "/") + "_rels/\(steps.last ?? "").rels"
    }
}
