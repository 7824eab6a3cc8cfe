import HTCDSMapping
import HTCDSSpec

/// What a sound cell of a field looks like: made up from public lists, never taken from data.
enum ExampleValue {
    /// nil where any text will do.
    static func of(_ field: FieldSpec) -> String? {
        switch field.codeList {
        case .iso3166?: return "VN"
        case .iso639?: return "vie"
        case _?: return CodeTable.of(field)?.names.first
        case nil: break
        }
        if field.id.hasSuffix("Phone") { return "+442079460000" }
        if field.id.hasSuffix("Email") { return "name@example.org" }
        if field.id == "hte_Country" { return "VN" }
        return switch field.kind {
        case .date: "2019-05-03"
        case .checkbox: "true"
        case .number: "17"
        case .geolocation: "10.75"
        case .text, .longText, .picklist, .multiselect, .lookup: nil
        }
    }
}
