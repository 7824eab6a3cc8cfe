import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// An age when trafficked that somebody of this birthdate has not reached.
///
/// Variant 0: not to this day. Variant 1: not by the last event of the case. An age below that of the first event is no
/// mistake: exploitation may go on for years, and not every event is known.
public enum AgeAgainstDatesRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.age-against-dates",
        title: "The age when trafficked does not fit the dates",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Whether a victim was a child when trafficked decides on the law that applies.",
        passing: .init("prs_Birthdate,vic_AgeWhenTrafficked,hte_Date\n1999-03-01,17,2016-05\n"),
        failing: .init("prs_Birthdate,vic_AgeWhenTrafficked,hte_Date\n1999-03-01,71,2016-05\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("vic_AgeWhenTrafficked", "prs_Birthdate") { return skipped }
        let pairs = fields.pairs("vic_AgeWhenTrafficked", "prs_Birthdate")
        let events = fields.all("hte_Date")
        // Nobody is older than to this day; the day after is allowed because of time zones.
        let today = context.asOf.map { DaySpan($0.nextDay) }
        return .run(
            RecordCheck(at: pairs.map(\.first)) { cells, batch, found in
                for record in 0..<cells.recordCount {
                    // Looked for once a record, and only where somebody has an age.
                    var last: DaySpan??
                    for (slot, birth) in pairs {
                        guard let age = batch.wholeNumber(slot, record), let born = batch.days(birth, record) else {
                            continue
                        }
                        if let today, age > max(born.mostYears(until: today), 0) {
                            found(fields.fault(record, slot))
                            continue
                        }
                        let lastDay = last ?? Self.lastDay(events, batch, record)
                        last = .some(lastDay)
                        if let lastDay, age > max(born.mostYears(until: lastDay), 0) + 1 {
                            found(fields.fault(record, slot, variant: 1))
                        }
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        variant == 1
            ? "In this tool's own opinion this age is too high: the person reached it only after the last event of the case. "
                + "Correct the age, the birthdate or the date of the event."
            : "In this tool's own opinion this age cannot be right: somebody of this birthdate has not reached it to this "
                + "day. Correct the age or the birthdate."
    }

    /// The last of some dates; nil where one of them could not be read, or none is stated.
    private static func lastDay(_ events: [Int], _ batch: FieldBatch, _ record: Int) -> DaySpan? {
        var last: DaySpan?
        for event in events {
            guard let day = batch.days(event, record) else {
                if batch.isStated(event, record) { return nil }
                continue
            }
            if last.map({ $0.latest < day.latest }) ?? true { last = day }
        }
        return last
    }
}
