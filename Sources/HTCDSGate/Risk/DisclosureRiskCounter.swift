public import HTCDSFindings

/// Says how easily somebody could be known by a table that leaves the gate.
///
/// Counts are exact, and equal to those of pac-synth's `Dataset.get_aggregates`. Time grows with the number of ways to
/// choose `reportingLength` of the columns, times rows; each coarser coding costs about a count of the combinations that
/// hold its column, and an earlier release a count of both. The result does not depend on the number of threads.
public struct DisclosureRiskCounter {
    /// A coarser form of a column: what it is called, and its code in each row (0: empty).
    public typealias Coarser = (label: String, codes: [UInt16])
    /// One attribute of a combination: number of the table's column and the value; of a joined column the part.
    public typealias CombinedAttribute = (column: Int, value: String)

    /// Longest combinations that are counted.
    public static let lengths = 1...5
    /// How many attributes and pairs are told.
    static let told = 20

    private let table: CategoryTable
    private let k: Int
    private let length: Int
    private let quasiIdentifiers: [Int]
    private let sensitive: [Int]
    private let coarser: [Int: Coarser]
    private let earlier: CategoryTable?
    private let threads: Int

    /// - Parameters:
    ///   - k: combinations in fewer rows are rare, and counts below it are not told. At least 1.
    ///   - reportingLength: most attributes of a combination, brought into ``lengths``.
    ///   - quasiIdentifiers: numbers of columns by which somebody could be known.
    ///   - sensitive: numbers of columns that must not follow from these.
    ///   - coarser: by number of a column; nil: where the values themselves say what is coarser (countries, regions, bands,
    ///     years, quarters).
    ///   - earlier: an earlier release, compared by the names of columns.
    public init(
        _ table: CategoryTable, k: Int, reportingLength: Int, quasiIdentifiers: [Int] = [], sensitive: [Int] = [],
        coarser: [Int: Coarser]? = nil, earlier: CategoryTable? = nil, threads: Int = 1
    ) {
        self.table = table
        self.k = max(1, k)
        length = min(max(reportingLength, Self.lengths.lowerBound), Self.lengths.upperBound)
        self.quasiIdentifiers = quasiIdentifiers.filter(table.columns.indices.contains)
        self.sensitive = sensitive.filter(table.columns.indices.contains)
        self.coarser = (coarser ?? CoarserForms.found(in: table)).filter { table.columns.indices.contains($0.key) }
        self.earlier = earlier
        self.threads = max(1, threads)
    }

    public func count() -> Report.DisclosureRisk {
        let columns = CountedColumns(table)
        let counted = CombinationCounter(columns: columns, task: .init(k: k, length: length)).count(threads: threads)
        let (tally, marks) = (counted.tally, counted.marks)
        var risk = Report.DisclosureRisk(
            combinations: tally.combinations.reduce(0, +),
            unique: share((0..<table.rowCount).count { marks.unique[$0] == 1 }),
            rare: share((0..<table.rowCount).count(where: marks.isRare)))
        risk.byLength = (1...length).map {
            .init(
                length: $0, combinations: tally.combinations[$0], rare: .init(tally.rare[$0], k: k),
                unique: .init(tally.unique[$0], k: k))
        }
        let rare = tally.rare.reduce(0, +)
        risk.attributes = attributes(tally, columns, rare: rare)
        risk.pairs = pairs(tally, rare: rare)
        addClasses(to: &risk)
        risk.gains = gains(marks)
        if let earlier { risk.differencing = differencing(earlier) }
        return risk
    }

    /// Hands over every combination that occurs, with the number of rows that hold it, in no promised order.
    public func visitCombinations(_ visit: @escaping ([CombinedAttribute], Int) -> Void) {
        let columns = CountedColumns(table)
        let task = CombinationWorker.Task(
            k: k, length: length,
            visit: { combination, count in
                visit(
                    combination.map {
                        (columns.columns[$0.column].source, columns.columns[$0.column].texts[Int($0.code) - 1])
                    }, count)
            })
        _ = CombinationCounter(columns: columns, task: task).count(threads: 1)
    }

