/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014): the same
/// numbers from the same seed on every machine.
struct FictionRandom {
    private var state: UInt64

    /// The numbers of one record: they depend on nothing but the seed and the record's number.
    init(seed: UInt64, record: UInt64) {
        state = Self.mixed(Self.mixed(seed &+ Self.step) ^ (record &* Self.step))
    }

    // The golden ratio, as the paper has it.
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// A number from 0 up to `bound`, not included. The bias of multiplying instead of rejecting is below 2^-40 for
    /// what is drawn here.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
    }

    @inline(__always)
    mutating func from(_ low: Int, to high: Int) -> Int { low &+ below(high &- low &+ 1) }

    /// True in `percent` of 100 cases.
    @inline(__always)
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// From 0 up to `bound`, not included, small numbers more often: the smaller of two draws.
    @inline(__always)
    mutating func small(below bound: Int) -> Int { min(below(bound), below(bound)) }
}
