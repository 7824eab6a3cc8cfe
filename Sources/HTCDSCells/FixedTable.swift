/// Plain values side by side that are made once and looked at for every cell.
///
/// Reading one costs a comparison and a load: no reference is counted, as it is for an array within an array. Never
/// changed after it was made, so that threads share it. Memory: that of its elements.
public final class FixedTable<Element: BitwiseCopyable>: @unchecked Sendable {
    // Unchecked: the memory is written in `init` only.
    @usableFromInline let base: UnsafeMutablePointer<Element>
    public let count: Int

    public init(_ elements: [Element]) {
        count = elements.count
        base = .allocate(capacity: max(count, 1))
        for (index, element) in elements.enumerated() { (base + index).initialize(to: element) }
    }

    deinit { base.deallocate() }

    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always)
        get {
            precondition(index >= 0 && index < count)
            return base[index]
        }
    }
}
