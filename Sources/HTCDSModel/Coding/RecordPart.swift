/// An object within a case record.
public protocol RecordPart: RecordObject {
    /// Nothing stated.
    init()
}

extension RecordPart {
    /// Makes one and fills it in: `Person.with { $0.gender = .feminine }`.
    public static func with(_ fill: (inout Self) throws -> Void) rethrows -> Self {
        var part = Self()
        try fill(&part)
        return part
    }

    /// Reads an object leniently: what is not canonical is normalised, and keys that no field has go to `extensions`.
    ///
    /// - Throws: `DecodingError` with the path and the kind of what was found, never its value.
    public init(from decoder: any Decoder) throws {
        var reading = RecordReading(base: decoder.codingPath)
        self = try reading.part(JSONValue(from: decoder))
    }
}
