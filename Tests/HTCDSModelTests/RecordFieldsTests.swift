import Foundation
import HTCDSSpec
import Testing

@testable import HTCDSModel

@Suite("Every field of the standard has a property")
struct RecordFieldsTests {
    static let fields = HTCDSStandard.v2_0.fields

    @Test("the ids of all tables together are those of the standard, in its order")
    func ids() {
        #expect(RecordFields.all.map(\.id) == Self.fields.map(\.id))
        #expect(RecordFields.tables.flatMap { $0.fieldIDs } == Self.fields.map(\.id))
        #expect(RecordFields.all.map(\.table) == Self.fields.map(\.table))
        #expect(RecordFields["prs_Gender"]?.keyPath == \Person.gender)
        #expect(RecordFields["prs_gender"] == nil)
    }

    @Test("each comes back under its id, from its property, and not as an extension", arguments: fields)
    func roundTrip(_ field: FieldSpec) throws {
        let text = Self.document(field: field, value: Self.sample(of: field))
        try expectIdentity(text)
        let (record, _) = try CaseRecord.decode(json: text.utf8)
        #expect(!String(decoding: try record.encodedJSON(), as: UTF8.self).contains(#""extensions""#))
    }

    @Test("each property has the type that the kind of the field asks for", arguments: fields)
    func type(_ field: FieldSpec) throws {
        let entry = try #require(RecordFields[field.id])
        let type = "\(Swift.type(of: entry.keyPath).valueType)"
        switch field.kind {
        case .text, .longText:
            #expect(type == (field.codeList == .iso3166 ? "Optional<CountryCode>" : "Optional<String>"))
        case .date: #expect(type == "Optional<PartialDate>")
        case .checkbox: #expect(type == "Optional<Bool>")
        case .number, .geolocation: #expect(type == "Optional<NumberValue>")
        case .lookup: #expect(type == "Optional<Lookup>")
        case .picklist: #expect(type.hasPrefix("Optional<"))
        case .multiselect: #expect(type.hasPrefix("MultiSelect<"))
        }
    }

    @Test("each property of a picklist knows the codes of its list, and no others", arguments: fields)
    func codes(_ field: FieldSpec) throws {
        guard let list = field.codeList.flatMap({ HTCDSStandard.v2_0.codeList($0) }) else { return }
        let entry = try #require(RecordFields[field.id])
        let codes = try #require(Self.knownCodes(Swift.type(of: entry.keyPath).valueType))
        #expect(codes == list.codes.map(\.name))
    }

    @Test("each property is named like its field", arguments: RecordFields.tables.map { "\($0)" })
    func names(_ table: String) throws {
        let type = try #require(RecordFields.tables.first { "\($0)" == table })
        let properties = Mirror(reflecting: type.init()).children.compactMap(\.label)
        for id in type.fieldIDs {
            let name = id.drop { $0 != "_" }.dropFirst()
            #expect(properties.contains(name.prefix(1).lowercased() + name.dropFirst()), "\(id)")
        }
    }

    @Test("a field that no property has would land in the extensions: the round trip can fail")
    func canFail() throws {
        let result = try HTCDSModelTests.roundTrip(#"{"htcds": "2.0", "id": "1", "persons": [{"prs_New": "x"}]}"#)
        #expect(result.notes == ["/persons/0/prs_New unknownKeyKept"])
        #expect(try result.value != value(#"{"htcds": "2.0", "id": "1", "persons": [{"prs_New": "x"}]}"#))
    }

    /// JSON of a value that the field can hold.
    static func sample(of field: FieldSpec) -> String {
        switch field.codeList {
        case .iso3166?: return field.kind == .multiselect ? #"["VN", "FR"]"# : #""VN""#
        case .iso639?: return #""vie""#
        default: break
        }
        let codes = field.codeList.flatMap { HTCDSStandard.v2_0.codeList($0) }?.codes.map(\.name) ?? []
        return switch field.kind {
        case .text, .longText: #""Some text""#
        case .picklist: "\"\(codes[0])\""
        case .multiselect: "[\"\(codes[1])\", \"\(codes[0])\"]"
        case .date: #""2018-05""#
        case .checkbox: "false"
        case .number: "17"
        case .geolocation: "-77.036500"
        case .lookup: #"{"ref": "o1"}"#
        }
    }

    static func document(field: FieldSpec, value: String) -> String {
        let own = "{\"\(field.id)\": \(value)}"
        let place =
            switch field.table {
            case .case: "\"case\": \(own)"
            case .person: "\"persons\": [\(own)]"
            case .consent: "\"persons\": [{\"consent\": \(own)}]"
            case .victimContext: "\"persons\": [{\"victim\": \(own)}]"
            case .perpetratorContext: "\"persons\": [{\"perpetrator\": \(own)}]"
            case .organization: "\"organizations\": [\(own)]"
            case .caseComment: "\"comments\": [\(own)]"
            case .event: "\"events\": [\(own)]"
            case .supportPlan: "\"supportPlans\": [\(own)]"
            }
        return "{\"htcds\": \"2.0\", \"id\": \"1\", \(place)}"
    }

    /// The codes that the type of a property knows: `Gender?` or `MultiSelect<MethodOfControl>`.
    static func knownCodes(_ type: any Any.Type) -> [String]? {
        (type as? any CodeHolder.Type)?.knownCodes
    }
}

/// The type of a property that holds codes.
private protocol CodeHolder {
    static var knownCodes: [String] { get }
}

extension Optional: CodeHolder where Wrapped: CodeValue {
    static var knownCodes: [String] { Wrapped.allKnown.map(\.code) }
}

extension MultiSelect: CodeHolder where Choice: CodeValue {
    static var knownCodes: [String] { Choice.allKnown.map(\.code) }
}
