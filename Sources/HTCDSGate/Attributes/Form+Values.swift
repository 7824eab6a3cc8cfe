public import HTCDSSpec

extension Attribute.Source {
    /// The field of the standard that it is; nil for a kept column.
    public var field: FieldSpec? {
        guard case .field(let id) = origin else { return nil }
        return HTCDSStandard.v2_0.field(id: id)
    }
}

extension Attribute.Form {
    /// What can come of a source, without the empty value; nil where only the data knows.
    func closedValues(of source: Attribute.Source) -> [String]? {
        switch self {
        case .keep: source.field.flatMap(Self.names)
        case .any: ["1"]
        case .values(let names, let otherwise): Set(names.values).union(otherwise.map { [$0] } ?? []).sorted()
        case .bands(let starts, let open), .ageBand(let starts, let open, _): Bands(starts, open: open).names
        case .year, .quarter: nil
        case .country(let letters): Countries.all.map { letters == 3 ? $0.alpha3 : $0.alpha2 }
        case .region(let tier): tier == 1 ? Regions.regions : Regions.subregions
        case .section: IndustryTiers.all.compactMap(\.code)
        }
    }

    /// The names of the values of a field, nil where there is no list of them.
    static func names(of field: FieldSpec) -> [String]? {
        switch field.codeList {
        case nil: field.kind == .checkbox ? ["true", "false"] : nil
        case .iso3166?: Countries.all.map(\.alpha2)
        case .iso639?: Languages.all.map(\.alpha3T)
        case let list?: HTCDSStandard.v2_0.codeList(list)?.codes.map(\.name)
        }
    }
}
