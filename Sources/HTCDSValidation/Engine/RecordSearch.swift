import HTCDSCells

/// Calls `body` for those places, mostly records of a batch, of which `test` says 1, in order.
///
/// Which records state what cannot be foreseen, and a branch that is foreseen wrongly costs more than a test. So all
/// are asked first, 64 at a time and without a branch, and nearly always there is nothing to do then.
///
/// - Parameter test: 1 or 0 for a place; to be written without `&&`, `guard` and the like.
@inline(__always)
func forEachPlace(_ count: Int, where test: (_ place: Int) -> UInt64, _ body: (_ place: Int) -> Void) {
    var from = 0
    while from < count {
        let end = min(from &+ 64, count)
        var found: UInt64 = 0
        for place in from..<end { found |= test(place) &<< UInt64(truncatingIfNeeded: place &- from) }
        while found != 0 {
            body(from &+ found.trailingZeroBitCount)
            found &= found &- 1
        }
        from = end
    }
}

/// 1 for yes, 0 for no.
@inline(__always)
func one(_ isTrue: Bool) -> UInt64 { isTrue ? 1 : 0 }

extension FieldValue {
    /// 1 where a source states anything, also what became no value.
    @inline(__always)
    var stated: UInt64 { one(tag != .absent) }

    /// 1 where it is a date the last possible day of which lies before the first possible one of another date.
    @inline(__always)
    func isDayBefore(_ other: FieldValue) -> UInt64 {
        let (day, next) = (DaySpan(PackedDate(raw: a)), DaySpan(PackedDate(raw: other.a)))
        return one(tag == .date) & one(other.tag == .date) & one(day.latest.raw < next.earliest.raw)
    }
}

extension CodeSet {
    /// 1 where a value is one of the codes, or several codes that are to be looked at one by one.
    @inline(__always)
    func mayMeet(_ value: FieldValue) -> UInt64 {
        (one(value.tag == .code) & one(holds(value.a))) | one(value.tag == .codes)
    }
}
