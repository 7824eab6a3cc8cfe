/// What a field holds, read from the column "Field Type" of the standard.
///
/// A picklist or multiselect has a code list; so have some texts (`prs_MailingCountry`), for which the standard names
/// one in its notes. "Picklist or Text" is a picklist where a list is named (`org_ShippingCountry`) and else a text. A
/// field without a type (`per_Organisation`) is a text.
public enum FieldKind: String, Sendable, Hashable {
    case text
    case longText
    case picklist
    case multiselect
    case date
    case checkbox
    case number
    case geolocation
    case lookup
}
