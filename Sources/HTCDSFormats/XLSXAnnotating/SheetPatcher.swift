import HTCDSCells

/// Colours cells of a worksheet part while it is copied: everything else of it stays byte for byte.
///
/// A cell gets another format (`s`), and one that is not there is put in, with its row if need be. Memory: one row that
/// has a mark. Source: ECMA-376-1, 18.3.1.4 (c), 18.3.1.73 (row), 18.3.1.80 (sheetData).
final class SheetPatcher {
    /// The longest row that is held, in bytes of XML.
    private static let longestRow = 256 << 20

    private let pieces: XMLPieces
    private let output: SpooledPart
    private let marks: CellMarks
    private let part: String
    /// The format of a cell that looks like another, coloured.
    private let format: (_ base: Int, _ level: CellLevel) -> Int?
    private var next = 0
    private var columnFormats: [(columns: ClosedRange<Int>, format: Int)] = []

    /// - Parameter marks: sorted.
    init(
        _ source: any ByteSource, part: String, marks: CellMarks, to output: SpooledPart,
        format: @escaping (Int, CellLevel) -> Int?
    ) {
        pieces = XMLPieces(source, part: part)
        self.output = output
        self.marks = marks
        self.part = part
        self.format = format
    }

    func run() throws {
        var path: [String] = []
        while let kind = try pieces.next() {
            guard kind == .start || kind == .end || kind == .empty else {
                try copy()
                continue
            }
            if kind == .end {
                path = path.dropLast()
                try copy()
                continue
            }
            let tag = pieces.bytes { XMLTag($0) }
            switch (path.count, tag.localName) {
            case (1, "dimension"): try output.append(widened(tag))
            case (1, "sheetData"):
                let (start, end) = tag.opened
                try output.append(start)
                try rows(tag, isEmpty: kind == .empty)
                try output.append(end)
                // The end tag was copied.
                continue
            case (2, "col") where path.last == "cols":
                note(tag)
                try copy()
            default: try copy()
            }
            if kind == .start { path.append(tag.localName) }
        }
        try output.flush()
    }

    private func copy() throws { try pieces.bytes { try output.append($0) } }

    /// The range that is used, as a hint to whoever reads the sheet.
    private func widened(_ tag: XMLTag) -> [UInt8] {
        guard let used = tag.value("ref"), marks.count > 0 else { return tag.bytes }
        let ends = used.split(separator: ":").map { text in Array(text.utf8).withUnsafeBufferPointer { CellAddress($0) }
        }
        guard ends.count <= 2, let low = ends.first ?? nil, let high = ends.last ?? nil else { return tag.bytes }
        var (top, left, bottom, right) = (low.row, low.column, high.row, high.column)
        for index in 0..<marks.count {
            let mark = marks[index]
            (top, bottom) = (min(top, mark.row), max(bottom, mark.row))
            (left, right) = (min(left, mark.column), max(right, mark.column))
        }
        guard (top, left, bottom, right) != (low.row, low.column, high.row, high.column) else { return tag.bytes }
        return tag.setting([
            ("ref", "\(SourceColumn.letters(left))\(top):\(SourceColumn.letters(right))\(bottom)")
        ])
    }

    private func note(_ tag: XMLTag) {
        guard let low = tag.number("min"), let high = tag.number("max"), let format = tag.number("style"), low >= 1,
            high >= low, columnFormats.count < CellAddress.columns
        else { return }
        columnFormats.append((low - 1...high - 1, format))
    }

    // MARK: Rows

    /// Copies the rows up to the end of the data, which is copied as well.
    private func rows(_ data: XMLTag, isEmpty: Bool) throws {
        var last = 0
        var prefix = data.prefix
        while !isEmpty, let kind = try pieces.next() {
            if kind == .end {
                let end = pieces.bytes { Array($0) }
                try insertRows(before: .max, prefix)
                return try output.append(end)
            }
            guard kind == .start || kind == .empty else {
                try copy()
                continue
            }
            let tag = pieces.bytes { XMLTag($0) }
            prefix = tag.prefix
            let number = tag.value("r").flatMap { Int($0) } ?? last + 1
            last = max(last, number)
            try insertRows(before: number, prefix)
            let own = takeMarks(ofRow: number)
            if own.isEmpty {
                try copy()
                if kind == .start { try copyElement() }
            } else {
                try patchRow(tag, number, own, isEmpty: kind == .empty)
            }
        }
        try insertRows(before: .max, prefix)
    }

    /// Copies up to the end tag of the element that was begun.
    private func copyElement() throws {
        var depth = 1
        while depth > 0, let kind = try pieces.next() {
            if kind == .start { depth += 1 }
            if kind == .end { depth -= 1 }
            try copy()
        }
    }

    private func takeMarks(ofRow row: Int) -> Range<Int> {
        let start = next
        while next < marks.count, marks[next].row == row { next += 1 }
        return start..<next
    }

