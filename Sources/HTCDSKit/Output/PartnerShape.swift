import Foundation
import HTCDSFormats
import HTCDSMapping

/// A partner's shape that records are written in: a mapping turned round, and the form of the file.
struct PartnerShape {
    enum Form: String, CaseIterable { case csv, xlsx, xml, json, ndjson }

    let mapping: LoadedMapping
    let form: Form

    /// The form is the one that is asked for or the output's name ends in, else the first one that the mapping reads.
    /// - Throws: `ToolError` where the mapping reads no such form.
    init(_ mapping: LoadedMapping, form wanted: String?, output: String) throws {
        self.mapping = mapping
        let source = mapping.document.source
        if let version = mapping.document.upgradesFrom {
            throw ToolError(
                .usage,
                "The mapping \(mapping.document.name) reads HTCDS \(version), which nothing is written in any more. Write "
                    + "htcds.")
        }
        let form = try Self.choose(
            among: Form.allCases.filter { source.reads($0.rawValue) }, wanted, mapping, output: output)
        self.form = form
        if form == .csv, let name = source.encoding, let encoding = TextEncoding(name: name), encoding != .utf8 {
            throw ToolError(
                .usage,
                "The mapping \(mapping.document.name) reads \(encoding.name), and only UTF-8 is written. "
                    + "Take the encoding out of the mapping, or let the reader find it.")
        }
    }

    /// The form of the standard's own records that a mapping of such records stands for.
    static func form(
        of records: RecordsForm, _ wanted: String?, _ mapping: LoadedMapping, output: String
    ) throws -> Conversion.Format {
        switch try choose(among: records == .xml ? [.xml] : [.ndjson, .json], wanted, mapping, output: output) {
        case .xml: .xml
        case .json: .json
        default: .ndjson
        }
    }

    private static func choose(
        among readable: [Form], _ wanted: String?, _ mapping: LoadedMapping, output: String
    ) throws -> Form {
        let ending = output.split(separator: "/").last.flatMap { $0.split(separator: ".").dropFirst().last }
        let named = (wanted ?? ending.map { $0.lowercased() }).flatMap { Form(rawValue: $0) }
        if let named, !readable.contains(named) {
            throw ToolError(
                .usage,
                "The mapping \(mapping.document.name) reads no \(named.rawValue), so none is written in its shape. "
                    + "There is \(readable.map(\.rawValue).joined(separator: ", ")).")
        }
        guard let form = named ?? readable.first else {
            throw ToolError(.usage, "Nothing can be written in the shape of the mapping \(mapping.document.name).")
        }
        return form
    }

    /// What `--to mapping:NAME` names, nil for another text.
    static func named(_ text: String) -> String? {
        text.hasPrefix("mapping:") ? String(text.dropFirst("mapping:".count)) : nil
    }

    /// The sheet of a workbook in this shape.
    var sheetName: String { String((mapping.document.source.sheet ?? "Sheet1").prefix(31)) }
    /// The sheet of a related table, as the mapping knows it.
    func sheetName(ofTable name: String) -> String {
        String((mapping.document.tables.first { $0.name == name }?.sheet ?? name).prefix(31))
    }

    /// What the name of a related table's file ends in, before `.csv`: what the mapping knows it by.
    func fileEnding(ofTable name: String) -> String {
        guard let ending = mapping.document.tables.first(where: { $0.name == name })?.file, let first = ending.first
        else { return ".\(name)" }
        return first.isLetter || first.isNumber ? ".\(ending)" : ending
    }

    var headerRow: Int { PartnerCSVEncoder.headerRow(of: mapping.document) }

    func makeEncoder(_ back: WayBack, _ table: Table) -> any RecordEncoder & PartnerEncoder {
        if !mapping.document.tables.isEmpty, form == .csv || form == .xlsx {
            return PartnerTablesEncoder(back, columns: table.columns, isSheet: form == .xlsx)
        }
        return switch form {
        case .csv: PartnerCSVEncoder(back, columns: table.columns, isSheet: false)
        case .xlsx: PartnerCSVEncoder(back, columns: table.columns, isSheet: true)
        case .xml: PartnerXMLEncoder(back, columns: table.columns)
        case .json: PartnerJSONEncoder(back, columns: table.columns, asArray: true)
        case .ndjson: PartnerJSONEncoder(back, columns: table.columns, asArray: false)
        }
    }
}
