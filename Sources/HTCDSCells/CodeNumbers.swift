/// The codes of multi-selects of a batch, one behind the other: values say where theirs start and how many there are.
///
/// A growing block of numbers, two bytes each, that is emptied and filled again with every batch. Indices are checked.
/// Not thread-safe.
public final class CodeNumbers: RandomAccessCollection {
    // Behind one pointer: properties of a class are looked after for overlapping accesses by every caller in another
    // module, which cost more than appending.
    @usableFromInline
    struct State {
        @usableFromInline var base: UnsafeMutablePointer<UInt16>
        @usableFromInline var count: Int
        @usableFromInline var room: Int
    }
    @usableFromInline let state: UnsafeMutablePointer<State>

    init() {
        state = .allocate(capacity: 1)
        state.initialize(to: State(base: .allocate(capacity: 256), count: 0, room: 256))
    }

    deinit {
        state.pointee.base.deallocate()
        state.deallocate()
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { state.pointee.count }
    @inlinable public var count: Int { state.pointee.count }

    @inlinable
    public subscript(index: Int) -> UInt16 {
        precondition(index >= 0 && index < state.pointee.count)
        return state.pointee.base[index]
    }

    /// Adds a code. Amortised O(1).
    @inlinable
    public func append(_ code: UInt16) {
        if state.pointee.count == state.pointee.room { grow() }
        state.pointee.base[state.pointee.count] = code
        state.pointee.count &+= 1
    }

    /// Takes back all codes from `index` on.
    @inlinable
    public func remove(from index: Int) {
        precondition(index >= 0 && index <= state.pointee.count)
        state.pointee.count = index
    }

    public func removeAll() { state.pointee.count = 0 }

    @usableFromInline
    func grow() {
        let room = state.pointee.room * 2
        let base = UnsafeMutablePointer<UInt16>.allocate(capacity: room)
        base.initialize(from: state.pointee.base, count: state.pointee.count)
        state.pointee.base.deallocate()
        state.pointee.base = base
        state.pointee.room = room
    }
}
