import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// One table of a file (a CSV, a sheet, the records of an XML document), ready to be read: its mapping is compiled.
final class Table {
    enum Reader {
        case csv(CSVFile)
        case batches(any BatchReader)
    }

    let file: Int
    let format: String
    let sheetName: String?
    let plan: MappingPlan
    let validator: Validator
    let reader: Reader
    let names: ShownNames
    /// Row of the header, 0 where there is none.
    let headerRow: Int
    let hasSchema: Bool
    let encoding: Report.Source.Encoding
    let judging: Judging
    /// Columns the header has.
    let columnCount: Int
    /// Columns that no field is read from and that are not dropped.
    let unreadColumns: [Int]
    /// The slots that counts of fields are taken from: those of the first thing that has the field.
    let mainSlots: Set<Int>
    /// Where the sheet is the form of one case: the column of what was filled in, from 0.
    var formColumn: Int?
    /// Number of its sheet in the workbook, from 0; nil for other formats.
    var sheetNumber: Int?
    /// Whether it is a sheet that a spreadsheet program does not show.
    var isHidden = false
    /// Rows around the records that are none, and why.
    struct PassedOver {
        let why: String
        let count: Int
    }
    private let foundAbove: [PassedOver]

    /// Rows with text that are no records, besides those that units count; complete once all of the table is read.
    var passedOver: [PassedOver] {
        let text: CSVFile?
        if case .csv(let file) = reader { text = file } else { text = joined?.file }
        guard let file = text else { return foundAbove }
        let rows = file.passedOver
        return [
            // What stands above a header whose row the mapping names is a part of the form.
            PassedOver(
                why: "line above the header",
                count: plan.document.source.headerRow == nil ? rows.linesAboveHeader : 0),
            PassedOver(why: "comment", count: rows.comments),
            PassedOver(why: "row of HXL hashtags", count: rows.tagRows),
            PassedOver(why: "row between the header and the data", count: rows.rowsAboveData),
            PassedOver(why: "footer", count: rows.footers), PassedOver(why: "blank row", count: rows.blankRows),
        ]
    }

    private(set) var xml: XMLRecordReader?
    private(set) var json: JSONRecordReader?
    var spreadsheet: SpreadsheetReader?

    /// Whether records stand in rows of a sheet.
    var isSpreadsheet: Bool { format == "xlsx" || format == "ods" }

    /// The place of a cell in a tree, as XPath or JSON Pointer.
    /// - Parameter row: number of the record in its file, from 1.
    func path(row: Int, column: Int) -> String? {
        xml?.path(record: row, column: column) ?? json?.pointer(record: row - 1, column: column)
    }

    /// The tables that are joined to this one.
    struct Joined {
        let reader: JoinedReader
        /// The text that the main rows are read from, nil for a sheet.
        let file: CSVFile?
        let related: [RelatedSource]

        init(_ reader: JoinedReader, _ file: CSVFile?, _ related: [RelatedSource]) {
            self.reader = reader
            self.file = file
            self.related = related
        }
    }
    let joined: Joined?

    /// The table and column that a column was joined from, nil for the main table's own.
    func origin(ofColumn column: Int) -> (source: RelatedSource, column: SourceColumn)? {
        guard let joined, let origin = joined.reader.origin(ofColumn: column),
            let source = joined.related.first(where: { $0.section.name == origin.join }), origin.column >= 0
        else { return nil }
        let known = source.table.columns
        return (
            source,
            origin.column < known.count ? known[origin.column] : SourceColumn(number: origin.column, name: nil)
        )
    }

