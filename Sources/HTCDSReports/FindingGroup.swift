internal import HTCDSFindings

/// All findings of one rule, field and severity, as a person wants to hear of them: once, with a few places.
struct FindingGroup {
    static let placesShown = 5
    static let shapesShown = 3
    static let examplesKept = 3

    private(set) var row: Report.RuleCount
    private let words: ReportWords
    /// The fields, where a rule about columns speaks of several: they are told in one go.
    private(set) var fields: [String]
    private(set) var places: [SourceLocation] = []
    /// The first few findings as they came.
    private(set) var examples: [Finding] = []
    private(set) var messages: [String] = []
    private var ownShapes: [String] = []
    /// In the language of the report.
    var shapes: [String] { ownShapes.map(words.shape) }
    private(set) var suggestions: [String] = []
    private(set) var values: [String] = []

    /// Records of the data set.
    private let total: Int

    init(_ row: Report.RuleCount, of total: Int, words: ReportWords) {
        self.row = row
        self.total = total
        self.words = words
        fields = [row.field].compactMap { $0 }
    }

    /// Whether the group is about columns or files, not about records.
    private var isAboutColumns: Bool { row.records == 0 }

    private mutating func join(_ other: FindingGroup) {
        row.count = row.count.addingReportingOverflow(other.row.count).partialValue
        row.field = nil
        fields += other.fields
    }

    /// "106 times, in 100 records (10 %), one after the other from record 100 to 199".
    var amount: String {
        let amount: String =
            switch (row.count, row.records) {
            case (_, ...0): words.times(row.count)
            case (1, 1): words(.onceInARecord)
            case (_, 1): words(.timesInARecord, String(row.count))
            default: words(.timesInRecords, String(row.count), String(row.records))
            }
        guard let pattern = row.pattern else { return amount }
        let (first, last) = (row.firstRecord.map(String.init) ?? "", row.lastRecord.map(String.init) ?? "")
        let share = DataUse.percent(row.records, of: Double(total))
        let told = share == 0 ? words(.underOnePercent) : words(.percent, String(share))
        return switch pattern {
        case .everyRecord: words(.inEveryRecord, amount)
        case .block: words(.inABlock, amount, told, first, last)
        case .scattered: words(.scattered, amount, told, first, last)
        }
    }

    mutating func add(_ finding: Finding) {
        if places.count < Self.placesShown { places.append(finding.location) }
        if examples.count < Self.examplesKept { examples.append(finding) }
        Self.add(finding.message, to: &messages)
        if let shape = finding.shape { Self.add(shape, to: &ownShapes) }
        if let suggestion = finding.suggestion { Self.add(suggestion, to: &suggestions) }
        if let value = finding.value { Self.add(value, to: &values) }
    }

    private static func add(_ text: String, to list: inout [String]) {
        if list.count < shapesShown, !list.contains(text) { list.append(text) }
    }

    /// The groups of a report without their findings, the worst first: by severity, then by number of findings. What
    /// one rule says about several columns is one group.
    static func groups(of report: Report, words: ReportWords) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        for group in sorted(report, words) {
            if group.isAboutColumns, let last = groups.last, last.isAboutColumns, last.row.rule == group.row.rule,
                last.row.severity == group.row.severity
            {
                groups[groups.count - 1].join(group)
            } else {
                groups.append(group)
            }
        }
        return groups
    }

    private static func sorted(_ report: Report, _ words: ReportWords) -> [FindingGroup] {
        // A kept report may hold any numbers.
        let (sum, isTooLarge) = report.records.accepted.addingReportingOverflow(report.records.rejected)
        let total = isTooLarge ? Int.max : sum
        return report.rules
            .sorted { a, b in
                if a.severity != b.severity { return a.severity > b.severity }
                if a.count != b.count { return a.count > b.count }
                if a.rule != b.rule { return a.rule < b.rule }
                return (a.field ?? "") < (b.field ?? "")
            }
            .map { FindingGroup($0, of: total, words: words) }
    }

    struct Key: Hashable {
        var rule: RuleID
        var field: String?
        var severity: Severity

        init(rule: RuleID, field: String?, severity: Severity) {
            self.rule = rule
            self.field = field
            self.severity = severity
        }
        init(_ finding: Finding) {
            self.init(rule: finding.rule, field: finding.field, severity: finding.severity)
        }
        init(_ row: Report.RuleCount) { self.init(rule: row.rule, field: row.field, severity: row.severity) }
    }
    /// What findings of this group are known by.
    var keys: [Key] {
        fields.isEmpty
            ? [Key(rule: row.rule, field: nil, severity: row.severity)]
            : fields.map { Key(rule: row.rule, field: $0, severity: row.severity) }
    }

    /// One place a line: "Case Sheet H19", "line 41, column Case date (cell C41)", "and 7 more".
    func placeLines(sources: [String]) -> [String] {
        var lines: [String] = []
        for place in places {
            let file = sources.count > 1 && sources.indices.contains(place.source) ? sources[place.source] + ": " : ""
            let line = file + place.toldInBrief(words)
            if lines.last != line { lines.append(line) }
        }
        if lines == [words(.theWholeFile)] { return lines }
        let more = row.count.subtractingReportingOverflow(places.count).partialValue
        return lines + (more > 0 ? [words(.andMore, String(more))] : [])
    }

    /// "Case Sheet H19, H23 and 7 more". `sources` are the names of the files; they are told where there are several.
    func whereText(sources: [String]) -> String {
        var parts: [String] = []
        var sheet: String?
        for place in places {
            let file = sources.count > 1 && sources.indices.contains(place.source) ? sources[place.source] + ": " : ""
            if let cell = place.cell, let name = place.sheet {
                let room = file + name
                parts.append(room == sheet ? cell : "\(room) \(cell)")
                sheet = room
            } else {
                parts.append(file + place.told(words))
                sheet = nil
            }
        }
        let separator = parts.contains { $0.contains(", ") } ? "; " : ", "
        let more = row.count.subtractingReportingOverflow(places.count).partialValue
        if Set(parts) == [words(.theWholeFile)] { return words(.theWholeFile) }
        let text = parts.joined(separator: separator)
        return more > 0 ? words(.wholeAndMore, text, String(more)) : text
    }
}
