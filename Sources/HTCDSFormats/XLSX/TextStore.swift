import HTCDSCells

/// Texts that are found by their number. The first ones stay in memory, the others wait in a ``SpillFile``.
///
/// In a workbook the texts stand in the order in which cells first name them: those that many cells name are among the
/// first, and those of the file are mostly asked for one after another. Memory: at most `memoryShare` for texts, 4 bytes
/// for each of them, and 8 MiB of pages of the file.
final class TextStore {
    /// Bytes of texts that are held in memory.
    static let memoryShare = 32 * 1_024 * 1_024
    private static let pageBytes = 16 * 1_024
    private static let pageCount = 512

    private let memoryShare: Int
    private let memory = ByteArena(capacity: 64 * 1_024)
    /// Where each text ends, counted through memory and file.
    private var ends: [UInt32] = []
    private var spill: SpillFile?
    /// Bytes that are not in the file yet.
    private let pending = ByteArena(capacity: 256 * 1_024)
    /// Pages of the file, each at its number modulo ``pageCount``, and which they are.
    private let pages = ByteArena(capacity: 64)
    private var pageNumbers: [Int] = []
    /// A text that lies in two pages.
    private let scratch = ByteArena(capacity: 64)

    init(memoryShare: Int = TextStore.memoryShare) { self.memoryShare = memoryShare }

    var count: Int { ends.count }

    /// Bytes of all texts.
    var bytes: Int { Int(ends.last ?? 0) }

    /// - Throws: `FormatError` with `.inputOutput`; `.beyondLimits` over 4 GiB.
    func add(_ text: UnsafeBufferPointer<UInt8>) throws(FormatError) {
        guard let end = UInt32(exactly: bytes + text.count) else {
            throw FormatError(.beyondLimits, "The workbook holds too many texts, or a text that is too long.")
        }
        if spill == nil, memory.count + text.count <= memoryShare {
            memory.append(text)
        } else {
            if spill == nil { spill = try SpillFile() }
            if pending.count + text.count > pending.capacity { try flush() }
            pending.append(text)
            // A page of the file may have grown.
            pageNumbers.removeAll()
        }
        ends.append(end)
    }

    private func flush() throws(FormatError) {
        try spill?.append(pending.contents)
        pending.removeAll()
    }

    /// The text of number `index`, nil if there is none. Valid until the next call.
    /// - Throws: `FormatError` with `.inputOutput`.
    @inline(__always)
    func text(_ index: Int) throws(FormatError) -> UnsafeBufferPointer<UInt8>? {
        guard index >= 0, index < ends.count else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        let length = Int(ends[index]) - start
        if start + length <= memory.count { return memory.bytes(at: start, length: length).buffer }
        return try spilled(start - memory.count, length)
    }

    private func spilled(_ offset: Int, _ length: Int) throws(FormatError) -> UnsafeBufferPointer<UInt8>? {
        guard let spill else { return nil }
        if pending.count > 0 { try flush() }
        let page = offset / Self.pageBytes
        let within = offset % Self.pageBytes
        guard within + length <= Self.pageBytes else {
            scratch.removeAll()
            scratch.reserve(length)
            try spill.read(at: offset, count: length, into: scratch.base)
            scratch.count = length
            return scratch.contents
        }
        if pageNumbers.isEmpty {
            pageNumbers = Array(repeating: -1, count: Self.pageCount)
            pages.reserve(Self.pageCount * Self.pageBytes)
            pages.count = Self.pageCount * Self.pageBytes
        }
        let slot = page % Self.pageCount
        let base = pages.base + slot * Self.pageBytes
        if pageNumbers[slot] != page {
            pageNumbers[slot] = -1
            let first = page * Self.pageBytes
            try spill.read(at: first, count: min(Self.pageBytes, spill.count - first), into: base)
            pageNumbers[slot] = page
        }
        return UnsafeBufferPointer(start: base + within, count: length)
    }
}