    private func insertRows(before row: Int, _ prefix: String) throws {
        while next < marks.count, marks[next].row < row {
            let number = marks[next].row
            var cells: [UInt8] = []
            for index in takeMarks(ofRow: number) {
                cells += newCell(marks[index], rowFormat: nil, prefix)
            }
            try output.append("<\(prefix)row r=\"\(number)\">")
            try output.append(cells)
            try output.append("</\(prefix)row>")
        }
    }

    private func newCell(_ mark: CellMarks.Mark, rowFormat: Int?, _ prefix: String) -> [UInt8] {
        let base = rowFormat ?? columnFormats.first { $0.columns.contains(mark.column) }?.format ?? 0
        guard let style = format(base, mark.level) else { return [] }
        return Array("<\(prefix)c r=\"\(SourceColumn.letters(mark.column))\(mark.row)\" s=\"\(style)\"/>".utf8)
    }

    // MARK: Cells

    private struct PlacedCell {
        let column: Int
        /// Where its tag stands in the bytes of the row.
        let tag: Range<Int>
        /// Where the cell ends.
        var end: Int
    }

    private func patchRow(_ tag: XMLTag, _ number: Int, _ own: Range<Int>, isEmpty: Bool) throws {
        var bytes: [UInt8] = []
        var cells: [PlacedCell] = []
        if !isEmpty { try read(row: number, into: &bytes, &cells) }
        let end = isEmpty ? tag.opened.end : []
        let prefix = tag.prefix
        let rowFormat = ["1", "true"].contains(tag.value("customFormat")) ? tag.number("s") : nil
        var changes: [(place: Range<Int>, bytes: [UInt8])] = []
        let placed = Dictionary(cells.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        // Behind the last cell; what an extension put into the row comes after it.
        let tail = cells.last?.end ?? 0
        for index in own {
            let mark = marks[index]
            if let cell = placed[mark.column] {
                let cellTag = XMLTag(bytes[cell.tag])
                guard let style = format(cellTag.number("s") ?? 0, mark.level) else { continue }
                changes.append((cell.tag, cellTag.setting([("s", String(style))])))
            } else {
                let place = cells.first { $0.column > mark.column }?.tag.lowerBound ?? tail
                changes.append((place..<place, newCell(mark, rowFormat: rowFormat, prefix)))
            }
        }
        try output.append(head(tag, columns: own.map { marks[$0].column }))
        var copied = 0
        // Where several are put in at one place, they stand in the order of their columns.
        for change in changes.enumerated().sorted(by: {
            ($0.element.place.lowerBound, $0.element.place.upperBound, $0.offset)
                < ($1.element.place.lowerBound, $1.element.place.upperBound, $1.offset)
        }).map(\.element) {
            try output.append(Array(bytes[copied..<change.place.lowerBound]))
            try output.append(change.bytes)
            copied = change.place.upperBound
        }
        try output.append(Array(bytes[copied...]))
        try output.append(end)
    }

    /// The tag of a row; `spans`, a hint, is left out where a cell lies outside of it (18.3.1.73).
    private func head(_ tag: XMLTag, columns: [Int]) -> [UInt8] {
        let open = XMLTag(tag.opened.start)
        guard let spans = tag.value("spans") else { return open.bytes }
        let ends = spans.split(whereSeparator: { $0 == ":" || $0 == " " }).compactMap { Int($0) }
        guard let low = ends.min(), let high = ends.max(), columns.allSatisfy({ (low...high).contains($0 + 1) }) else {
            return open.setting([("spans", nil)])
        }
        return open.bytes
    }

    /// The content of a row with its end tag.
    private func read(row number: Int, into bytes: inout [UInt8], _ cells: inout [PlacedCell]) throws {
        var depth = 1
        var last = -1
        var isInCell = false
        while depth > 0, let kind = try pieces.next() {
            let start = bytes.count
            pieces.bytes { bytes.append(contentsOf: $0) }
            guard bytes.count <= Self.longestRow else {
                throw FormatError(
                    .beyondLimits, "Row \(number) of a sheet is too long to be coloured.", location: .init(part: part))
            }
            if depth == 1, kind == .start || kind == .empty {
                let tag = XMLTag(bytes[start...])
                if tag.localName == "c" {
                    let address = tag.value("r").flatMap { text in
                        Array(text.utf8).withUnsafeBufferPointer { CellAddress($0)?.column }
                    }
                    last = address ?? last + 1
                    cells.append(PlacedCell(column: last, tag: start..<bytes.count, end: bytes.count))
                    isInCell = kind == .start
                }
            }
            if kind == .start { depth += 1 }
            if kind == .end {
                depth -= 1
                if depth == 1, isInCell { cells[cells.count - 1].end = bytes.count }
                if depth == 1 { isInCell = false }
            }
        }
    }
}
