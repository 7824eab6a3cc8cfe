/// The styles part (ECMA-376-1, 18.8.39): how each cell format shows numbers.
final class StylesReader: PathCollector {
    /// Excel allows 64,000 cell formats; no index beyond that is of use.
    private static let limit = 65_536

    private var codes: [Int: NumberFormat] = [:]
    private var ids: [Int] = []

    /// The number formats of `cellXfs`, by index.
    var formats: [NumberFormat] { ids.map { codes[$0] ?? NumberFormat(builtIn: $0) } }

    override func element(_ path: [String], attribute: (String) -> String?, _ parser: XMLPushParser) {
        switch path {
        case ["styleSheet", "numFmts", "numFmt"]:
            guard let id = attribute("numFmtId").flatMap({ Int($0) }), let code = attribute("formatCode") else {
                return
            }
            codes[id] = NumberFormat(code: code)
        case ["styleSheet", "cellXfs", "xf"]:
            ids.append(attribute("numFmtId").flatMap { Int($0) } ?? 0)
            if ids.count > Self.limit { parser.fail(.beyondLimits, "The workbook has too many cell formats.") }
        default: break
        }
    }
}
