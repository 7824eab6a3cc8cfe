import HTCDSFindings
import HTCDSFormats
import HTCDSReports

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The partner's own workbook back, with what is to be repaired coloured and listed.
///
/// Refuses what it cannot do before any work: only one workbook (`.xlsx`, `.xlsm`) or CSV files can be given back.
final class Annotation {
    private enum Kind { case workbook, texts }

    private let paths: [String]
    private let target: String
    private let kind: Kind
    private let file: TemporaryFile
    let collector: AnnotationCollector
    private let words: ToDoWords

    /// - Throws: `ToolError` with `.usage` for files that cannot be given back, `.cannotCreateOutput`, `.missingInput`.
    init(_ paths: [String], to target: String, options: RunOptions) throws {
        self.paths = paths
        self.target = target
        kind = try Self.kind(of: paths, options)
        guard target != "-" else {
            throw ToolError(.usage, "The annotated workbook holds the data. Name a file for it with --annotate.")
        }
        var info = stat()
        if stat(target, &info) == 0, (info.st_mode & S_IFMT) != S_IFREG {
            throw ToolError(.cannotCreateOutput, "The output \(target) is a folder or a device. Name a file.")
        }
        try Self.demandEnding(of: target, for: paths, kind)
        file = try TemporaryFile(beside: target)
        words = ToDoWords(options.language)
        collector = AnnotationCollector(filesAreSheets: kind == .texts, language: options.language)
    }

    /// Excel opens a workbook only under the ending of its kind.
    private static func demandEnding(of target: String, for paths: [String], _ kind: Kind) throws {
        let hasMacros = kind == .workbook && paths.allSatisfy { $0.lowercased().hasSuffix(".xlsm") }
        let ending = hasMacros ? ".xlsm" : ".xlsx"
        guard !target.lowercased().hasSuffix(ending) else { return }
        let name = InputFile.name(target)
        let stem = [".xlsx", ".xlsm"].contains { name.lowercased().hasSuffix($0) } ? String(name.dropLast(5)) : name
        throw ToolError(
            .usage, "--annotate writes a workbook\(hasMacros ? " with macros" : ""): name it \(stem)\(ending).")
    }

    private static func kind(of paths: [String], _ options: RunOptions) throws -> Kind {
        guard !paths.contains("-") else {
            throw ToolError(.usage, "--annotate reads its file twice, so it cannot be standard input. Give a file.")
        }
        let formats = try paths.map { try format(of: $0, options) }
        if formats.allSatisfy({ $0 == "csv" }) { return .texts }
        guard formats.allSatisfy({ $0 == "xlsx" }) else {
            let other = formats.first { $0 != "csv" && $0 != "xlsx" }
            throw ToolError(
                .usage,
                other.map { "--annotate cannot give back \($0). It needs one .xlsx workbook, or CSV files." }
                    ?? "--annotate needs one .xlsx workbook, or CSV files, not both. Check them one kind at a time.")
        }
        guard formats.count == 1 else {
            throw ToolError(
                .usage, "--annotate gives back one workbook. Check the \(formats.count) workbooks one at a time.")
        }
        return .workbook
    }

    private static func format(of path: String, _ options: RunOptions) throws -> String {
        let input = try InputFile(path: path, forced: options.inputFormat)
        guard input.format == "xlsx", XLSXWorkbook.isZip(prefix: input.prefix) else { return input.format }
        if let zip = try? ZipTables(path: path), !ZipTables.isWorkbook(zip.entries) { return "a ZIP file of tables" }
        // What is no workbook at all is told by the run, in its own words.
        return (try? SpreadsheetFormat.open(path: path))?.format.rawValue ?? "xlsx"
    }

    /// Writes the copy.
    /// - Parameter run: a run that ended with its report.
    /// - Returns: what the user is to know of it, a sentence each.
    /// - Throws: `ToolError`.
    func write(after run: DataSetRun) throws -> [String] {
        do {
            var notes = [
                "\(target) is a copy of the data itself, with what is to be repaired; only you can read it."
            ]
            var source = paths[0]
            var copy: TemporaryFile?
            if kind == .texts {
                let made = try TemporaryFile(beside: target)
                notes += try TextWorkbook(run, to: made.path).write()
                (copy, source) = (made, made.path)
            }
            defer { _ = copy }
            let annotator = try XLSXAnnotator(path: source)
            let (rows, more) = collector.rows
            let descriptor = open(file.path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw ToolError(.cannotCreateOutput, "The output \(target) cannot be written.")
            }
            defer { close(descriptor) }
            let closing = rows.isEmpty ? words.nothing : more > 0 ? words.more(more) : nil
            let outcome = try annotator.write(
                marks: collector.marks, rows: rows, header: words.header, closing: closing, to: descriptor)
            try file.publish(as: target)
            if more > 0 {
                notes.append(
                    "The sheet \(outcome.sheetName) lists the first \(rows.count) findings, and not \(more) more.")
            }
            if outcome.lacksFormats {
                notes.append("The workbook has as many cell formats as Excel opens, so some cells stay without colour.")
            }
            if annotator.isSigned {
                notes.append("The workbook is signed; the signature does not hold for the copy.")
            }
            return notes
        } catch { throw ToolError.wrapping(error, file: InputFile.name(target)) }
    }
}
