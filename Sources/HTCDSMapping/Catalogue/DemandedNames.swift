import HTCDSCells
import HTCDSSpec

/// What the `source` section of a mapping demands of a file, asked before the document is read or compiled.
struct DemandedNames {
    private let source: SourceSection
    /// Columns that must be there, each a number from 0.
    private let columns: ByteKeyTable
    private let columnCount: Int
    private let anyOf: Set<[UInt8]>
    private let groups: GroupedNames?

    init(_ source: SourceSection) {
        self.source = source
        anyOf = Set(source.recognise.anyOf.map { ByteKeyTable.folded($0) })
        groups = GroupedNames(source.groups)
        var numbers: [[UInt8]: Int] = [:]
        let keys = source.recognise.columns.map { name in
            let key = ByteKeyTable.folded(name)
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            return (name, number)
        }
        columnCount = numbers.count
        columns = ByteKeyTable(keys)
    }

    /// The rows that may be the header of such a file; none where it lacks what the mapping demands.
    func rows(_ head: ExportHead) -> [(row: Int, names: [String])] {
        let recognise = source.recognise
        guard source.reads(head.format) else { return [] }
        guard !recognise.columns.isEmpty || recognise.standardHeaders > 0 || !recognise.anyOf.isEmpty else { return [] }
        return Self.rows(head, source).filter { row, names in
            if let fixed = source.headerRow, fixed != row { return false }
            return names.count >= recognise.standardHeaders && hasAllColumns(names) && hasAbove(row, head)
                && (anyOf.isEmpty || names.contains { anyOf.contains(ByteKeyTable.folded($0)) })
        }
    }

    /// How much the mapping demands: the most demanding one of several wins.
    var weight: Int {
        (source.recognise.columns.count + min(anyOf.count, 1) + source.recognise.above.count) * 100
            + source.recognise.standardHeaders
    }

    /// Whether a tree may be such a file.
    static func hasTree(_ head: ExportHead, _ source: SourceSection) -> Bool {
        let recognise = source.recognise
        guard source.reads(head.format), let root = recognise.root else { return false }
        let isRoot = root == head.root
        // Many submissions under one root of another name: then the attributes are not the root's.
        guard isRoot || head.children == [root] else { return false }
        for wanted in recognise.attributes
        where isRoot && !head.attributes.contains(where: { $0.name == wanted.name && $0.value == wanted.value }) {
            return false
        }
        let paths = Set(head.paths)
        return recognise.columns.allSatisfy { paths.contains($0) }
    }

    /// The rows that may be the header; with the titles above it, where the mapping says that it has two rows.
    static func rows(_ head: ExportHead, _ source: SourceSection) -> [(row: Int, names: [String])] {
        var head = head
        if let limit = source.listsFrom {
            head.rows = head.rows.map { ($0.row, Array($0.names.prefix(limit))) }
        }
        guard let titleRow = source.titleRow, let header = source.headerRow else { return head.rows }
        let titles = head.rows.first { $0.row == titleRow }?.names ?? []
        return head.rows.map { row, names in
            (row, row == header ? SourceColumn.names(names, under: titles) : names)
        }
    }

    /// Whether all columns are there by which the mapping's files are known, with or without the groups before them.
    private func hasAllColumns(_ names: [String]) -> Bool {
        if columnCount == 0 { return true }
        var found: Set<Int> = []
        for name in names {
            guard let number = number(of: name) else { continue }
            found.insert(number)
            if found.count == columnCount { return true }
        }
        return false
    }

    private func number(of name: String) -> Int? {
        if let number = CellBytes.trimmed(name, { columns.lookup($0) }) { return number }
        guard let groups else { return nil }
        return groups.rests(of: name).lazy.compactMap { CellBytes.trimmed($0) { columns.lookup($0) } }.first
    }

    /// Whether each of some texts stands in a row above the header.
    private func hasAbove(_ header: Int, _ head: ExportHead) -> Bool {
        let texts = source.recognise.above
        if texts.isEmpty { return true }
        let above = Set(head.rows.filter { $0.row < header }.flatMap(\.names).map { ByteKeyTable.folded($0) })
        return texts.allSatisfy { above.contains(ByteKeyTable.folded($0)) }
    }
}

extension CellBytes {
    /// Looks at a text without the blanks around it; nil where nothing is left of it.
    static func trimmed<Found>(_ text: String, _ body: (CellBytes) -> Found?) -> Found? {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let text = CellBytes(start: start, count: bytes.count).trimmed()
            return text.isEmpty ? nil : body(text)
        }
    }
}
