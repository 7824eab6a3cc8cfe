import Foundation
import HTCDSCells
import HTCDSFindings
import HTCDSGate
import HTCDSReports
import HTCDSValidation

/// One passage through the gate: read, decide, write, read again, and only then give the folder its name.
final class GateRun {
    private let gate: Gating.Options
    private let options: RunOptions
    let policy: LoadedPolicy
    let target: HandOffTarget
    private let key: SigningKey?
    private let withdrawn: WithdrawnConsents?
    let folder: GateFolder
    private let whole: (any ByteSink)?
    private let run: DataSetRun
    let rows: GateRows
    private let quarantine: QuarantineWriter
    let earlier: EarlierRelease?

    init(files: [String], directory: String, gate: Gating.Options, options: RunOptions) throws {
        guard let target = HandOffTarget(rawValue: gate.target) else {
            throw ToolError(.usage, "--for must be one of \(Gating.targets.joined(separator: ", ")).")
        }
        self.gate = gate
        self.target = target
        var policy = try PolicyLibrary.load(gate.policy)
        if target.wantsZeros { policy.policy = policy.policy.withZeros }
        self.policy = policy
        let options = Self.options(options, gate, policy.policy)
        self.options = options
        let documents = [gate.withdrawn, gate.sign, PolicyLibrary.isShipped(gate.policy) ? nil : gate.policy]
        try OutputGuard.demandApart(
            inputs: files + options.documents + documents.compactMap(\.self),
            outputs: [gate.quarantine].compactMap(\.self))
        try GatePaths.demandOutside(gate.quarantine, of: [directory] + [gate.earlier].compactMap(\.self))
        key = try gate.sign.map { try SigningKey(path: $0) }
        withdrawn = try gate.withdrawn.map { try WithdrawnConsents.load($0) }
        earlier = try gate.earlier.map { try EarlierRelease($0) }
        let asksForIDs = withdrawn != nil || policy.policy.subjectColumn != nil
        let pseudonyms = asksForIDs ? try Pseudonyms(policy.policy.key) : nil
        run = try DataSetRun(paths: files, options: options)
        folder = try GateFolder(path: directory)
        whole = try gate.quarantine.map { try OutputOpener.open($0) }
        quarantine = QuarantineWriter(try folder.file(.quarantine))
        rows = GateRows(
            GateEncoder.Terms(
                policy: policy.policy, asOf: run.opener.asOf, pseudonyms: pseudonyms, withdrawn: withdrawn,
                keepsRecords: whole != nil), quarantine: quarantine, whole: whole)
        run.findings = rows.errors
    }

    /// Rules that a gate answers for itself, unless the policy weighs them: what tells who somebody is does not leave, and
    /// each victim is withheld by themselves. Who is counted twice is no longer rare, so the further record does not pass.
    private static let answered: [RuleID: Severity] = [
        "privacy.identifier-present": .info, "privacy.free-text-present": .info, "privacy.contact-in-text": .info,
        "privacy.name-in-text": .info, "consent.not-given": .warning, "consent.missing": .warning,
        "value.missing": .warning, "reference.duplicate-id": .error,
    ]

    /// What the run is judged by: the policy, unless the user says otherwise.
    static func options(_ options: RunOptions, _ gate: Gating.Options, _ policy: Policy) -> RunOptions {
        var options = options
        options.profile = gate.profile ?? policy.profile
        options.acceptance = gate.acceptance ?? policy.acceptance
        options.weights = answered.merging(policy.weights) { $1 }
        return options
    }

    func run(progress: ((Int) -> Void)?) throws -> Gating.Result {
        run.progress = progress
        var report = try run.run(rows, rejects: true)
        try rows.finish()
        try quarantine.commit()
        var table = rows.makeTable()
        var facts = facts(report)
        facts.faults += overflows(table)
        let rare = RareValues(table, k: policy.policy.k)
        var rareByName: [String: Int] = [:]
        for (column, count) in zip(table.columns, rare.valuesByColumn) { rareByName[column.name] = count }
        if policy.policy.rareValues == .suppress {
            _ = rare.suppress(in: &table)
        } else if !rare.isEmpty {
            facts.faults.append(GateWords.rareValues(rare, table, k: policy.policy.k))
        }
        var handOff: HandOff?
        if facts.faults.isEmpty, table.rowCount > 0 {
            let written = try write(table)
            handOff = written.handOff
            facts.faults += written.faults
        }
        let verdict = GateVerdict(facts)
        // Columns of several values are split for some readers: then their names hold values, which a failed gate never tells.
        if verdict.verdict == .pass { table = handOff?.table ?? table }
        if verdict.verdict == .fail {
            try folder.remove(.synthesis)
            try folder.remove(.columns)
        }
        report.verdict = verdict.verdict
        report.because = verdict.because
        report.records.accepted = rows.accepted
        report.records.rejected = rows.quarantined
        report.gate = section(table, rareByName)
        if verdict.verdict == .pass {
            report.gate?.risk = risk(table, threads: options.threads ?? ProcessInfo.processInfo.activeProcessorCount)
        }
        report = run.told(report)
        report.gate?.erroneous = rows.erroneous
        report.gate?.mostQuarantined = policy.policy.mostQuarantined
        let file = try folder.file(.report)
        try ReportWriting.write(report, format: "json", to: file)
        try file.commit()
        let receipt = try ReceiptWriting.write(receipt(report), to: folder, key: key)
        // The folder last: where it stands, everything does.
        try whole?.commit()
        try folder.commit()
        return Gating.Result(
            report: report, receipt: receipt, summary: GateWords.summary(report, receipt, folder.path), notes: notes)
    }

