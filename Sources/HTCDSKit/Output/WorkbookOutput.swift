import HTCDSCells
import HTCDSFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A workbook that appears whole or not at all: its sheets take rows as CSV bytes, each sheet through a sink of its own.
final class WorkbookOutput {
    private let target: String
    private var file: TemporaryFile
    private var writer: XLSXTableWriter
    private var sheets: [WorkbookSheet] = []
    /// Opened early where the target is no file to be renamed to.
    private let stream: (any ByteSink)?
    /// Rows of a sheet at most, the header counted: fewer in tests.
    private let mostRows: Int

    /// - Parameter path: a file, a device, or `-` for standard output.
    init(path: String, mostRows: Int = XLSXTableWriter.mostRows) throws {
        target = path
        self.mostRows = mostRows
        var info = stat()
        var isStream = path == "-"
        if !isStream, stat(path, &info) == 0 {
            let kind = info.st_mode & S_IFMT
            guard kind != S_IFDIR else {
                throw ToolError(.cannotCreateOutput, "The output \(path) is a folder. Name a file.")
            }
            isStream = kind == S_IFCHR || kind == S_IFIFO
        }
        stream = isStream ? try OutputOpener.open(path) : nil
        file = try TemporaryFile(beside: isStream ? nil : path)
        writer = try Self.begin(file)
    }

    private static func begin(_ file: TemporaryFile) throws -> XLSXTableWriter {
        do { return try XLSXTableWriter(path: file.path, folder: TemporaryFile.folder) } catch {
            throw ToolError.wrapping(error)
        }
    }

    /// A sink for the rows of a sheet. Sheets stand in the order in which they are opened.
    /// - Parameter headerRow: row of the header, from 1, which a continuation repeats with what stands above it.
    func openSheet(_ name: String, headerRow: Int = 1) throws -> WorkbookSheet {
        let sheet = try WorkbookSheet(name, writer, headerRow: headerRow, mostRows: mostRows)
        sheets.append(sheet)
        return sheet
    }

    func commit() throws {
        do { try writer.close() } catch { throw ToolError.wrapping(error) }
        if let stream { try file.copy(to: stream) } else { try file.publish(as: target) }
    }

    /// Forgets all sheets, to start again.
    func restart() throws {
        let fresh = try TemporaryFile(beside: stream == nil ? target : nil)
        sheets = []
        writer = try Self.begin(fresh)
        file = fresh
    }
}

/// Takes rows as the CSV bytes of an encoder (RFC 4180, comma, LF between rows) and makes them a sheet.
///
/// A table that is longer than a sheet goes on in further ones (`cases-2`) under the same header.
final class WorkbookSheet: ByteSink {
    private let name: String
    private let writer: XLSXTableWriter
    private let headerRow: Int
    private let mostRows: Int
    private var sheet: XLSXTableWriter.Sheet
    private var number = 1
    private var isFull = false
    /// Rows that every continuation begins with, as texts by column.
    private var head: [[String]] = []
    private var row: [String] = []

    private let cell = ByteArena(capacity: 4_096)
    private var column = 0
    private enum State { case start, plain, quoted, quote }
    private var state = State.start

    init(_ name: String, _ writer: XLSXTableWriter, headerRow: Int, mostRows: Int) throws {
        self.name = name
        self.writer = writer
        self.headerRow = headerRow
        self.mostRows = mostRows
        do { sheet = try writer.addSheet(name) } catch { throw ToolError.wrapping(error) }
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        for byte in bytes {
            switch (state, byte) {
            case (.quoted, 0x22): state = .quote
            case (.quoted, _): cell.append(byte)
            case (.quote, 0x22):
                cell.append(byte)
                state = .quoted
            case (.start, 0x22): state = .quoted
            case (_, 0x2C): try endCell()
            case (_, 0x0A):
                try endCell()
                try endRow()
            default:
                cell.append(byte)
                state = .plain
            }
        }
    }

    private func endCell() throws {
        if isFull { try goOn() }
        if sheet.rows < headerRow, number == 1 {
            row.append(String(decoding: cell.contents, as: UTF8.self))
        }
        do {
            try writer.write(cell.bytes(at: 0, length: cell.count), column: column, of: &sheet)
        } catch { throw ToolError.wrapping(error) }
        cell.removeAll()
        column += 1
        state = .start
    }

    private func endRow() throws {
        writer.endRow(of: &sheet)
        column = 0
        if sheet.rows <= headerRow, number == 1 {
            head.append(row)
            row = []
        }
        if sheet.rows >= mostRows || sheet.bytes >= XLSXTableWriter.mostBytes { isFull = true }
    }

    /// Begins the next sheet of the table.
    private func goOn() throws {
        isFull = false
        number += 1
        do {
            sheet = try writer.addSheet("\(name.prefix(26))-\(number)")
            for texts in head {
                for (column, text) in texts.enumerated() {
                    var text = text
                    try text.withUTF8 { bytes in
                        guard let start = bytes.baseAddress else { return }
                        try writer.write(CellBytes(start: start, count: bytes.count), column: column, of: &sheet)
                    }
                }
                writer.endRow(of: &sheet)
            }
        } catch { throw ToolError.wrapping(error) }
    }

    func commit() throws {}
    func restart() throws {}
}
