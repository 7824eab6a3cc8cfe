import HTCDSCells

/// Records that were parsed and wait for room in a batch, and the record that is being parsed.
///
/// A push parser tells of all records of a slice at once, while a batch may be full after the first: callbacks fill this
/// stage, and ``move(_:into:)`` empties it, one copy of its bytes a record. Memory: one slice and the longest record.
///
/// Its properties are touched a few times a cell, always by one caller at a time and never across a call back: they go
/// without the run-time check for overlapping accesses, which would take a third of the time of reading.
final class RecordStage {
    struct StagedCell {
        /// Bytes from the start of the record's bytes.
        var offset: Int
        var length: Int
        var column: Int32
        var line: UInt32
        var kind: CellKind
    }

    struct StagedRecord {
        var line: Int
        var row: Int
        var cells: Range<Int>
        var bytes: Range<Int>
        var remarks: Range<Int>
        /// Whether any cell holds text.
        var isFilled: Bool
    }

    @exclusivity(unchecked) private var cells: [StagedCell] = []
    @exclusivity(unchecked) private var records: [StagedRecord] = []
    @exclusivity(unchecked) private var remarks: [(kind: Remark.Kind, line: Int)] = []
    @exclusivity(unchecked) private var firstRemark = 0
    @exclusivity(unchecked) private var next = 0

    @exclusivity(unchecked) private var bytes: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var byteCount = 0
    @exclusivity(unchecked) private var capacity: Int

    // The record being parsed.
    @exclusivity(unchecked) private var line = 0
    @exclusivity(unchecked) private var row = 0
    @exclusivity(unchecked) private var firstCell = 0
    @exclusivity(unchecked) private var firstByte = 0
    @exclusivity(unchecked) private var isFilled = false

    init() {
        capacity = 2 * XMLPump.slice
        bytes = .allocate(capacity: capacity)
    }

    deinit { bytes.deallocate() }

    // MARK: Filling

    /// Bytes of the record being parsed. Stays valid as a mark when the stage is compacted.
    var openBytes: Int { byteCount - firstByte }
    /// Cells of the record being parsed.
    var openCells: Int { cells.count - firstCell }

    func begin(line: Int, row: Int) {
        self.line = line
        self.row = row
        firstCell = cells.count
        firstByte = byteCount
        isFilled = false
        if remarks.count > firstRemark { remarks.removeSubrange(firstRemark...) }
    }

    /// Says something of the record being parsed.
    func remark(_ kind: Remark.Kind, line: Int) { remarks.append((kind, line)) }

    /// Says something of the record that ended last, if it still waits.
    func remarkLast(_ kind: Remark.Kind, line: Int) -> Bool {
        guard next < records.count, var last = records.last, last.remarks.upperBound == remarks.count else {
            return false
        }
        remarks.append((kind, line))
        firstRemark = remarks.count
        last.remarks = last.remarks.lowerBound..<remarks.count
        records[records.count - 1] = last
        return true
    }

