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
        if head.format == "xml" { return matchTree(document, head) }
        let demanded = DemandedNames(document.source)
        let rows = demanded.rows(head)
        guard !rows.isEmpty else { return nil }
        var best: Match?
        let documentNames = DocumentNames(document)
        for (row, names) in rows {
            let (known, standard) = count(document, documentNames, names)
            guard standard >= document.source.recognise.standardHeaders else { continue }
            let filled = filled(names)
            guard filled > 0 else { continue }
            let match = Match(
                mapping: document.name, headerRow: row, why: why(document, known, filled, standard),
                share: Double(known) / Double(filled), demands: demanded.weight)
            if (best?.share ?? -1) < match.share { best = match }
        }
        return best
    }

    private static func matchTree(_ document: MappingDocument, _ head: ExportHead) -> Match? {
        let recognise = document.source.recognise
        guard DemandedNames.hasTree(head, document.source), let root = recognise.root else { return nil }
        let attributes = recognise.attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
        return Match(
            mapping: document.name, headerRow: 0,
            why: document.records != nil
                ? why(document, 0, 0, 0) : "the root element is <\(root)\(attributes)>", share: 1,
            demands: 100 + recognise.attributes.count * 100)
    }

    /// Whether a file may have been made for the mapping that begins with this section: false for nearly all.
    public static func mayMatch(_ source: SourceSection, _ head: ExportHead) -> Bool {
        if head.format == "xml" { return DemandedNames.hasTree(head, source) }
        return !DemandedNames(source).rows(head).isEmpty
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
        return DemandedNames.rows(head, document.source).map { count(document, names, $0.names).known }.max() ?? 0
    }

    /// Whether the document speaks of a column of any row, or names columns by their place.
    public static func knows(_ document: MappingDocument, _ head: ExportHead) -> Bool {
        let known = DocumentNames(document)
        return DemandedNames.rows(head, document.source).contains { count(document, known, $0.names).known > 0 }
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
            let shares = DemandedNames.rows(head, document.source).map { row -> Double in
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
}