    init(
        file: Int, format: String, sheetName: String?, plan: MappingPlan, reader: Reader, headerNames: [String],
        headerRow: Int, encoding: Report.Source.Encoding, judging: Judging = .standard, passedOver: [PassedOver] = [],
        hasSchema: Bool = false, joined: Joined? = nil
    ) {
        self.judging = judging
        self.joined = joined
        self.hasSchema = hasSchema
        self.file = file
        self.format = format
        self.sheetName = sheetName
        self.plan = plan
        self.reader = reader
        self.headerRow = headerRow
        self.encoding = encoding
        let read = Set(plan.layout.slots.flatMap(\.columns))
        unreadColumns = plan.layout.columns.filter { $0.fate != .dropped && !read.contains($0.column.number) }.map(
            \.column.number)
        var mains: [Int: Int] = [:]
        for (number, slot) in plan.layout.slots.enumerated() where mains[slot.field.number] == nil {
            mains[slot.field.number] = number
        }
        mainSlots = Set(mains.values)
        foundAbove = passedOver
        columnCount = plan.columnCount
        names = ShownNames(header: headerNames + (joined?.related.flatMap(\.header) ?? []), layout: plan.layout)
        validator = Validator(
            RuleContext(
                standard: .v2_0, layout: plan.layout, format: format,
                columnCount: joined?.reader.mainCount ?? plan.columnCount,
                hasSchema: hasSchema, hasRelatedTables: joined != nil, asOf: plan.asOf,
                mapping: plan.document.name, profile: judging.profile.profile,
                suppressions: judging.suppressions(file: file, sheet: sheetName)))
        if case .batches(let batches) = reader {
            xml = batches as? XMLRecordReader
            json = batches as? JSONRecordReader
            spreadsheet = batches as? SpreadsheetReader
        }
    }

    /// Whether columns may turn up that ask for a plan of their own.
    var grows: Bool { joined != nil || (plan.growsByThings && (xml != nil || json != nil)) }

    /// The same table with all columns that are known by now.
    func grown() -> Table {
        let grown = Table(
            file: file, format: format, sheetName: sheetName,
            plan: plan.recompiled(columns: columns), reader: reader, headerNames: [], headerRow: headerRow,
            encoding: encoding, judging: judging, hasSchema: hasSchema, joined: joined)
        grown.sheetNumber = sheetNumber
        return grown
    }

    /// The columns known by now: trees learn of new ones.
    var columns: [SourceColumn] {
        switch reader {
        case .csv(let file): file.columns
        case .batches(let batches): batches.columns
        }
    }
}

/// Which headers may be shown. A header row that holds dates, phones, e-mails or numbers is no header row but a person's
/// data: then only what the mapping recognises is named.
struct ShownNames {
    let isSafe: Bool
    private let recognised: Set<Int>
    private let columns: [ColumnFate]

    init(header: [String], layout: RecordLayout) {
        isSafe = !header.contains { ShownNames.looksLikeData($0) }
        columns = layout.columns
        recognised = Set(
            layout.columns.filter { $0.fate == .mapped || $0.fate == .dropped || $0.name != nil }.map(\.column.number))
    }

    static func looksLikeData(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return false }
            return ValueShape.looksLikeData(CellBytes(start: start, count: bytes.count))
        }
    }

    static func shape(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return "empty" }
            return ValueShape.describe(CellBytes(start: start, count: bytes.count))
        }
    }

    /// What a column may be called.
    func column(_ column: SourceColumn) -> String {
        if let given = column.number < columns.count ? columns[column.number].name : nil { return given }
        guard let name = column.name else { return "column \(column.letters)" }
        if isSafe || recognised.contains(column.number) {
            return column.occurrence > 1 ? "\(name)[\(column.occurrence)]" : name
        }
        return "column \(column.letters) (\(ShownNames.shape(name)))"
    }

    /// What a file or sheet may be called.
    func file(_ name: String) -> String {
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        return isSafe && !ShownNames.looksLikeData(stem.isEmpty ? name : stem) && !name.contains("@")
            ? name : "a file (\(ShownNames.shape(name)))"
    }

    func sheet(_ name: String?) -> String? {
        guard let name else { return nil }
        return isSafe && !ShownNames.looksLikeData(name) ? name : "a sheet (\(ShownNames.shape(name)))"
    }
}