    // MARK: The verdict

    private func facts(_ report: Report) -> GateVerdict.Facts {
        var facts = GateVerdict.Facts()
        facts.judge(report.rules, records: rows.accepted + rows.quarantined, by: run.opener.acceptance)
        facts.quarantined = rows.quarantined
        facts.erroneous = rows.erroneous
        facts.rows = rows.rowCount
        facts.mostQuarantined = policy.policy.mostQuarantined
        if rows.hasIdentifiers {
            facts.faults.append(
                "A kept column holds the name, number or address of somebody in its record. Take its attribute out of the "
                    + "policy, or list the values that it may have.")
        }
        if rows.withoutID > 0 {
            facts.faults.append(
                "Victims stand in records without an id, which pseudonyms and the list of withdrawn consents are made of. Give "
                    + "each record an id, or do without both.")
        }
        // In a part of a job they may be about the others.
        if let withdrawn, !withdrawn.entries.isEmpty, rows.withdrawn.isEmpty, options.recordOffset == 0 {
            facts.faults.append(
                "None of the \(withdrawn.entries.count) entries of the list of withdrawn consents is about anybody in this "
                    + "data, as if it was made with another secret or from other ids. Make it anew, or leave it out.")
        }
        return facts
    }

    private func overflows(_ table: CategoryTable) -> [String] {
        rows.overflowing.sorted().map {
            "The column \(table.columns[$0].name) has more than 65,535 different values, so it is no category."
        }
    }

    /// - Parameter rare: how many values were taken out, by column before columns of several values were split.
    private func section(_ table: CategoryTable, _ rare: [String: Int]) -> Report.Gate {
        var told: Set<Int> = []
        var section = Report.Gate(
            policy: .init(name: policy.policy.name, sha256: policy.sha256), rows: table.rowCount, k: policy.policy.k,
            reportingLength: policy.policy.reportingLength, victims: rows.victims,
            attributes: table.columns.map { column in
                .init(
                    name: column.name, kind: column.kind.rawValue, values: column.distinctParts,
                    rareValues: rare[column.name] ?? 0,
                    left: attribute(of: column.name).flatMap { told.insert($0).inserted ? left(of: $0) : nil })
            })
        let consent = policy.policy.consent
        if consent.refused == .pass || consent.notStated == .pass { section.withoutConsent = consent.reason ?? "" }
        section.withdrawn = withdrawn.map { .init(listed: $0.entries.count, met: rows.withdrawn.count) }
        return section
    }

    /// The attribute that a column was made of, also where a column of several values was split for its reader.
    private func attribute(of column: String) -> Int? {
        (rows.columns.first { $0.name == column } ?? rows.columns.first { column.hasPrefix("\($0.name)_") })?.attribute
    }

    private func left(of attribute: Int) -> Report.Gate.Attribute.Left {
        let count = rows.losses.counts[attribute]
        let k = policy.policy.k
        return .init(
            several: .init(count.several, k: k), unlisted: .init(count.unlisted, k: k), unfit: .init(count.unfit, k: k))
    }

    private func receipt(_ report: Report) -> Receipt {
        Receipt(
            tool: report.tool, verdict: report.verdict, because: report.because,
            policy: .init(name: policy.policy.name, sha256: policy.sha256),
            mapping: .init(name: report.judgedBy.mapping.name, sha256: report.judgedBy.mapping.sha256),
            profile: report.judgedBy.profile, codeListsSha256: report.judgedBy.codeListsSha256,
            asOf: report.judgedBy.asOf,
            inputs: report.sources.enumerated().map { number, source in
                .init(sha256: source.sha256, bytes: source.bytes, records: rows.readByFile[number] ?? 0)
            }, outputs: [],
            counts: .init(
                read: rows.accepted + rows.quarantined, accepted: rows.accepted, quarantined: rows.quarantined,
                byRule: Dictionary(uniqueKeysWithValues: rows.byRule.map { ($0.key.rawValue, $0.value) })))
    }

    private var notes: [String] {
        var notes: [String] = []
        if let warning = key?.warning { notes.append(warning) }
        if let withdrawn {
            let unmet = withdrawn.entries.subtracting(rows.withdrawn).count
            if unmet > 0 {
                notes.append(
                    "\(unmet) of \(withdrawn.entries.count) entries of the list of withdrawn consents are about nobody in "
                        + "this data.")
            }
        }
        if let path = gate.quarantine, rows.quarantined > 0 {
            notes.append("Whole records that did not pass are in \(path). It holds personal data.")
        }
        return notes
    }
}
