/// The HTCDS fields of the records of one ``CellBatch``, slot by slot, and what is wrong with them.
///
/// A slot is one field of one thing in the record (the birthdate of the first person, the country of the second event);
/// the mapping decides which there are. Shape: `slotCount` × the batch's records, stored slot after slot. It is valid as
/// long as the batch it was made from, and reused like it. Not thread-safe.
public final class FieldBatch {
    public let slotCount: Int
    public let recordCapacity: Int
    @usableFromInline let matrix: UnsafeMutablePointer<FieldValue>

    /// Codes of multi-selects; values point here.
    public let codes = CodeNumbers()
    /// Texts that are no slice of the source.
    public let arena = ByteArena(capacity: 4096)
    /// In order of slot, then record.
    @exclusivity(unchecked)
    public var faults: [Fault] = []
    /// Records of the batch in which the slot's source is not missing, by slot.
    @exclusivity(unchecked)
    public var filled: [Int]

    /// Records of the batch in which anything stands in the slot's one column, by slot; -1 where nobody counted.
    @exclusivity(unchecked)
    public private(set) var nonEmpty: [Int]

    /// A fault of one cell.
    @frozen
    public struct Fault: Sendable {
        public let slot: UInt32
        public let record: UInt32
        public let fault: ValueFault
        /// Column of the cell that is at fault, from 0.
        public let column: UInt32
        /// A code of the slot's table that was probably meant, or -1.
        public let hint: Int32

        @inlinable
        public init(slot: Int, record: Int, fault: ValueFault, column: Int, hint: Int = -1) {
            self.slot = UInt32(truncatingIfNeeded: slot)
            self.record = UInt32(truncatingIfNeeded: record)
            self.fault = fault
            self.column = UInt32(truncatingIfNeeded: column)
            self.hint = Int32(clamping: hint)
        }
    }

    public init(slotCount: Int, recordCapacity: Int) {
        self.slotCount = slotCount
        self.recordCapacity = recordCapacity
        filled = Array(repeating: 0, count: slotCount)
        nonEmpty = Array(repeating: -1, count: slotCount)
        matrix = .allocate(capacity: max(slotCount * recordCapacity, 1))
        matrix.initialize(repeating: .absent, count: slotCount * recordCapacity)
    }

    deinit { matrix.deallocate() }

    /// Adds a fault. Never inlined: in another module the change would be looked after at run time, which costs more.
    @inline(never)
    public func add(_ fault: Fault) { faults.append(fault) }

    /// Takes what a transform of one column has counted. Never inlined, for the same reason.
    /// - Parameters:
    ///   - filled: see ``filled``.
    ///   - nonEmpty: see ``nonEmpty``.
    @inline(never)
    public func count(slot: Int, filled: Int, nonEmpty: Int) {
        self.filled[slot] = filled
        self.nonEmpty[slot] = nonEmpty
    }

    /// Forgets the values of the batch before.
    public func removeAll() {
        codes.removeAll()
        faults.removeAll(keepingCapacity: true)
        arena.removeAll()
        for slot in 0..<slotCount {
            filled[slot] = 0
            nonEmpty[slot] = -1
        }
    }

    @inlinable
    public func value(slot: Int, record: Int) -> FieldValue {
        precondition(slot >= 0 && slot < slotCount && record >= 0 && record < recordCapacity)
        return matrix[slot &* recordCapacity &+ record]
    }

    @inlinable
    public func set(_ value: FieldValue, slot: Int, record: Int) {
        precondition(slot >= 0 && slot < slotCount && record >= 0 && record < recordCapacity)
        matrix[slot &* recordCapacity &+ record] = value
    }

    /// Makes the values of a slot absent in the first `count` records, for a transform that sets those of the others.
    public func clear(slot: Int, count: Int) {
        precondition(count >= 0 && count <= recordCapacity)
        // An absent value is 12 zeros; written field by field it takes five times as long.
        UnsafeMutableRawPointer(slotValues(slot)).initializeMemory(
            as: UInt8.self, repeating: 0, count: count * MemoryLayout<FieldValue>.stride)
    }

    /// The values of one slot, for a transform that sets them all.
    @inlinable
    public func slotValues(_ slot: Int) -> UnsafeMutablePointer<FieldValue> {
        precondition(slot >= 0 && slot < slotCount)
        return matrix + slot &* recordCapacity
    }
}
