/// Adds fills, fonts and cell formats to a styles part; what is there stays byte for byte, and keeps its numbers.
///
/// A new format is a copy of the cell's own with another fill: number format, font, border, alignment and protection
/// stay. Memory: the part, twice. Source: ECMA-376-1, 18.8.39 (styleSheet), 18.8.10 (cellXfs), 18.8.21 (fills).
final class StylesPatcher {
    /// Cell formats that Excel opens at most (its specification: 65,490).
    static let mostFormats = 65_490
    /// Order of the parts of a style sheet.
    private static let order = [
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
        "colors",
        "extLst",
    ]

    private struct Section {
        let name: String
        let tag: XMLTag
        /// The whole of it.
        var range: Range<Int>
        /// Where its end tag begins.
        var end: Int
        var children = 0
    }

    private let bytes: [UInt8]
    private var root = XMLTag([])
    private var rootStart = 0..<0
    private var rootEnd = 0
    private var sections: [Section] = []
    /// The formats of cells as they are written.
    private var formats: [Range<Int>] = []
    private var added: [[UInt8]] = []
    private var known: [UInt64: Int] = [:]
    private var prefix: String { root.prefix }

    /// How the sheet of things to do looks; nil where there is no room for more formats.
    struct ToDoFormats {
        let header: Int
        let text: Int
        let link: Int
        let levels: [CellLevel: Int]
    }
    private(set) var toDo: ToDoFormats?

    /// - Parameter bytes: the part; nil where the workbook has none.
    /// - Throws: `FormatError`.
    init(_ bytes: [UInt8]?, part: String, namespace: String) throws {
        self.bytes =
            bytes
            ?? Array(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"\(namespace)\"/>"
                    .utf8)
        try scan(part)
        makeToDoFormats()
    }

    private func scan(_ part: String) throws {
        let pieces = XMLPieces(MemoryByteSource(bytes), part: part)
        var path: [String] = []
        var offset = 0
        var formatStart = 0
        while let kind = try pieces.next() {
            let start = offset
            offset += pieces.bytes { $0.count }
            switch kind {
            case .start, .empty:
                let tag = pieces.bytes { XMLTag($0) }
                if path.isEmpty {
                    guard tag.localName == "styleSheet" else {
                        throw ZipFault.broken("Its styles are none.", part: part)
                    }
                    (root, rootStart, rootEnd) = (tag, start..<offset, offset)
                } else if path.count == 1 {
                    sections.append(Section(name: tag.localName, tag: tag, range: start..<offset, end: offset))
                } else if path.count == 2 {
                    sections[sections.count - 1].children += 1
                    formatStart = start
                    if kind == .empty, path[1] == "cellXfs" { formats.append(start..<offset) }
                }
                if kind == .start { path.append(tag.localName) }
            case .end:
                guard !path.isEmpty else { throw ZipFault.broken("Its styles are none.", part: part) }
                if path.count == 1 { rootEnd = start }
                if path.count == 2 {
                    sections[sections.count - 1].range = sections[sections.count - 1].range.lowerBound..<offset
                    sections[sections.count - 1].end = start
                }
                if path.count == 3, path[1] == "cellXfs" { formats.append(formatStart..<offset) }
                path.removeLast()
            case .text, .other: break
            }
        }
        guard root.localName == "styleSheet" else { throw ZipFault.broken("Its styles are none.", part: part) }
    }

    // MARK: Formats

    private var baseCount: Int { section("cellXfs") == nil ? 1 : formats.count }
    private func section(_ name: String) -> Section? { sections.first { $0.name == name } }
    /// The number that the first added child of a section has.
    private func first(_ name: String, missing: Int) -> Int { section(name)?.children ?? missing }
    private func fill(_ level: CellLevel) -> Int { first("fills", missing: 2) + Int(level.rawValue) - 1 }

    private func add(_ format: [UInt8]) -> Int? {
        guard baseCount + added.count < Self.mostFormats else { return nil }
        added.append(format)
        return baseCount + added.count - 1
    }

    private func makeToDoFormats() {
        let font = first("fonts", missing: 1)
        func make(font: Int, fill: Int) -> Int? {
            let look = "numFmtId=\"49\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"0\" "
            return add(
                Array(
                    ("<\(prefix)xf \(look)applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
                        + "<\(prefix)alignment vertical=\"top\" wrapText=\"1\"/></\(prefix)xf>").utf8))
        }
        guard let header = make(font: font, fill: 0), let text = make(font: 0, fill: 0),
            let link = make(font: font + 1, fill: 0), let info = make(font: 0, fill: fill(.info)),
            let warning = make(font: 0, fill: fill(.warning)), let error = make(font: 0, fill: fill(.error))
        else { return }
        toDo = ToDoFormats(
            header: header, text: text, link: link, levels: [.info: info, .warning: warning, .error: error])
    }

