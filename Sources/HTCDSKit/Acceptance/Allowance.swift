import HTCDSFindings

/// How much of something may be found and the data still passes: a clause of an acceptance.
struct Allowance: Sendable, Hashable {
    /// What it speaks of; nil: any.
    var rule: RuleID?
    var field: String?
    var severity: Severity?
    /// Findings at most, all of what it speaks of together.
    var count: Int?
    /// For each rule and field by itself: records with a finding at most, in hundredths of the records that were read.
    var percent: Double?

    func speaks(of row: Report.RuleCount) -> Bool {
        (rule == nil || rule == row.rule) && (field == nil || field == row.field)
            && (severity == nil || severity == row.severity)
    }

    /// What speaks of a rule goes before what speaks of a field only, and both before what speaks of a severity.
    var precedence: Int { (rule != nil ? 4 : 0) + (field != nil ? 2 : 0) + (severity != nil ? 1 : 0) }

    /// `value.not-a-date in prs_Birthdate`.
    func subject(_ count: Int) -> String {
        let severityWord = severity.map { "\($0.rawValue)\(count == 1 ? "" : "s")" }
        guard rule != nil || field != nil else { return "\(count) \(severityWord ?? "findings")" }
        let kind = rule.map { " of \($0.rawValue)" } ?? ""
        let place = field.map { " in \($0)" } ?? ""
        return "\(count) \(severityWord ?? (count == 1 ? "finding" : "findings"))\(kind)\(place)"
    }
}

/// The verdict on what was found, by the clauses of an acceptance.
struct Verdict {
    let verdict: Report.Verdict
    /// The clause that decided, in words.
    let because: String

    /// - Parameters:
    ///   - rows: everything that was found, counted.
    ///   - records: that were read.
    ///   - failOn: what fails where no clause speaks of it.
    init(_ rows: [Report.RuleCount], records: Int, acceptance: Acceptance, failOn: RunOptions.FailOn) {
        let counts = rows.reduce(into: [Severity: Int]()) { $0[$1.severity, default: 0] += $1.count }
        func number(_ severity: Severity) -> String {
            let count = counts[severity, default: 0]
            return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        var clauses = acceptance.allowances
        if failOn != .never { clauses.append(Allowance(severity: .error, count: 0)) }
        if failOn == .warning { clauses.append(Allowance(severity: .warning, count: 0)) }
        // Each row is judged by the clause that speaks of it most closely, of several the first.
        var rowsOf = [[Report.RuleCount]](repeating: [], count: clauses.count)
        for row in rows {
            let fitting = clauses.indices.filter { clauses[$0].speaks(of: row) }
            if let best = fitting.max(by: { (clauses[$0].precedence, $1) < (clauses[$1].precedence, $0) }) {
                rowsOf[best].append(row)
            }
        }
        for (clause, rows) in zip(clauses, rowsOf) {
            if let why = Self.excess(clause, rows, records, acceptance, failOn: failOn, all: number) {
                self.init(.fail, why)
                return
            }
        }
        let isAllowed = acceptance.allowances.isEmpty ? "0 allowed" : "all that there are allowed by \(acceptance.name)"
        switch failOn {
        case .error: self.init(.pass, "\(number(.error)), \(isAllowed)")
        case .warning: self.init(.pass, "\(number(.error)) and \(number(.warning)), \(isAllowed)")
        case .never: self.init(.pass, "\(number(.error)), any number allowed by --fail-on never")
        }
    }

    private init(_ verdict: Report.Verdict, _ because: String) {
        self.verdict = verdict
        self.because = because
    }

    private static func excess(
        _ clause: Allowance, _ rows: [Report.RuleCount], _ records: Int, _ acceptance: Acceptance,
        failOn: RunOptions.FailOn, all number: (Severity) -> String
    ) -> String? {
        let isOwn = acceptance.allowances.contains(clause)
        let total = rows.reduce(0) { $0 + $1.count }
        if let count = clause.count, total > count {
            guard isOwn else {
                // Whatever fails without a document is told in full.
                return failOn == .warning
                    ? "\(number(.error)) and \(number(.warning)), 0 allowed" : "\(clause.subject(total)), 0 allowed"
            }
            return "\(clause.subject(total)), \(count) allowed by \(acceptance.name)"
        }
        guard let percent = clause.percent, records > 0 else { return nil }
        for row in rows where Double(row.records) * 100 > percent * Double(records) {
            let place = row.field.map { " in \($0)" } ?? ""
            return "\(row.rule.rawValue)\(place) in \(row.records) of \(records) records, "
                + "\(Self.plain(percent)) % allowed by \(acceptance.name)"
        }
        return nil
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
