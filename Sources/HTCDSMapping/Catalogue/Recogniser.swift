import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// What a file shows of itself before it is read.
public struct ExportHead: Sendable {
    /// `csv`, `xlsx` or `xml`.
    public var format: String
    /// The rows that may hold the header, by row number from 1; one for a CSV, several for a sheet.
    public var rows: [(row: Int, names: [String])]
    /// Local name of the root element (XML).
    public var root: String?
    /// Attributes of the root element (XML).
    public var attributes: [(name: String, value: String)]
    /// Paths below the record (XML).
    public var paths: [String]
    /// Local names of the root's children (XML).
    public var children: [String]

    public init(
        format: String, rows: [(row: Int, names: [String])] = [], root: String? = nil,
        attributes: [(name: String, value: String)] = [], paths: [String] = [], children: [String] = []
    ) {
        self.children = children
        self.format = format
        self.rows = rows
        self.root = root
        self.attributes = attributes
        self.paths = paths
    }
}

/// Finds the mapping that a file was made for.
public enum Recogniser {
    public struct Match: Sendable {
        public let mapping: String
        /// Row of the header, from 1; 0 where there is none.
        public let headerRow: Int
        /// For the report: "38 of 38 header labels match".
        public let why: String
        /// Share of the columns that the mapping speaks of, 0 to 1.
        public let share: Double
        /// How much the mapping demands of a file: the most demanding one wins.
        let demands: Int
    }

    /// The match of one document, nil where the file lacks what the document demands.
    public static func match(_ document: MappingDocument, _ head: ExportHead) -> Match? {
        guard document.source.reads(head.format) else { return nil }
        let recognise = document.source.recognise
        if head.format == "xml" { return matchTree(document, head) }
        guard !recognise.columns.isEmpty || recognise.standardHeaders > 0 || !recognise.anyOf.isEmpty else {
            return nil
        }
        let anyOf = Set(recognise.anyOf.map { ByteKeyTable.folded($0) })
        var best: Match?
        let known = DocumentNames(document)
        for (row, names) in rows(head, document) {
            if let fixed = document.source.headerRow, fixed != row { continue }
            guard known.hasAllDemanded(names), hasAbove(row, head, recognise.above) else { continue }
            guard anyOf.isEmpty || names.contains(where: { anyOf.contains(ByteKeyTable.folded($0)) }) else { continue }
            let (known, standard) = count(document, known, names)
            guard standard >= recognise.standardHeaders else { continue }
            let filled = filled(names)
            guard filled > 0 else { continue }
            let match = Match(
                mapping: document.name, headerRow: row, why: why(document, known, filled, standard),
                share: Double(known) / Double(filled),
                demands: (recognise.columns.count + min(anyOf.count, 1) + recognise.above.count) * 100
                    + recognise.standardHeaders)
            if (best?.share ?? -1) < match.share { best = match }
        }
        return best
    }

    /// Whether each of some texts stands in a row above the header.
    private static func hasAbove(_ header: Int, _ head: ExportHead, _ texts: [String]) -> Bool {
        if texts.isEmpty { return true }
        let above = Set(head.rows.filter { $0.row < header }.flatMap(\.names).map { ByteKeyTable.folded($0) })
        return texts.allSatisfy { above.contains(ByteKeyTable.folded($0)) }
    }

    private static func matchTree(_ document: MappingDocument, _ head: ExportHead) -> Match? {
        let recognise = document.source.recognise
        guard let root = recognise.root else { return nil }
        let isRoot = root == head.root
        // Many submissions under one root of another name: then the attributes are not the root's.
        guard isRoot || head.children == [root] else { return nil }
        for wanted in recognise.attributes
        where isRoot && !head.attributes.contains(where: { $0.name == wanted.name && $0.value == wanted.value }) {
            return nil
        }
        let paths = Set(head.paths)
        guard recognise.columns.allSatisfy({ paths.contains($0) }) else { return nil }
        let attributes = recognise.attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
        return Match(
            mapping: document.name, headerRow: 0,
            why: document.records != nil
                ? why(document, 0, 0, 0) : "the root element is <\(root)\(attributes)>", share: 1,
            demands: 100 + recognise.attributes.count * 100)
    }

