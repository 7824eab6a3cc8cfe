import HTCDSDocuments
public import HTCDSFindings
import HTCDSMapping
public import HTCDSSpec
import HTCDSValidation

/// What the tool can be asked about itself and the standard.
public enum Catalogues {
    /// Every rule, sorted by id.
    public static var rules: [RuleDescription] { RuleCatalogue.descriptions }

    public static var mappingNames: [String] { MappingCatalogue.names }
    /// The text of a shipped mapping.
    public static func mapping(_ name: String) -> String? { MappingCatalogue.yaml(name) }

    public static var standard: HTCDSStandard { .v2_0 }

    /// The id that was probably meant.
    public static func nearestField(to id: String) -> String? {
        Spelling.nearest(to: id, in: standard.fields.map(\.id))
    }

    /// The codes a field may hold, with their labels; nil where the field has no list.
    public static func codes(of field: FieldSpec) -> [(name: String, label: String)]? {
        guard let table = CodeTable.of(field) else { return nil }
        return zip(table.names, table.labels).map { ($0, $1) }
    }
}
