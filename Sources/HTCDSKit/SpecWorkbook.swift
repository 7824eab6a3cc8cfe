import HTCDSFormats
import HTCDSSpec

/// A blank workbook of the core fields: one header row of official ids, drop-downs without macros.
///
/// It takes the place of the published spreadsheets, whose header rows do not agree with themselves.
enum SpecWorkbook {
    /// As many records as the drop-downs reach.
    static let blankRows = 10_000

    static func form(_ standard: HTCDSStandard) -> XLSXForm {
        let fields = standard.coreFields.filter { $0.status != .deprecated }
        let lists = Lists(fields)
        let id = XLSXForm.Column(
            header: "id", note: "Your own id of the case. Without one, records are numbered.", content: .text)
        return XLSXForm(
            title: "HTCDS \(standard.version)", name: "Cases",
            columns: [id] + fields.map { column($0, lists) }, blankRows: blankRows,
            pages: [about(fields), lists.page])
    }

    private static func column(_ field: FieldSpec, _ lists: Lists) -> XLSXForm.Column {
        let note = "\(field.label): \(field.definition)"
        let title = String(field.label.prefix(32))
        if let range = lists.ranges[field.id] {
            let several = field.kind == .multiselect
            let hint =
                several
                ? "Choose one, or type several codes with a semicolon between them. The codes are on the sheet Lists."
                : "Choose one of the codes. What they mean is on the sheet Lists."
            return XLSXForm.Column(
                header: field.id, note: note, hint: (title, hint),
                content: .choice(range: range, isOpen: several || field.isOpenList))
        }
        switch field.kind {
        case .date:
            return XLSXForm.Column(
                header: field.id, note: note,
                hint: (
                    title,
                    "A day, as 2019-03-04. If only the month or year is known, put an apostrophe before it: '2019-03"
                ),
                // Serial numbers that look like years fall before it.
                content: .date(firstYear: 1910))
        case .number, .geolocation: return XLSXForm.Column(header: field.id, note: note, content: .number)
        default: return XLSXForm.Column(header: field.id, note: note, content: .text)
        }
    }

    /// What the columns mean, to read. One text a row: ids and labels in cells of their own would be taken for headers.
    private static func about(_ fields: [FieldSpec]) -> XLSXForm.Page {
        let rows = fields.map { ["\($0.id) - \($0.label): \($0.definition)"] }
        return XLSXForm.Page(name: "About", rows: [["What the columns of the sheet Cases mean"]] + rows, widths: [140])
    }

    /// The codes, a pair of columns for each list: code and label.
    private struct Lists {
        let page: XLSXForm.Page
        /// Where the codes of a field stand.
        private(set) var ranges: [String: String] = [:]

        init(_ fields: [FieldSpec]) {
            var columns: [[String]] = []
            var rangeOfList: [CodeListID: String] = [:]
            for field in fields {
                let known: (id: CodeListID, codes: [(name: String, label: String)])?
                if field.kind == .checkbox {
                    known = (CodeListID(rawValue: "checkbox"), [("true", "Yes"), ("false", "No")])
                } else if let id = field.codeList, let codes = Catalogues.codes(of: field) {
                    known = (id, codes)
                } else {
                    known = nil
                }
                guard let known else { continue }
                if rangeOfList[known.id] == nil {
                    let letter = Self.letters(columns.count)
                    rangeOfList[known.id] = "Lists!$\(letter)$2:$\(letter)$\(known.codes.count + 1)"
                    columns.append(["Codes of \(field.id)"] + known.codes.map(\.name))
                    columns.append(["in words"] + known.codes.map(\.label))
                }
                ranges[field.id] = rangeOfList[known.id]
            }
            let height = columns.map(\.count).max() ?? 0
            let rows = (0..<height).map { row in columns.map { row < $0.count ? $0[row] : "" } }
            page = XLSXForm.Page(name: "Lists", rows: rows, widths: columns.map { _ in 34 })
        }

        /// The name of a column in a spreadsheet, from 0: A, Z, AA.
        private static func letters(_ column: Int) -> String {
            let last = String(UnicodeScalar(UInt8(65 + column % 26)))
            return column < 26 ? last : letters(column / 26 - 1) + last
        }
    }
}
