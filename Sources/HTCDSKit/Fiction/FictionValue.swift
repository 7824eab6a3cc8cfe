/// What one field of a fictional case holds: a tag and numbers, no bytes of its own.
struct FictionValue {
    enum Tag: UInt8 {
        // 0, so that a cleared page states nothing.
        case absent = 0
        /// `a` is a phrase.
        case phrase
        /// Several phrases: `base` is the first of the list, four codes of 16 bits from the lowest of `a` and `b`, and
        /// `count` their number.
        case phrases
        /// A number before a phrase: `b`, a blank, the phrase `a`.
        case street
        /// The phrase `a`, a dot, the number `b`, at example.org.
        case email
        /// The phrase `a`, and the number `b` in `count` digits.
        case padded
        /// `a` packs a date.
        case date
        /// `a` is 1 or 0.
        case boolean
        /// `a` as a whole number.
        case integer
        /// `a` in tenths, signed.
        case tenths
        /// The phrase `a`; `b` is the number of the organization of the record that it names, or 0.
        case lookup
    }

    var tag: Tag
    var count: UInt8 = 0
    var base: UInt16 = 0
    var a: UInt32
    var b: UInt32

    @inline(__always)
    init(_ tag: Tag, _ a: UInt32, _ b: UInt32 = 0, count: UInt8 = 0, base: UInt16 = 0) {
        self.tag = tag
        self.count = count
        self.base = base
        self.a = a
        self.b = b
    }

    /// The code at a place of several.
    @inline(__always)
    func code(at index: Int) -> Int {
        let both = UInt64(b) << 32 | UInt64(a)
        return Int(base) + Int(both >> UInt64(index * 16) & 0xFFFF)
    }
}
