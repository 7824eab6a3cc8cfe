import Foundation
import TestSupport

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The first sheet of a published field standard (.ods), unpacked with the system's `unzip`.
struct PublishedSheet {
    struct NotReadable: Error {}

    /// Row numbers from 1, each with its cells by heading; lines of a cell joined by line feeds.
    let rows: [(number: Int, cells: [String: String])]

    init(path: String) throws {
        let unzipped = try Spawn.capture(["unzip", "-p", path, "content.xml"])
        let collector = Collector()
        let parser = XMLParser(data: unzipped.output)
        parser.delegate = collector
        guard unzipped.status == 0, parser.parse(), let head = collector.rows.first else { throw NotReadable() }
        rows = collector.rows.dropFirst().map { row in
            var cells: [String: String] = [:]
            for (heading, text) in zip(head.cells, row.cells) where !heading.isEmpty { cells[heading] = text }
            return (number: row.number, cells: cells)
        }
    }

    /// Follows the table elements of OpenDocument; a repeated blank row or cell is counted, not kept.
    private final class Collector: NSObject, XMLParserDelegate {
        var rows: [(number: Int, cells: [String])] = []
        private var nextRow = 1
        private var rowRepeats = 1
        private var cells: [String] = []
        private var cellRepeats = 1
        private var lines: [String]?
        private var tables = 0
        private var inAnnotation = false

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            switch name {
            case "table:table": tables += 1
            case "table:table-row":
                rowRepeats = attributes["table:number-rows-repeated"].flatMap { Int($0) } ?? 1
                cells = []
            case "table:table-cell", "table:covered-table-cell":
                cellRepeats = attributes["table:number-columns-repeated"].flatMap { Int($0) } ?? 1
                lines = []
            case "office:annotation": inAnnotation = true
            case "text:p" where !inAnnotation: lines?.append("")
            case "text:line-break" where !inAnnotation: append("\n")
            case "text:s" where !inAnnotation:
                append(String(repeating: " ", count: attributes["text:c"].flatMap { Int($0) } ?? 1))
            default: break
            }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if !inAnnotation { append(text) }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            switch name {
            case "office:annotation": inAnnotation = false
            case "table:table-cell", "table:covered-table-cell":
                let text = (lines ?? []).joined(separator: "\n")
                // The last blank cell of a row is repeated to the end of the sheet.
                if cells.count < 64 {
                    cells.append(contentsOf: repeatElement(text, count: min(cellRepeats, 64)))
                }
                lines = nil
            case "table:table-row":
                if tables == 1, cells.contains(where: { !$0.isEmpty }) { rows.append((nextRow, cells)) }
                nextRow += rowRepeats
            default: break
            }
        }

        private func append(_ text: String) {
            guard let last = lines?.indices.last else { return }
            lines?[last] += text
        }
    }
}
