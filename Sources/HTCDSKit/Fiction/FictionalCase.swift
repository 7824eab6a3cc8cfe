import HTCDSSpec

/// One fictional case: a page of values for every field of the standard, and further pages for a second person, event
/// and so on. Used again for every record.
///
/// Page 0 holds the first of everything, which is what a row of a CSV holds; page 1 the second, and so on.
final class FictionalCase {
    static let pageCount = 3
    private static let width = HTCDSStandard.v2_0.fields.count

    private let values: UnsafeMutablePointer<FictionValue>
    /// How many of each there are, at most `pageCount`.
    var persons = 0
    var organizations = 0
    var comments = 0
    var events = 0
    var supportPlans = 0
    /// Roles of the persons, one bit a page from the lowest.
    var victims: UInt8 = 0
    var perpetrators: UInt8 = 0
    var groups: UInt8 = 0
    var hasFurtherPages = false
    // What is wrong with a row as a whole, where faults are planted.
    var hasSurplusCell = false
    var repeatsKey = false
    /// The number of another record, whose id this one has.
    var borrowedNumber: UInt64?

    init() {
        let count = Self.width * Self.pageCount
        values = .allocate(capacity: count)
        values.initialize(repeating: FictionValue(.absent, 0), count: count)
    }
    deinit { values.deallocate() }

    @inline(__always)
    subscript(page: Int, field: Int) -> FictionValue {
        get { values[page &* Self.width &+ field] }
        set { values[page &* Self.width &+ field] = newValue }
    }

    func clear() {
        let used = hasFurtherPages ? Self.width * Self.pageCount : Self.width
        values.update(repeating: FictionValue(.absent, 0), count: used)
        (persons, organizations, comments, events, supportPlans) = (0, 0, 0, 0, 0)
        (victims, perpetrators, groups) = (0, 0, 0)
        hasFurtherPages = false
        (hasSurplusCell, repeatsKey, borrowedNumber) = (false, false, nil)
    }
}
