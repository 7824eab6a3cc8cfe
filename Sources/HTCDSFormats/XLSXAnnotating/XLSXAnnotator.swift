/// Makes a copy of a workbook with cells coloured and a sheet of things to do in front.
///
/// Only the sheets that are touched and the parts that speak of sheets and formats are written anew, and of these what is
/// not changed stays byte for byte; all other parts keep even their compressed bytes. Nothing is calculated, no macro is
/// looked at. Memory: the marks, and one row of a sheet at a time; patched parts wait in a ``NamelessFile``.
public final class XLSXAnnotator {
    /// Names of the sheets in the order of the workbook.
    public let sheetNames: [String]
    /// Whether somebody signed the workbook: a signature does not hold for the copy.
    public let isSigned: Bool

    public struct Outcome: Sendable {
        /// The name of the new sheet.
        public var sheetName: String
        /// Whether the workbook has as many cell formats as there may be, so that some cells stay without colour.
        public var lacksFormats: Bool
    }

    private let archive: ZipArchive
    private let workbookPart: String
    private let relationships = RelationshipsReader()
    private let sheetParts: [String?]
    private let isStrict: Bool

    /// - Throws: `FormatError`, as for a workbook that is read.
    public init(path: String) throws {
        let archive = try ZipArchive(path: path)
        self.archive = archive
        workbookPart = try XLSXWorkbook.workbookPart(archive)
        let workbook = WorkbookReader()
        try XLSXWorkbook.read(workbook, workbookPart, archive)
        try XLSXWorkbook.read(relationships, PartName.relationships(of: workbookPart), archive)
        sheetNames = workbook.sheets.map(\.name)
        let (relationships, part) = (relationships, workbookPart)
        sheetParts = workbook.sheets.map { sheet in
            guard let found = relationships.byID[sheet.relationship], found.kind == "worksheet" else { return nil }
            return PartName.resolve(found.target, from: part)
        }
        isSigned = archive.names.contains { $0.lowercased().hasPrefix("_xmlsignatures/") }
        isStrict = relationships.all.contains { $0.type.hasPrefix(Self.strict) }
    }

    private static let strict = "http://purl.oclc.org/ooxml/"
    private var relationshipNamespace: String {
        isStrict
            ? Self.strict + "officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }
    private var mainNamespace: String {
        isStrict
            ? Self.strict + "spreadsheetml/main" : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }

    /// Writes the copy.
    ///
    /// - Parameters:
    ///   - marks: by the number of the sheet, from 0.
    ///   - header: what stands above the eight columns of the list.
    ///   - closing: a sentence below it.
    ///   - descriptor: an open, empty file. Stays open.
    /// - Throws: `FormatError`.
    public func write(
        marks: [Int: CellMarks], rows: [ToDoRow], header: [String], closing: String?, to descriptor: Int32
    ) throws -> Outcome {
        var rewriter = ZipRewriter(archive)
        let stylesPart = relationships.all.first { $0.kind == "styles" }
            .flatMap { PartName.resolve($0.target, from: workbookPart) }
        let stylesEntry = stylesPart.flatMap { archive.entry($0) }
        let styles = try StylesPatcher(
            try stylesEntry.map { try read($0) }, part: stylesPart ?? "styles", namespace: mainNamespace)
        var lacksFormats = false
        for (index, own) in try marksByPart(marks).sorted(by: { $0.key < $1.key }) {
            guard let entry = archive.all.first(where: { $0.index == index }) else { continue }
            let output = try SpooledPart()
            let source = try archive.source(of: entry)
            try SheetPatcher(source, part: entry.name, marks: own, to: output) { base, level in
                let number = styles.format(like: base, level)
                if number == nil { lacksFormats = true }
                return number
            }.run()
            rewriter.replaced[index] = output
        }
        let folder = workbookPart.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let part = unused("worksheets/todo", in: folder)
        let name = ToDoSheet.name(beside: sheetNames)
        var added = [(id: unusedID("rIdToDo"), type: relationshipNamespace + "/worksheet", target: part)]
        var types = [(name: folder + part, type: Self.type("worksheet"))]
        let sheet = try SpooledPart()
        try ToDoSheet(formats: styles.toDo, namespace: mainNamespace, sheetNames: sheetNames)
            .write(rows, header: header, closing: closing, to: sheet)
        rewriter.added.append((folder + part, sheet))
        if let stylesEntry {
            rewriter.replaced[stylesEntry.index] = try spooled(styles.patched())
        } else {
            let part = unused("styles", in: folder)
            added.append((unusedID("rIdStyles"), relationshipNamespace + "/styles", part))
            types.append((folder + part, Self.type("styles")))
            rewriter.added.append((folder + part, try spooled(styles.patched())))
        }
        try replace(workbookPart, in: &rewriter) { [relationshipNamespace] bytes, part in
            try PackagePatches.workbook(
                bytes, part: part,
                adding: .init(name: name, relationship: added[0].id, namespace: relationshipNamespace))
        }
        try replace(PartName.relationships(of: workbookPart), in: &rewriter) {
            try PackagePatches.relationships($0, part: $1, adding: added)
        }
        try replace("[Content_Types].xml", in: &rewriter) { bytes, _ in
            try PackagePatches.contentTypes(bytes, adding: types)
        }
        try rewriter.write(to: descriptor)
        return Outcome(sheetName: name, lacksFormats: lacksFormats || styles.toDo == nil)
    }

    private static func type(_ kind: String) -> String {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.\(kind)+xml"
    }

    private func marksByPart(_ marks: [Int: CellMarks]) throws -> [UInt64: CellMarks] {
        var result: [UInt64: CellMarks] = [:]
        for (sheet, own) in marks where sheetParts.indices.contains(sheet) && !own.isEmpty {
            guard let part = sheetParts[sheet], let entry = archive.entry(part) else { continue }
            result[entry.index, default: CellMarks()].merge(own)
        }
        for index in result.keys { result[index]?.sort() }
        return result
    }

    // MARK: Names

    private func unused(_ stem: String, in folder: String) -> String {
        let names = [stem] + (2...10_001).map { "\(stem)\($0)" }
        return (names.first { archive.entry("\(folder)\($0).xml") == nil } ?? stem) + ".xml"
    }

    private func unusedID(_ stem: String) -> String {
        let taken = Set(relationships.ids.map { $0.lowercased() })
        let names = [stem] + (2...10_001).map { "\(stem)\($0)" }
        return names.first { !taken.contains($0.lowercased()) } ?? stem
    }

    // MARK: Parts

    private func read(_ entry: ZipArchive.Entry) throws -> [UInt8] {
        let source = try archive.source(of: entry, limit: PathCollector.partLimit)
        var result: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return result }
            result += block[..<count]
        }
    }

    private func spooled(_ bytes: [UInt8]) throws -> SpooledPart {
        let part = try SpooledPart()
        try part.append(bytes)
        try part.flush()
        return part
    }

    private func replace(
        _ part: String, in rewriter: inout ZipRewriter, _ patch: (_ bytes: [UInt8], _ part: String) throws -> [UInt8]
    ) throws {
        guard let entry = archive.entry(part) else { throw ZipFault.broken("A part of it is missing.", part: part) }
        rewriter.replaced[entry.index] = try spooled(try patch(try read(entry), entry.name))
    }
}
