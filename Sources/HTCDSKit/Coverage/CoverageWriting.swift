import HTCDSCells
import HTCDSFindings

/// Writes what an export covers.
public enum CoverageWriting {
    public enum Format: String, Sendable, CaseIterable { case table, json }

    /// - Parameter path: a file, which appears whole or not at all, or `-` for standard output.
    /// - Throws: `ToolError`.
    public static func write(_ coverage: Coverage, format: Format, to path: String) throws {
        let bytes: [UInt8] =
            switch format {
            case .table: Array(CoverageText.text(coverage).utf8)
            case .json: json(coverage)
            }
        do {
            let sink = try OutputOpener.open(path)
            try bytes.withUnsafeBufferPointer { try sink.write($0) }
            try sink.commit()
        } catch { throw ToolError.wrapping(error) }
    }

    /// Every key is always there; what is not known is null.
    private static func json(_ coverage: Coverage) -> [UInt8] {
        let arena = ByteArena(capacity: 64 * 1024)
        var writer = JSONWriter(arena)
        let report = coverage.report
        writer.beginObject()
        writer.key("coverage")
        writer.integer(1)
        writer.key("mapping")
        writer.string(report.judgedBy.mapping.name)
        writer.key("sources")
        writer.beginArray()
        for source in report.sources { writer.string(source.name) }
        writer.endArray()
        writer.key("records")
        writer.integer(report.records.read)
        writer.key("fields")
        writer.beginArray()
        for field in coverage.fields { append(field, &writer) }
        writer.endArray()
        writer.key("unusedColumns")
        writer.beginArray()
        for column in report.columns.unused { writer.string(column) }
        writer.endArray()
        writer.endObject()
        arena.append(0x0A)
        return Array(arena.contents)
    }

    private static func append(_ field: Coverage.Field, _ writer: inout JSONWriter) {
        func text(_ key: StaticString, _ text: String?) {
            writer.key(key)
            if let text { writer.string(text) } else { writer.null() }
        }
        writer.beginObject()
        text("field", field.id)
        writer.key("core")
        writer.bool(field.core)
        text("state", field.state.rawValue)
        text("why", field.why)
        text("column", field.column)
        writer.key("filled")
        writer.integer(field.filled)
        writer.key("matched")
        writer.integer(field.matched)
        writer.key("misfits")
        writer.beginArray()
        for misfits in field.misfits {
            writer.beginObject()
            text("column", misfits.column)
            writer.key("cells")
            writer.integer(misfits.cells)
            writer.key("shown")
            writer.beginArray()
            for value in misfits.shown {
                writer.beginObject()
                text("value", value.text)
                writer.key("count")
                writer.integer(value.count)
                writer.endObject()
            }
            writer.endArray()
            writer.key("hidden")
            writer.integer(misfits.hidden)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
