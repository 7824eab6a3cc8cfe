import HTCDSCells

/// Invents cases. What a record holds depends on the seed, the record's number and the day that counts as today, and on
/// nothing else.
final class CaseAuthor {
    let words: FictionVocabulary
    let fields = FictionFields()
    let shares: FictionShares
    private let seed: UInt64
    let today: Int

    init(words: FictionVocabulary, seed: UInt64, today: PackedDate) {
        self.words = words
        self.seed = seed
        self.today = FictionDay.number(of: today)
        shares = FictionShares(words)
    }

    /// The days of a case, in their order.
    struct Timeline {
        let incoming: Int
        let exploitation: Int
        let transit: Int
        let recruitment: Int
    }

    /// - Parameter furtherPages: whether more than the first of everything is asked for; the first page is the same
    ///   either way.
    func write(record: UInt64, into page: FictionalCase, furtherPages: Bool) {
        page.clear()
        var random = FictionRandom(seed: seed, record: record)
        let incoming = today - 1 - random.small(below: 2_900)
        let exploitation = incoming - 1 - random.small(below: 1_200)
        let transit = exploitation - 1 - random.small(below: 60)
        let line = Timeline(
            incoming: incoming, exploitation: exploitation, transit: transit,
            recruitment: transit - 1 - random.small(below: 120))
        let origin = words.origins[random.below(100)]
        let destination = random.chance(30) ? origin : words.destinations[random.below(100)]

        writeVictim(page, 0, line, origin, destination, &random)
        writeCase(page, line, destination, &random)
        let eventCount = random.chance(80) ? random.from(1, to: 3) : 0
        page.events = eventCount
        if eventCount > 0 { writeEvent(page, 0, of: eventCount, line, origin, destination, &random) }
        let comments = random.chance(55) ? random.from(1, to: 3) : 0
        page.comments = comments
        if comments > 0 { page[0, fields.comment] = phrase(words.comments, &random) }
        let plans = random.chance(45) ? random.from(1, to: 2) : 0
        page.supportPlans = plans
        if plans > 0 { writePlan(page, 0, line, &random) }

        guard furtherPages else { return }
        page.hasFurtherPages = true
        for number in 1..<3 {
            if number < eventCount { writeEvent(page, number, of: eventCount, line, origin, destination, &random) }
            if number < comments { page[number, fields.comment] = phrase(words.comments, &random) }
            if number < plans { writePlan(page, number, line, &random) }
        }
        if random.chance(12) { writeVictim(page, page.persons, line, origin, destination, &random) }
        if random.chance(22) { writePerpetrator(page, page.persons, line, destination, &random) }
    }

    // MARK: Values

    @inline(__always)
    func phrase(_ range: Range<Int>, _ random: inout FictionRandom) -> FictionValue {
        FictionValue(.phrase, UInt32(truncatingIfNeeded: range.lowerBound + random.below(range.count)))
    }

    /// A date, seldom known only by its month or year.
    @inline(__always)
    func date(_ day: Int, vague: Int, _ random: inout FictionRandom) -> FictionValue {
        var raw = FictionDay.date(day).raw
        if random.chance(vague) { raw &= random.chance(70) ? ~31 : ~511 }
        return FictionValue(.date, raw)
    }

    @inline(__always)
    func boolean(_ value: Bool) -> FictionValue { FictionValue(.boolean, value ? 1 : 0) }

    @inline(__always)
    func phone(_ random: inout FictionRandom) -> FictionValue {
        let span = words.phones[random.below(words.phones.count)]
        return FictionValue(
            .padded, UInt32(truncatingIfNeeded: span.prefix),
            UInt32(truncatingIfNeeded: random.from(span.low, to: span.high)), count: span.digits)
    }

    @inline(__always)
    func postalCode(_ random: inout FictionRandom) -> FictionValue {
        let prefix = words.postalPrefixes.lowerBound + random.below(words.postalPrefixes.count)
        return FictionValue(
            .padded, UInt32(truncatingIfNeeded: prefix), UInt32(truncatingIfNeeded: random.below(100_000)), count: 5)
    }

    @inline(__always)
    func street(_ style: Int, _ random: inout FictionRandom) -> FictionValue {
        var value = phrase(words.names[style].streets, &random)
        value.tag = .street
        value.b = UInt32(truncatingIfNeeded: 1 + random.small(below: 180))
        return value
    }

    /// A point no nearer than about a hundred kilometres.
    @inline(__always)
    func coordinate(_ middle: Int, _ random: inout FictionRandom) -> FictionValue {
        FictionValue(.tenths, UInt32(bitPattern: Int32(truncatingIfNeeded: middle + random.from(-12, to: 12))))
    }
}