    private func share(_ count: Int) -> Report.DisclosureRisk.Share { .init(count, of: table.rowCount, k: k) }

    /// In thousandths: a finer figure would say no more.
    private func part(_ count: Int, of total: Int) -> Double {
        (Double(count) / Double(max(1, total)) * 1000).rounded() / 1000
    }

    private func attributes(
        _ tally: CombinationTally, _ columns: CountedColumns, rare: Int
    ) -> [Report.DisclosureRisk.Attribute] {
        guard rare > 0, rare >= k else { return [] }
        var found: [(source: Int, text: String, rare: Int, column: Int, code: Int)] = []
        for (number, column) in columns.columns.enumerated() {
            for (place, count) in tally.rareByAttribute[number].enumerated() where count > 0 {
                found.append((column.source, column.texts[place], count, number, place + 1))
            }
        }
        found.sort { ($1.rare, $0.source, $0.text) < ($0.rare, $1.source, $1.text) }
        return found.prefix(Self.told).map { row in
            .init(
                column: table.columns[row.source].name,
                value: columns.support(of: row.code, in: row.column) < k ? nil : row.text,
                share: part(row.rare, of: rare))
        }
    }

    private func pairs(_ tally: CombinationTally, rare: Int) -> [Report.DisclosureRisk.Pair] {
        guard rare > 0, rare >= k else { return [] }
        let found = tally.rareByPair.enumerated().filter { $0.element > 0 }
            .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
        return found.prefix(Self.told).map { pair, count in
            let (first, second) = pair.quotientAndRemainder(dividingBy: tally.columnCount)
            return .init(
                columns: [table.columns[first].name, table.columns[second].name], share: part(count, of: rare))
        }
    }

    private func addClasses(to risk: inout Report.DisclosureRisk) {
        guard !quasiIdentifiers.isEmpty, table.rowCount > 0 else { return }
        let classes = CategoryClasses(table, columns: quasiIdentifiers)
        let inSmall = classes.sizes.lazy.filter { $0 < k }.reduce(0, +)
        risk.kAnonymity = .init(
            columns: quasiIdentifiers.map { table.columns[$0].name }, classes: classes.sizes.count,
            smallestClass: .init(classes.sizes.min() ?? 0, k: k), inSmallClasses: share(inSmall))
        risk.lDiversity = sensitive.map { column in
            let (fewest, rows) = classes.diversity(of: table.columns[column])
            return .init(column: table.columns[column].name, fewestValues: fewest, inUniformClasses: share(rows))
        }
    }

    private func gains(_ marks: RowMarks) -> [Report.DisclosureRisk.Gain] {
        table.columns.indices.map { column in
            let name = table.columns[column].name
            let without = (0..<table.rowCount).count { marks.isRare($0, without: column) }
            guard let coarser = coarser[column] else { return .init(column: name, dropped: share(without)) }
            let columns = CountedColumns(table, first: (column, coarser.codes))
            let counter = CombinationCounter(
                columns: columns, task: .init(k: k, length: length), onlyWithFirst: true)
            let with = counter.count(threads: threads).marks
            let either = (0..<table.rowCount).count { marks.isRare($0, without: column) || with.isRare($0) }
            return .init(
                column: name, dropped: share(without), coarser: coarser.label, generalised: share(either))
        }
    }

    private func differencing(_ earlier: CategoryTable) -> Report.DisclosureRisk.Differencing {
        let joined = JoinedReleases(table, earlier)
        let columns = CountedColumns(joined.table, bitsAllowed: false)
        let task = CombinationWorker.Task(k: k, length: length, secondReleaseFrom: table.rowCount)
        let counted = CombinationCounter(columns: columns, task: task).count(threads: threads)
        return .init(
            combinations: .init(counted.tally.rare.reduce(0, +), k: k),
            rows: share((0..<table.rowCount).count(where: counted.marks.isRare)), onlyInOne: joined.onlyInOne)
    }
}
