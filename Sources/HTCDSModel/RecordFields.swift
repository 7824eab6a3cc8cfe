public import HTCDSSpec

/// Where each field of the standard lives in a record.
public enum RecordFields {
    /// One field and its property.
    public struct Entry: Sendable {
        /// Official id: `prs_Gender`.
        public let id: String
        /// Table of the standard.
        public let table: HTCDSTable
        /// Type of the object that holds it: `Person`.
        public let object: any RecordObject.Type
        /// The property, a `WritableKeyPath` whose root is `object`.
        public let keyPath: any AnyKeyPath & Sendable
    }

    /// Every type that holds a row of a table, in the order of the standard.
    public static let tables: [any RecordPart.Type] = [
        Organization.self, Person.self, VictimContext.self, PerpetratorContext.self, CaseDetails.self, CaseComment.self,
        TraffickingEvent.self, SupportPlan.self, Consent.self,
    ]

    /// Every field of HTCDS 2.0, in the order of the standard.
    public static let all: [Entry] = tables.flatMap { entries(of: $0) }

    /// The field with this official id, compared as spelt; nil for none.
    public static subscript(id: String) -> Entry? { byID[id] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    private static func entries<Object: RecordPart>(of object: Object.Type) -> [Entry] {
        guard let table = object.table else { return [] }
        return object.members.filter(\.isField).map { member in
            Entry(id: member.id, table: table, object: object, keyPath: member.keyPath)
        }
    }
}