    private static func why(_ document: MappingDocument, _ known: Int, _ filled: Int, _ standard: Int) -> String {
        if document.records != nil { return "it holds records of HTCDS \(document.standard)" }
        let what = document.standardFields == [.labels] ? "header labels" : "headers"
        return "\(known) of \(filled) \(what) match"
    }

    /// The best match among all shipped mappings, nil where no file of this kind is known.
    public static func best(_ head: ExportHead, among documents: [MappingDocument]) -> Match? {
        documents.compactMap { match($0, head) }.max {
            ($0.demands, $0.share, $1.mapping) < ($1.demands, $1.share, $0.mapping)
        }
    }

    /// The most demanding of several matches, the fuller one of two alike.
    public static func best(of matches: [Match]) -> Match? {
        matches.max { ($0.demands, $0.share) < ($1.demands, $1.share) }
    }

    /// How many of the headers the document speaks of, in the row where it finds the most.
    public static func knownHeaders(_ document: MappingDocument, _ head: ExportHead) -> Int {
        let names = DocumentNames(document)
        return rows(head, document).map { count(document, names, $0.names).known }.max() ?? 0
    }

    /// Whether the document speaks of a column of any row, or names columns by their place.
    public static func knows(_ document: MappingDocument, _ head: ExportHead) -> Bool {
        let known = DocumentNames(document)
        return rows(head, document).contains { count(document, known, $0.names).known > 0 }
    }

    /// The row in which the document finds the most columns, nil where it finds none in any.
    public static func headerRow(_ document: MappingDocument, _ head: ExportHead) -> Int? {
        if let fixed = document.source.headerRow { return fixed }
        var best: (row: Int, known: Int)?
        let documentNames = DocumentNames(document)
        for (row, names) in head.rows {
            let known = count(document, documentNames, names).known
            if known > (best?.known ?? 0) { best = (row, known) }
        }
        return best?.row
    }

    /// The names of the mappings that speak of the most columns, best first, for a file that nobody knows.
    public static func nearest(_ head: ExportHead, among documents: [MappingDocument], count: Int = 3) -> [String] {
        let scored = documents.map { document -> (name: String, share: Double) in
            let known = DocumentNames(document)
            let shares = rows(head, document).map { row -> Double in
                Double(self.count(document, known, row.names).known) / Double(max(1, filled(row.names)))
            }
            let tree = document.source.recognise.root != nil && head.root == document.source.recognise.root ? 0.5 : 0
            let format = document.source.formats.contains(head.format) ? 0.001 : 0
            return (document.name, (shares.max() ?? 0) + tree + format)
        }
        return scored.sorted { ($1.share, $0.name) < ($0.share, $1.name) }.prefix(count).map(\.name)
    }

    /// How many of the headers the document speaks of, and how many are names of the standard.
    private static func count(
        _ document: MappingDocument, _ documentNames: DocumentNames, _ names: [String]
    ) -> (known: Int, standard: Int) {
        let columns = documentNames.columns(names)
        if columns.isEmpty { return (0, 0) }
        let plan = PlanCompiler.compile(document, columns: columns, asOf: nil)
        let known = plan.layout.columns.count {
            $0.column.name != nil && ($0.fate == .mapped || ($0.fate != .unused && !document.keep.all))
        }
        let standard = plan.layout.columns.count {
            if $0.fate != .mapped { return false }
            if case .mapping = $0.matchedBy { return false }
            return true
        }
        return (known, standard)
    }

    private static func filled(_ names: [String]) -> Int {
        names.count { name in
            var name = name
            return name.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return false }
                return !CellBytes(start: start, count: bytes.count).trimmed().isEmpty
            }
        }
    }

    /// The rows that may be the header; with the titles above it, where the document says that it has two rows.
    private static func rows(_ head: ExportHead, _ document: MappingDocument) -> [(row: Int, names: [String])] {
        var head = head
        if let limit = document.source.listsFrom {
            head.rows = head.rows.map { ($0.row, Array($0.names.prefix(limit))) }
        }
        guard let titleRow = document.source.titleRow, let header = document.source.headerRow else { return head.rows }
        let titles = head.rows.first { $0.row == titleRow }?.names ?? []
        return head.rows.map { row, names in
            (row, row == header ? SourceColumn.names(names, under: titles) : names)
        }
    }
}
