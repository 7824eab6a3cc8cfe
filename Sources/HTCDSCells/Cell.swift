/// What a reader knows of a cell's type. CSV and XML know text only.
@frozen
public enum CellKind: UInt8, Sendable {
    case text = 0
    /// A number as the file stores it, in XML Schema's lexical form of a double.
    case number = 1
    /// `1` or `0`.
    case boolean = 2
    /// A number that the cell's format shows as a date: ISO 8601 text, made by the reader from the workbook's epoch.
    case date = 3
    /// A spreadsheet error such as `#REF!`.
    case error = 4
    /// A formula that was saved without its value.
    case formulaWithoutValue = 5
}

/// One cell: where its text lies in the batch's bytes, and what kind of cell it was. Eight bytes, no reference.
///
/// `absent` (the row ended before this column, or an element was not there) is told apart from an empty cell.
@frozen
public struct Cell: Sendable, Equatable {
    /// Bytes from the start of the batch's block.
    public let offset: UInt32
    @usableFromInline let bits: UInt32

    /// The longest text a cell can point at: 64 MiB - 1.
    public static let maximumLength = (1 << 26) - 1

    @usableFromInline static let presentBit: UInt32 = 1 << 26
    @usableFromInline static let quotedBit: UInt32 = 1 << 27
    @usableFromInline static let brokenBit: UInt32 = 1 << 28

    /// For tokenizers: the bits of a cell that is there, to which its length is added.
    @inlinable public static var unquotedBits: UInt32 { presentBit }
    @inlinable public static var quotedBits: UInt32 { presentBit | quotedBit }

    @inlinable
    public init(offset: Int, length: Int, kind: CellKind = .text, quoted: Bool = false, broken: Bool = false) {
        precondition(length >= 0 && length <= Cell.maximumLength && offset >= 0 && offset <= Int(UInt32.max))
        self.offset = UInt32(truncatingIfNeeded: offset)
        var bits = UInt32(truncatingIfNeeded: length) | Cell.presentBit | (UInt32(kind.rawValue) << 29)
        if quoted { bits |= Cell.quotedBit }
        if broken { bits |= Cell.brokenBit }
        self.bits = bits
    }

    /// For tokenizers that have checked offset and length themselves.
    @inlinable
    public init(unchecked offset: UInt32, bits: UInt32) {
        self.offset = offset
        self.bits = bits
    }

    /// No cell at all.
    @inlinable public static var absent: Cell { Cell(unchecked: 0, bits: 0) }

    @inlinable public var length: Int { Int(bits & 0x03FF_FFFF) }
    @inlinable public var isPresent: Bool { bits & Cell.presentBit != 0 }
    @inlinable public var isEmpty: Bool { bits & 0x03FF_FFFF == 0 }
    /// Whether the text stood in quotes (CSV).
    @inlinable public var isQuoted: Bool { bits & Cell.quotedBit != 0 }
    /// Whether the text holds a byte that its encoding does not allow.
    @inlinable public var hasBrokenEncoding: Bool { bits & Cell.brokenBit != 0 }
    @inlinable public var kind: CellKind { CellKind(rawValue: UInt8(truncatingIfNeeded: bits >> 29)) ?? .text }
}
