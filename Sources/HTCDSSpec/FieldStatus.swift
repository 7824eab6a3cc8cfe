/// Where a field stands; no field of HTCDS 2.0 has left the draft.
public enum FieldStatus: String, Sendable {
    case draft
    case deprecated
}
