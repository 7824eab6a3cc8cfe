/// Walks through the content of an OpenDocument spreadsheet once, for its list of sheets.
///
/// Source: OpenDocument 1.3, part 3, 3.1.3.2 (office:document-content), 3.7 (office:spreadsheet), 9.1.2 (table:table),
/// 17.15 (style:table-properties). It reads to the end of the document: whatever is not well-formed is known then.
final class ODSOutline: XMLEvents {
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// Place among all tables of the content, from 0.
        let table: Int
    }

    /// Tables a file may have: the limit of LibreOffice (MAXTABCOUNT).
    private static let limit = 10_000

    private enum Place { case outside, document, styles, style, body, spreadsheet }

    private(set) var sheets: [Sheet] = []
    private var tables = 0
    private var hiddenStyles: Set<String> = []
    private var style: String?
    private var place = Place.outside
    /// Open elements that mean nothing here.
    @exclusivity(unchecked) private var skipped = 0
    private var names = ODSNames()

    /// Reads a document to its end.
    /// - Throws: `FormatError`.
    static func read(_ source: any ByteSource, part: String?) throws -> [Sheet] {
        let outline = ODSOutline()
        let parser = try XMLPushParser(events: outline, part: part)
        outline.names = ODSNames(parser)
        try XMLPump(source: source, parser: parser).run()
        return outline.sheets
    }

    override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        if skipped > 0 {
            skipped += 1
            return
        }
        let name = element.name
        let namespace = element.namespace
        switch place {
        case .outside
        where namespace == names.office && (name == names.documentContent || name == names.document):
            place = .document
        case .outside:
            parser.fail(.notWhatItClaims, "This does not begin as an OpenDocument file. Check what kind of file it is.")
        case .document where namespace == names.office && name == names.automaticStyles: place = .styles
        case .document where namespace == names.office && name == names.body: place = .body
        case .styles where namespace == names.style && name == names.styleElement:
            place = .style
            style = element.attributes.text(names.name, in: names.style)
        case .style:
            if namespace == names.style, name == names.tableProperties, let style,
                element.attributes.text(names.display, in: names.table) == "false"
            {
                hiddenStyles.insert(style)
            }
            skipped = 1
        case .body where namespace == names.office && name == names.spreadsheet: place = .spreadsheet
        case .body:
            parser.fail(
                .notWhatItClaims, "This is an OpenDocument file, but no spreadsheet. Check what kind of file it is.")
        case .spreadsheet:
            if namespace == names.table, name == names.tableElement { add(element.attributes, parser) }
            skipped = 1
        default: skipped = 1
        }
    }

    override func end(_ parser: XMLPushParser) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch place {
        case .style: place = .styles
        case .styles, .body: place = .document
        case .spreadsheet: place = .body
        case .document, .outside: place = .outside
        }
    }

    private func add(_ attributes: XMLAttributes, _ parser: XMLPushParser) {
        let name = attributes.text(names.name, in: names.table) ?? "Sheet\(tables + 1)"
        let style = attributes.text(names.styleName, in: names.table)
        // Copies of another file's sheets, kept for formulas: 'file:///…'#Sheet1. No name of a sheet begins with '.
        if !name.hasPrefix("'") || !name.contains("'#") {
            sheets.append(Sheet(name: name, isHidden: style.map(hiddenStyles.contains) ?? false, table: tables))
        }
        tables += 1
        if tables > Self.limit { parser.fail(.beyondLimits, "The file has more than \(Self.limit) sheets.") }
    }
}
