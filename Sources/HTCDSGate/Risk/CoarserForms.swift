internal import HTCDSSpec

/// The next coarser form of columns whose values say what they are: countries, regions, bands, years, quarters.
///
/// Told by the values alone, so it holds for columns that were kept as a partner had them too. A column of which one value
/// does not fit has none.
enum CoarserForms {
    /// What a form is called in a report.
    enum Name: String, CaseIterable {
        case region, subregion, year, fiveYears, bandPairs
    }

    /// By number of the column.
    static func found(in table: CategoryTable) -> [Int: DisclosureRiskCounter.Coarser] {
        var found: [Int: DisclosureRiskCounter.Coarser] = [:]
        for (number, column) in table.columns.enumerated() where column.kind == .category {
            var isUsed = [Bool](repeating: false, count: max(1, column.values.count))
            for code in column.codes { isUsed[Int(code)] = true }
            let used = column.values.indices.filter { isUsed[$0] && !column.values[$0].isEmpty }
            guard used.count > 1, let (name, coarse) = form(of: used.map { column.values[$0] }) else { continue }
            var numbers: [String: UInt16] = [:]
            var remap = [UInt16](repeating: 0, count: max(1, column.values.count))
            for (value, text) in zip(used, coarse) {
                let number = numbers[text] ?? UInt16(numbers.count + 1)
                numbers[text] = number
                remap[value] = number
            }
            // What joins nothing gains nothing.
            guard numbers.count < used.count else { continue }
            found[number] = (name.rawValue, column.codes.map { remap[Int($0)] })
        }
        return found
    }

    private static func form(of texts: [String]) -> (Name, [String])? {
        for (name, coarser) in simple {
            let coarse = texts.compactMap(coarser)
            if coarse.count == texts.count { return (name, coarse) }
        }
        return bandPairs(texts).map { (.bandPairs, $0) }
    }

    private static let simple: [(Name, @Sendable (String) -> String?)] = [
        (.region, { regionOfSubregion[$0] }), (.subregion, { subregionOfCountry[$0] }), (.year, yearOfQuarter),
        (.fiveYears, fiveYears),
    ]

    private static let subregionOfCountry: [String: String] = {
        var subregions: [String: String] = [:]
        for country in Countries.all {
            // What the M49 does not place stays as it is.
            subregions[country.alpha2] = country.subregion ?? country.alpha2
            subregions[country.alpha3] = country.subregion ?? country.alpha3
        }
        return subregions
    }()

    private static let regionOfSubregion: [String: String] = {
        var regions: [String: String] = [:]
        for country in Countries.all {
            if let region = country.region, let subregion = country.subregion { regions[subregion] = region }
        }
        return regions
    }()

    /// `2019` of `2019-Q2`.
    private static func yearOfQuarter(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D, bytes[5] == 0x51, (0x31...0x34).contains(bytes[6]),
            number(text.prefix(4)) != nil
        else { return nil }
        return String(text.prefix(4))
    }

    /// `2015--2019` of `2017`.
    private static func fiveYears(_ text: String) -> String? {
        guard text.utf8.count == 4, let year = number(text[...]), (1900...2199).contains(year) else { return nil }
        let first = year - year % 5
        return "\(first)--\(first + 4)"
    }

    /// Neighbouring bands in one, from the lowest: `0--8` and `9--17` are `0--17`.
    private static func bandPairs(_ texts: [String]) -> [String]? {
        guard texts.contains(where: { $0.contains("--") }) else { return nil }
        let starts = texts.compactMap(start)
        guard starts.count == texts.count, Set(starts).count == starts.count else { return nil }
        let places = Dictionary(uniqueKeysWithValues: starts.sorted().enumerated().map { ($1, $0) })
        return starts.map { "pair \((places[$0] ?? 0) / 2)" }
    }

    /// The first number of a band: `9--17`, `48+`, or a band of one number.
    private static func start(_ text: String) -> Int? {
        if text.utf8.count <= 3, let only = number(text[...]) { return only }
        if text.hasSuffix("+") { return number(text.dropLast()) }
        guard let dash = text.firstRange(of: "--"), let last = number(text[dash.upperBound...]),
            let first = number(text[..<dash.lowerBound]), first <= last
        else { return nil }
        return first
    }

    private static func number(_ digits: Substring) -> Int? {
        guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }
}