    /// Appends to the text of the record being parsed.
    func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let source = text.baseAddress, text.count > 0 else { return }
        if text.count > capacity - byteCount { grow(text.count) }
        (bytes + byteCount).update(from: source, count: text.count)
        byteCount += text.count
    }

    private func grow(_ extra: Int) {
        let larger = max(byteCount + extra, capacity * 2)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: bytes, count: byteCount)
        bytes.deallocate()
        bytes = moved
        capacity = larger
    }

    /// Stages a cell whose text was appended since ``openBytes`` was `mark`.
    func add(column: Int, from mark: Int, line: Int = 0, kind: CellKind = .text) {
        let length = openBytes - mark
        if length > 0 { isFilled = true }
        cells.append(
            StagedCell(
                offset: mark, length: length, column: Int32(clamping: column), line: UInt32(clamping: line),
                kind: kind))
    }

    /// Puts the text that was appended since ``openBytes`` was `mark` behind that of the last cell, after a line feed, if
    /// both are of one column and nothing stands between them.
    func extend(column: Int, from mark: Int) -> Bool {
        let count = openBytes - mark
        guard openCells > 0, let last = cells.last, Int(last.column) == column, last.offset + last.length == mark,
            last.length + count < Cell.maximumLength
        else { return false }
        let feed: [UInt8] = [0x0A]
        feed.withUnsafeBufferPointer { append($0) }
        let moved = bytes + firstByte + mark
        (moved + 1).update(from: moved, count: count)
        moved.pointee = 0x0A
        cells[cells.count - 1].length += 1 + count
        if count > 0 { isFilled = true }
        return true
    }

    /// The text that was appended since ``openBytes`` was `mark`. Valid until more is appended.
    func text(from mark: Int) -> UnsafeMutableBufferPointer<UInt8> {
        UnsafeMutableBufferPointer(start: bytes + firstByte + mark, count: openBytes - mark)
    }

    /// Takes back the text that was appended since ``openBytes`` was `mark`, but for its first `keeping` bytes.
    func takeBack(to mark: Int, keeping: Int = 0) { byteCount = firstByte + mark + keeping }

    func end() {
        records.append(
            StagedRecord(
                line: line, row: row, cells: firstCell..<cells.count, bytes: firstByte..<byteCount,
                remarks: firstRemark..<remarks.count, isFilled: isFilled))
        firstCell = cells.count
        firstRemark = remarks.count
        firstByte = byteCount
    }

    // MARK: Emptying

    var isEmpty: Bool { next == records.count }

    /// The next record to hand on, or nil.
    var first: StagedRecord? { next < records.count ? records[next] : nil }

    /// Leaves the next record out.
    func drop() { next += 1 }

    /// A cell of a record that waits, and its text.
    func cell(_ index: Int, of record: StagedRecord) -> (cell: StagedCell, text: UnsafeBufferPointer<UInt8>) {
        let staged = cells[index]
        return (
            staged,
            UnsafeBufferPointer(start: bytes + record.bytes.lowerBound + staged.offset, count: staged.length)
        )
    }

    /// Hands the next record on to a batch that has room.
    func move(_ record: StagedRecord, into batch: CellBatch) {
        next += 1
        let arena = batch.arena
        let base = arena.count
        arena.append(
            UnsafeBufferPointer(start: bytes + record.bytes.lowerBound, count: record.bytes.count))
        batch.beginRecord(line: record.line, row: record.row)
        cells.withUnsafeBufferPointer { cells in
            for index in record.cells {
                let staged = cells[index]
                batch.set(
                    Cell(offset: base + staged.offset, length: staged.length, kind: staged.kind),
                    column: Int(staged.column), line: Int(staged.line))
                if staged.kind == .error || staged.kind == .formulaWithoutValue { remark(on: staged, in: batch) }
            }
        }
        if !record.remarks.isEmpty {
            for remark in remarks[record.remarks] { batch.remark(remark.kind, line: remark.line) }
        }
        if !batch.endRecord() { arena.count = base }
    }

    /// Says of a spreadsheet's cell that it holds an error, or a formula without its value.
    func remark(on cell: StagedCell, in batch: CellBatch) {
        if Int(cell.column) >= batch.columnLimit { return }
        batch.remark(cell.kind == .error ? .errorCell : .formulaWithoutValue, column: Int(cell.column))
    }

    /// Forgets what was handed on. What was begun and not ended moves to the front.
    func compact() {
        guard next == records.count, next > 0 else { return }
        next = 0
        records.removeAll(keepingCapacity: true)
        cells.removeSubrange(0..<firstCell)
        firstCell = 0
        remarks.removeSubrange(0..<firstRemark)
        firstRemark = 0
        let open = openBytes
        if open > 0, firstByte > 0 { bytes.update(from: bytes + firstByte, count: open) }
        byteCount = open
        firstByte = 0
    }
}
