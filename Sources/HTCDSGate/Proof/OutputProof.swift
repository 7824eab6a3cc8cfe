internal import HTCDSCells
internal import HTCDSFindings

/// Reads the written output again, as whoever takes it over would, and says what in it must not be there.
///
/// It knows what was to be written (columns, closed vocabularies, number of rows) but nothing of how: its CSV reader and
/// its counts are its own. Memory: the different values of each column, at most 65,536, and 16 bytes for each subject.
public struct OutputProof {
    /// What a column was to be.
    public struct Column: Sendable {
        public var name: String
        public var kind: CategoryTable.Kind
        /// Between the values of a joined cell.
        public var delimiter: String?
        public var sensitiveZero: Bool
        /// All values that may stand in it (parts, of a joined column); nil: open, so each is judged by its shape.
        public var vocabulary: Set<String>?

        public init(
            name: String, kind: CategoryTable.Kind, delimiter: String? = nil, sensitiveZero: Bool = false,
            vocabulary: Set<String>?
        ) {
            self.name = name
            self.kind = kind
            self.delimiter = delimiter
            self.sensitiveZero = sensitiveZero
            self.vocabulary = vocabulary
        }
    }

    /// The column of pseudonyms.
    public struct Subject: Sendable {
        public var name: String
        /// Where rows are links between people, one person may have several.
        public var mayRepeat: Bool
        public init(name: String, mayRepeat: Bool) {
            self.name = name
            self.mayRepeat = mayRepeat
        }
    }

    private let columns: [Column]
    private let subject: Subject?
    private let subjectPlace: Int
    private let k: Int
    private let expectedRows: Int

    private var reader = ProofReader()
    private var firstBytes: [UInt8] = []
    private var faults: Set<ProofFault> = []
    private var header: [[UInt8]] = []
    private var isHeaderRead = false
    private var place = 0
    private var rows = 0
    private var cells: [DistinctCells]
    private var subjects: Set<SubjectKey> = []

    private struct SubjectKey: Hashable {
        var high: UInt64
        var low: UInt64
    }

    /// - Parameters:
    ///   - subject: its column stands at `subjectPlace`, and is not among `columns`.
    ///   - k: fewest rows that may share a value.
    ///   - rows: how many were written.
    public init(columns: [Column], subject: Subject? = nil, subjectPlace: Int = 0, k: Int, rows: Int) {
        self.columns = columns
        self.subject = subject
        self.subjectPlace = subject == nil ? -1 : min(max(0, subjectPlace), columns.count)
        self.k = k
        expectedRows = rows
        cells = Array(repeating: DistinctCells(), count: columns.count)
    }

    /// Reads the next bytes of the file.
    public mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        if firstBytes.count < 3 { firstBytes.append(contentsOf: bytes.prefix(3 - firstBytes.count)) }
        var reader = self.reader
        reader.read(bytes) { event, cell in
            switch event {
            case .cell: note(cell)
            case .endOfRow: endRow()
            case .badQuotes: faults.insert(ProofFault(.badQuotes))
            case .blankLine: faults.insert(ProofFault(.blankLine))
            }
        }
        self.reader = reader
    }

    public mutating func read(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { read($0) } }

    /// What must not be there, in the order of the file's parts and columns; empty: proven.
    public mutating func finish() -> [ProofFault] {
        if firstBytes == [0xEF, 0xBB, 0xBF] { faults.insert(ProofFault(.byteOrderMark)) }
        if firstBytes.isEmpty {
            faults.insert(ProofFault(.emptyFile))
        } else if !reader.isBetweenRows {
            faults.insert(ProofFault(.unterminated))
        }
        if rows != expectedRows { faults.insert(ProofFault(.wrongRowCount)) }
        for (column, cells) in zip(columns, cells) {
            let found = ColumnProof(column, k: k).faults(in: cells)
            faults.formUnion(found.map { ProofFault($0, column: column.name) })
        }
        return sorted
    }

    private var sorted: [ProofFault] {
        let places = Dictionary(
            columns.enumerated().map { ($1.name, $0 + 1) }, uniquingKeysWith: { first, _ in first })
        let kinds = Dictionary(uniqueKeysWithValues: ProofFault.Kind.allCases.enumerated().map { ($1, $0) })
        return faults.sorted {
            let (left, right) = ($0.column.map { places[$0] ?? 0 } ?? -1, $1.column.map { places[$0] ?? 0 } ?? -1)
            return (left, kinds[$0.kind] ?? 0) < (right, kinds[$1.kind] ?? 0)
        }
    }

    private var width: Int { columns.count + (subject == nil ? 0 : 1) }

    private mutating func note(_ cell: borrowing [UInt8]) {
        defer { place += 1 }
        if !isHeaderRead {
            // A header wider than this is wrong in any case.
            if header.count <= width { header.append(copy cell) }
            return
        }
        if place >= width { return }
        if place == subjectPlace {
            noteSubject(cell)
        } else {
            cells[subjectPlace >= 0 && place > subjectPlace ? place - 1 : place].add(cell)
        }
    }

    private mutating func endRow() {
        if isHeaderRead {
            if place != width { faults.insert(ProofFault(.wrongWidth)) }
            rows += 1
        } else {
            isHeaderRead = true
            judgeHeader()
        }
        place = 0
    }

    private mutating func judgeHeader() {
        var names = columns.map(\.name)
        if let subject { names.insert(subject.name, at: subjectPlace) }
        if header.count != names.count { faults.insert(ProofFault(.wrongWidth)) }
        var seen: Set<String> = []
        for (expected, bytes) in zip(names, header) {
            let name = String(decoding: bytes, as: UTF8.self)
            if Array(expected.utf8) != bytes { faults.insert(ProofFault(.wrongHeader, column: expected)) }
            let trimmed = name[...].withoutBlanksAround
            if trimmed.isEmpty || trimmed.contains(";") || trimmed.contains(":") || ColumnProof.holdsUnseen(trimmed) {
                faults.insert(ProofFault(.badName, column: expected))
            }
            if !seen.insert(trimmed.lowercased()).inserted {
                faults.insert(ProofFault(.repeatedName, column: expected))
            }
        }
    }

    private mutating func noteSubject(_ cell: borrowing [UInt8]) {
        guard let subject else { return }
        var halves: (UInt64, UInt64) = (0, 0)
        var isGood = cell.count == 32
        for place in 0..<min(32, cell.count) {
            let byte = cell[place]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x61...0x66: digit = byte - 0x57
            default:
                isGood = false
                continue
            }
            if place < 16 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
        }
        if !isGood {
            faults.insert(ProofFault(.badSubject, column: subject.name))
        } else if !subject.mayRepeat, !subjects.insert(SubjectKey(high: halves.0, low: halves.1)).inserted {
            faults.insert(ProofFault(.repeatedSubject, column: subject.name))
        }
    }
}
