import Foundation
import Testing

@testable import HTCDSModel

/// The JSON value of a text, for comparison without regard to the order of keys.
func value(_ text: String) throws -> JSONValue { try JSONParser.parse(text.utf8) }

/// What was normalised, as `path kind`.
func notes(_ normalisations: [Normalisation]) -> [String] {
    normalisations.map { "\($0.path) \($0.kind.rawValue)" }
}

/// Decodes and encodes in both ways, ours and Foundation's, and expects both results to be equal as JSON values.
func roundTrip(_ text: String, recordNumber: Int? = nil) throws -> (value: JSONValue, notes: [String]) {
    let (record, normalisations) = try CaseRecord.decode(json: text.utf8, recordNumber: recordNumber)
    let ours = try JSONParser.parse(record.encodedJSON())
    let theirs = try JSONParser.parse(JSONEncoder().encode(record))
    #expect(ours == theirs)
    if recordNumber == nil {
        #expect(try JSONDecoder().decode(CaseRecord.self, from: Data(text.utf8)) == record)
    }
    return (ours, notes(normalisations))
}

/// Expects a document to be canonical: nothing normalised, and encoding gives it back.
func expectIdentity(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let result = try roundTrip(text)
    #expect(result.notes.isEmpty, sourceLocation: sourceLocation)
    #expect(try result.value == value(text), sourceLocation: sourceLocation)
}

/// The error of decoding, or nil where there was none; `DecodingError` is the only kind.
func decodingError(_ text: String) -> DecodingError? {
    do {
        _ = try CaseRecord.decode(json: text.utf8)
        return nil
    } catch let error as DecodingError {
        return error
    } catch {
        Issue.record("not a DecodingError: \(type(of: error))")
        return nil
    }
}

extension DecodingError {
    var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context): context
        case .dataCorrupted(let context): context
        @unknown default: nil
        }
    }

    var path: [String] { context?.codingPath.map(\.stringValue) ?? [] }
}
