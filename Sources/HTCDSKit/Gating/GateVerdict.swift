import HTCDSFindings

/// Whether what a gate made may leave, and the clause that decides.
struct GateVerdict {
    let verdict: Report.Verdict
    let because: String

    /// What the verdict is made of.
    struct Facts {
        /// Errors that belong to no record: a column that is missing, a file without records.
        var errors = 0
        /// Data records, those that could not be parsed included.
        var read = 0
        var quarantined = 0
        /// Those of them that have errors.
        var erroneous = 0
        var rows = 0
        /// Share of records in percent that may be quarantined for errors; nil: any.
        var mostQuarantined: Double?
        /// What the acceptance that somebody gave says against the data, nil: nothing.
        var unaccepted: String?
        /// What is wrong with the output, in the order in which it was found, a sentence each.
        var faults: [String] = []

        /// What the findings and the acceptance say.
        mutating func judge(_ rules: [Report.RuleCount], records: Int, by acceptance: Acceptance) {
            read = records
            let ofNoRecord = rules.filter { $0.severity == .error && $0.records == 0 }
            if Verdict(ofNoRecord, records: records, acceptance: acceptance, failOn: .error).verdict == .fail {
                errors = ofNoRecord.reduce(0) { $0 + $1.count }
            }
            if !acceptance.allowances.isEmpty {
                let judged = Verdict(rules, records: records, acceptance: acceptance, failOn: .never)
                if judged.verdict == .fail { unaccepted = judged.because }
            }
        }
    }

    init(_ facts: Facts) {
        let errors = "\(facts.errors) error\(facts.errors == 1 ? "" : "s") of 0 allowed"
        let limit = facts.mostQuarantined.map { "\(Self.plain($0)) % allowed" } ?? "any number allowed"
        var records = "\(facts.quarantined) of \(facts.read) records quarantined, "
        // Who withholds consent is no fault of the data.
        if facts.erroneous != facts.quarantined { records += "\(facts.erroneous) of them for errors, " }
        records += limit
        let counts = "\(errors); \(records)"
        if facts.errors > 0 {
            self.init(.fail, counts)
        } else if let most = facts.mostQuarantined, Double(facts.erroneous) * 100 > most * Double(facts.read) {
            self.init(.fail, counts)
        } else if let why = facts.unaccepted {
            self.init(.fail, why)
        } else if facts.rows == 0 {
            self.init(.fail, "no row is left: \(counts)")
        } else if let fault = facts.faults.first {
            // Whoever tells it ends the sentence.
            let why = fault.hasSuffix(".") ? String(fault.dropLast()) : fault
            let count = facts.faults.count
            self.init(
                .fail,
                count == 1
                    ? "the output was refused: \(why)"
                    : "the output was refused for \(count) reasons, the first of them: \(why)")
        } else {
            self.init(.pass, counts)
        }
    }

    private init(_ verdict: Report.Verdict, _ because: String) {
        self.verdict = verdict
        self.because = because
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}