    /// The number of the format that looks like another, coloured; nil where there is no room for more.
    func format(like base: Int, _ level: CellLevel) -> Int? {
        let base = formats.indices.contains(base) ? base : 0
        let key = UInt64(base) << 2 | UInt64(level.rawValue)
        if let number = known[key] { return number }
        let whole =
            formats.indices.contains(base)
            ? Array(bytes[formats[base]])
            : Array("<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>".utf8)
        // No attribute holds the sign that ends a tag as it is, for all that write style sheets.
        let tagEnd = (whole.firstIndex(of: 0x3E) ?? whole.count - 1) + 1
        let tag = XMLTag(whole[..<tagEnd])
        let coloured = tag.setting([("fillId", String(fill(level))), ("applyFill", "1")]) + whole[tagEnd...]
        guard let number = add(coloured) else { return nil }
        known[key] = number
        return number
    }

    // MARK: The part anew

    private static let colours: [CellLevel: String] = [.info: "FFBDD7EE", .warning: "FFFFEB9C", .error: "FFFFC7CE"]

    private func addition(to name: String) -> (count: Int, xml: [UInt8]) {
        switch name {
        case "fonts":
            let look = "<\(prefix)name val=\"Calibri\"/><\(prefix)family val=\"2\"/></\(prefix)font>"
            let size = "<\(prefix)sz val=\"11\"/>"
            return (
                2,
                Array(
                    ("<\(prefix)font><\(prefix)b/>\(size)\(look)<\(prefix)font><\(prefix)u/>\(size)"
                        + "<\(prefix)color rgb=\"FF0563C1\"/>\(look)").utf8)
            )
        case "fills":
            let fills = CellLevel.allCases.map { level in
                "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\"><\(prefix)fgColor rgb=\""
                    + "\(Self.colours[level] ?? "")\"/><\(prefix)bgColor indexed=\"64\"/></\(prefix)patternFill></\(prefix)fill>"
            }
            return (fills.count, Array(fills.joined().utf8))
        case "cellXfs": return (added.count, added.flatMap(\.self))
        default: return (0, [])
        }
    }

    /// What a section holds that was not there.
    private func foundation(of name: String) -> (count: Int, xml: String) {
        switch name {
        case "fonts":
            (
                1,
                "<\(prefix)font><\(prefix)sz val=\"11\"/><\(prefix)name val=\"Calibri\"/><\(prefix)family val=\"2\"/>"
                    + "</\(prefix)font>"
            )
        case "fills":
            (
                2,
                ["none", "gray125"].map {
                    "<\(prefix)fill><\(prefix)patternFill patternType=\"\($0)\"/></\(prefix)fill>"
                }.joined()
            )
        case "borders":
            (
                1,
                "<\(prefix)border>"
                    + ["left", "right", "top", "bottom", "diagonal"].map { "<\(prefix)\($0)/>" }.joined()
                    + "</\(prefix)border>"
            )
        default: (1, "<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>")
        }
    }

    private func rank(_ name: String) -> Int { Self.order.firstIndex(of: name) ?? Self.order.count }

    /// The part with all that was added.
    func patched() -> [UInt8] {
        var missing = ["fonts", "fills", "borders", "cellStyleXfs", "cellXfs"].filter { section($0) == nil }
        var result = Array(bytes[..<rootStart.lowerBound])
        let (start, end) = root.opened
        result += start
        var copied = rootStart.upperBound
        func insertMissing(before limit: Int) {
            while let name = missing.first, rank(name) < limit {
                missing.removeFirst()
                let (count, xml) = foundation(of: name)
                let more = addition(to: name)
                result += Array("<\(prefix)\(name) count=\"\(count + more.count)\">\(xml)".utf8) + more.xml
                result += Array("</\(prefix)\(name)>".utf8)
            }
        }
        for section in sections {
            result += bytes[copied..<section.range.lowerBound]
            insertMissing(before: rank(section.name))
            copied = section.range.lowerBound
            let more = addition(to: section.name)
            guard more.count > 0 else { continue }
            let open = XMLTag(section.tag.opened.start)
            // What is counted is what is there: a wrong number of others is not made worse.
            result += open.setting([("count", String(section.children + more.count))])
            if section.tag.isEmpty {
                result += more.xml + section.tag.opened.end
            } else {
                result += bytes[section.tag.bytes.count + section.range.lowerBound..<section.end] + more.xml
                result += bytes[section.end..<section.range.upperBound]
            }
            copied = section.range.upperBound
        }
        result += bytes[copied..<max(copied, rootEnd)]
        insertMissing(before: .max)
        return result + end + bytes[max(copied, rootEnd)...]
    }
}
