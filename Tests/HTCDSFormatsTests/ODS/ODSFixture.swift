import HTCDSCells
import HTCDSFormats

/// An OpenDocument spreadsheet put together from its parts.
struct ODSFixture {
    static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"
    static let namespaces =
        ["office", "table", "text", "style", "drawing", "meta"]
        .map { "xmlns:\($0 == "drawing" ? "draw" : $0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\"" }
        .joined(separator: " ")
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        + " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""

    /// What stands in the first table.
    var rows = ""
    /// What stands in `office:spreadsheet` before and behind the first table.
    var before = ""
    var behind = ""
    var styles = ""
    var mimetype: String? = Self.mediaType
    var manifestEntry = ""

    private var body: String {
        """
        <office:automatic-styles><style:style style:name="co1" style:family="table-column"/>\(styles)</office:automatic-styles>
        <office:body><office:spreadsheet><table:calculation-settings/>\(before)<table:table table:name="Cases">
        <table:table-column table:number-columns-repeated="16384"/>\(rows)</table:table>\(behind)
        <table:named-expressions/></office:spreadsheet></office:body>
        """
    }

    var content: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \(Self.namespaces) office:version=\"1.3\">"
            + "<office:scripts/>\(body)</office:document-content>"
    }

    var flat: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document \(Self.namespaces) office:version=\"1.3\" "
            + "office:mimetype=\"\(Self.mediaType)\"><office:meta/>\(body)</office:document>"
    }

    var zip: StoredZip {
        var zip = StoredZip()
        if let mimetype { zip.add("mimetype", mimetype) }
        zip.add("content.xml", content)
        zip.add(
            "META-INF/manifest.xml",
            """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
            <manifest:file-entry manifest:full-path="/" manifest:media-type="\(Self.mediaType)"/>
            <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">\(manifestEntry)\
            </manifest:file-entry></manifest:manifest>
            """)
        return zip
    }

    func open() throws -> ODSWorkbook { try ODSWorkbook(bytes: zip.bytes) }

    /// All cells of the first sheet as `B7:text`, with the kind behind it where it is no text.
    func cells(capacity: Int = 16, width: Int = 8) throws -> [String] {
        try read(open(), capacity: capacity, width: width).cells
    }

    /// A text cell.
    static func text(_ text: String, _ attributes: String = "") -> String {
        "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }

    static func row(_ cells: String, _ attributes: String = "") -> String {
        "<table:table-row \(attributes)>\(cells)</table:table-row>"
    }
}
