/// Names and namespaces of OpenDocument as one parser's dictionary holds them: compared by address.
///
/// Source: OpenDocument 1.3, part 3, 2.2.2 (namespaces).
struct ODSNames {
    // Namespaces.
    var office, table, text, style, calcext: XMLName?
    // The document.
    var documentContent, document, automaticStyles, styleElement, tableProperties, body, spreadsheet: XMLName?
    // A sheet. `table:table` and the attribute names share their addresses with other names of the same spelling.
    var tableElement, rows, headerRows, rowGroup, row, cell, coveredCell: XMLName?
    // Attributes.
    var name, styleName, family, display, rowsRepeated, columnsRepeated, visibility, rowsSpanned,
        columnsSpanned: XMLName?
    var valueType, value, dateValue, timeValue, booleanValue, stringValue, formula, count: XMLName?
    // Text.
    var paragraph, heading, space, tab, lineBreak, script, note, ruby: XMLName?

    init() {}

    init(_ parser: XMLPushParser) {
        func namespace(_ name: String) -> XMLName? { parser.name("urn:oasis:names:tc:opendocument:xmlns:\(name):1.0") }
        office = namespace("office")
        table = namespace("table")
        text = namespace("text")
        style = namespace("style")
        // LibreOffice's own; it says which cells are errors, which the standard has no word for.
        calcext = parser.name("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")
        documentContent = parser.name("document-content")
        document = parser.name("document")
        automaticStyles = parser.name("automatic-styles")
        styleElement = parser.name("style")
        tableProperties = parser.name("table-properties")
        body = parser.name("body")
        spreadsheet = parser.name("spreadsheet")
        tableElement = parser.name("table")
        rows = parser.name("table-rows")
        headerRows = parser.name("table-header-rows")
        rowGroup = parser.name("table-row-group")
        row = parser.name("table-row")
        cell = parser.name("table-cell")
        coveredCell = parser.name("covered-table-cell")
        name = parser.name("name")
        styleName = parser.name("style-name")
        family = parser.name("family")
        display = parser.name("display")
        rowsRepeated = parser.name("number-rows-repeated")
        columnsRepeated = parser.name("number-columns-repeated")
        visibility = parser.name("visibility")
        rowsSpanned = parser.name("number-rows-spanned")
        columnsSpanned = parser.name("number-columns-spanned")
        valueType = parser.name("value-type")
        value = parser.name("value")
        dateValue = parser.name("date-value")
        timeValue = parser.name("time-value")
        booleanValue = parser.name("boolean-value")
        stringValue = parser.name("string-value")
        formula = parser.name("formula")
        count = parser.name("c")
        paragraph = parser.name("p")
        heading = parser.name("h")
        space = parser.name("s")
        tab = parser.name("tab")
        lineBreak = parser.name("line-break")
        script = parser.name("script")
        note = parser.name("note")
        ruby = parser.name("ruby-text")
    }
}

extension XMLAttributes {
    /// The namespace of attribute `index`, nil outside the list and for attributes without a prefix.
    func namespace(_ index: Int) -> XMLName? {
        guard let base, index >= 0, index < count else { return nil }
        return base[index * 5 + 2]
    }

    /// The value of the attribute of this name and namespace, as text.
    func text(_ name: XMLName?, in namespace: XMLName?) -> String? {
        for index in 0..<count {
            if let attribute = self(index), attribute.name == name, self.namespace(index) == namespace {
                return String(decoding: attribute.value, as: UTF8.self)
            }
        }
        return nil
    }
}
