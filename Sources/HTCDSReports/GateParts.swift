internal import HTCDSFindings

/// What a gate did, as sentences and tables that every form of a report lays out in its own way.
struct GateParts {
    struct Table {
        var title: String
        var header: [String]
        var rows: [[String]]
        /// Columns that hold numbers.
        var numbers: Set<Int> = []
        /// What a picture shows of each row, 0…1; empty: no picture.
        var bars: [Double] = []
        /// Column with what the bars are called.
        var barColumn = 0
    }

    private let gate: Report.Gate
    /// Why nothing left; nil where the gate let it.
    private let stopped: String?
    private let words: ReportWords

    /// nil where the report is not one of a gate.
    init?(_ report: Report, _ words: ReportWords) {
        guard let gate = report.gate else { return nil }
        self.gate = gate
        stopped = report.verdict == .fail ? report.because : nil
        self.words = words
    }

    var title: String { words(stopped == nil ? .gateTitle : .gateTitleStopped) }

    var sentences: [String] {
        let victims = words(
            .gateVictims, String(gate.victims.read), String(gate.victims.passed), String(gate.victims.withheld))
        let (policy, rows, k) = (gate.policy.name, String(gate.rows), String(gate.k))
        guard let stopped else { return [victims, words(.gatePolicy, policy, rows, k)] }
        return [words(.gateStopped, stopped), victims, words(.gatePolicyStopped, policy, rows, k)]
    }

    /// What left, or did not, by column; without rows in a report that was put together from parts.
    var columns: Table {
        let didLeave = stopped == nil
        return Table(
            title: words(didLeave ? .gateColumns : .gateColumnsStopped),
            header: [
                words(.columnTitle), words(.gateKind), words(didLeave ? .gateValues : .gateValuesStopped),
                words(didLeave ? .gateRareValues : .gateRareValuesStopped),
            ],
            rows: gate.attributes.map {
                [$0.name, kind($0.kind), String($0.values), $0.rareValues == 0 ? "0" : String($0.rareValues)]
            }, numbers: [2, 3])
    }

    private func kind(_ kind: String) -> String {
        switch kind {
        case "binary": words(.gateBinary)
        case "category": words(.gateCategory)
        case "multi": words(.gateMulti)
        default: kind
        }
    }

    // MARK: Risk

    var riskSentences: [String] {
        guard let risk = gate.risk else { return [] }
        let k = String(gate.k)
        // Longer ones may be reported by synthesis, but are not counted here.
        let longest = risk.byLength.map(\.length).max() ?? gate.reportingLength
        var sentences = [
            words(.riskNote, k), words(.riskCombinations, String(longest), String(risk.combinations)),
            words(.riskUnique, share(risk.unique)), words(.riskRare, share(risk.rare)),
        ]
        if let classes = risk.kAnonymity {
            sentences.append(
                words(
                    .riskClasses, classes.columns.joined(separator: ", "), String(classes.classes),
                    count(classes.smallestClass), k, share(classes.inSmallClasses)))
        }
        if let differing = risk.differencing {
            sentences.append(words(.riskDiffering, k, count(differing.combinations), share(differing.rows)))
            if !differing.onlyInOne.isEmpty {
                sentences.append(words(.riskNotCompared, differing.onlyInOne.joined(separator: ", ")))
            }
        }
        return sentences
    }

    var riskTables: [Table] {
        guard let risk = gate.risk else { return [] }
        return [lengths(risk), attributes(risk), pairs(risk), gains(risk), diversity(risk)].filter { !$0.rows.isEmpty }
    }

    private func lengths(_ risk: Report.DisclosureRisk) -> Table {
        Table(
            title: words(.riskByLength),
            header: [
                words(.riskAttributesColumn), words(.riskCombinationsColumn), words(.riskRareColumn),
                words(.riskUniqueColumn),
            ],
            rows: risk.byLength.map {
                [String($0.length), String($0.combinations), count($0.rare), count($0.unique)]
            }, numbers: [0, 1, 2, 3])
    }

    private func attributes(_ risk: Report.DisclosureRisk) -> Table {
        Table(
            title: words(.riskAttributes), header: [words(.riskAttribute), words(.riskShare)],
            rows: risk.attributes.map {
                [words(.pair, $0.column, $0.value ?? words(.riskRareValue)), percent($0.share)]
            }, numbers: [1], bars: risk.attributes.map(\.share))
    }

    private func pairs(_ risk: Report.DisclosureRisk) -> Table {
        Table(
            title: words(.riskPairs), header: [words(.riskPair), words(.riskShare)],
            rows: risk.pairs.map { [$0.columns.joined(separator: " + "), percent($0.share)] }, numbers: [1],
            bars: risk.pairs.map(\.share))
    }

    /// The column that would gain most comes first.
    private func gains(_ risk: Report.DisclosureRisk) -> Table {
        let sorted = risk.gains.enumerated().sorted {
            ($0.element.dropped.share ?? 0, $0.offset) < ($1.element.dropped.share ?? 0, $1.offset)
        }.map(\.element)
        let hasCoarser = sorted.contains { $0.coarser != nil }
        return Table(
            title: words(.riskGains),
            header: [words(.columnTitle), words(.riskWithout)]
                + (hasCoarser ? [words(.riskCoarser), words(.riskGeneralised)] : []),
            rows: risk.rare.share == 0
                ? []
                : sorted.map {
                    [$0.column, share($0.dropped)]
                        + (hasCoarser ? [$0.coarser.map(coarser) ?? "", $0.generalised.map(share) ?? ""] : [])
                }, numbers: [1, 3], bars: sorted.map { $0.dropped.share ?? 0 })
    }

    /// A form that the gate finds by itself, in words; another's name as it is.
    private func coarser(_ name: String) -> String {
        switch name {
        case "region": words(.coarserRegion)
        case "subregion": words(.coarserSubregion)
        case "year": words(.coarserYear)
        case "fiveYears": words(.coarserFiveYears)
        case "bandPairs": words(.coarserBandPairs)
        default: name
        }
    }

    private func diversity(_ risk: Report.DisclosureRisk) -> Table {
        Table(
            title: words(.riskDiversity),
            header: [words(.riskSensitive), words(.riskFewest), words(.riskUniform)],
            rows: risk.lDiversity.map {
                [$0.column, $0.fewestValues.map(String.init) ?? "", share($0.inUniformClasses)]
            }, numbers: [1, 2])
    }

    // MARK: Figures

    private func share(_ share: Report.DisclosureRisk.Share) -> String {
        if let told = share.share { return percent(told) }
        return words(.fewerThan, String(share.below ?? gate.k))
    }

    private func count(_ count: Report.DisclosureRisk.Count) -> String {
        if let told = count.count { return String(told) }
        return words(.fewerThan, String(count.below ?? gate.k))
    }

    /// With one decimal, written as the language does. A report may come from a file, so the share may be anything.
    private func percent(_ share: Double) -> String {
        let tenths = Int((min(1, max(0, share)) * 1000).rounded())
        let (whole, decimal) = tenths.quotientAndRemainder(dividingBy: 10)
        let sign = words.language == .english ? "." : ","
        return words(.percent, decimal == 0 ? String(whole) : "\(whole)\(sign)\(decimal)")
    }
}
