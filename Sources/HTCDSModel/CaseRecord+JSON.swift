import OrderedCollections

extension CaseRecord {
    /// Reads a record from a JSON document in UTF-8, and tells what was not in canonical form.
    ///
    /// Keeps every digit of numbers and the order of `extensions`, which `JSONDecoder` cannot. A canonical document
    /// gives no normalisations, and encoding gives it back. Keys that no field has are kept in `extensions` of their
    /// object, nested values as JSON text.
    ///
    /// - Parameters:
    ///   - json: The document; a byte order mark is passed over.
    ///   - recordNumber: Number of the record in its data set, from 1, which becomes the id of a record without one.
    /// - Returns: The record, and its normalisations in the order of reading.
    /// - Throws: `DecodingError` where the document is not JSON, has a key twice in an object, nests deeper than 64
    ///   levels, is of another version of the standard, has no id, or holds a value that its field cannot take, such as
    ///   an object, or a day that does not exist, for a date. Messages give the place and the kind of value, never the
    ///   value. A code that no list holds is no error.
    public static func decode(
        json: some Sequence<UInt8>, recordNumber: Int? = nil
    ) throws -> (record: CaseRecord, normalisations: [Normalisation]) {
        var reading = RecordReading()
        let record = try CaseRecord(JSONParser.parse(json), reading: &reading, recordNumber: recordNumber)
        return (record, reading.normalisations)
    }

    /// The record in canonical form: one line of UTF-8 without its end, keys in the order of the standard.
    ///
    /// - Throws: `EncodingError.invalidValue` for a record with an empty id.
    public func encodedJSON() throws -> [UInt8] {
        try requireID(codingPath: [])
        return JSONWriter.bytes(of: json)
    }

    /// Reads a record leniently.
    ///
    /// Only `decode(json:recordNumber:)` also keeps numbers of any length and the order of `extensions`, refuses keys
    /// that stand twice, and tells what was normalised.
    ///
    /// - Throws: `DecodingError`, as `decode(json:recordNumber:)`.
    public init(from decoder: any Decoder) throws {
        var reading = RecordReading(base: decoder.codingPath)
        try self.init(JSONValue(from: decoder), reading: &reading, recordNumber: nil)
    }

    /// Writes the canonical form; the order of keys is the encoder's.
    ///
    /// - Throws: `EncodingError.invalidValue` for a record with an empty id.
    public func encode(to encoder: any Encoder) throws {
        try requireID(codingPath: encoder.codingPath)
        try json.encode(to: encoder)
    }

    private init(_ value: JSONValue, reading: inout RecordReading, recordNumber: Int?) throws {
        self.init(id: "")
        try reading.fill(&self, from: value)
        if case .object(let entries) = value, (entries["htcds"] ?? .null).isEmpty { reading.note(.versionAssumed) }
        guard id.isEmpty else { return }
        guard let recordNumber else { throw reading.missing("id", "Expected an id for the record") }
        id = String(recordNumber)
        reading.note(.idFromRecordNumber)
    }

    private func requireID(codingPath: [any CodingKey]) throws {
        guard id.isEmpty else { return }
        throw EncodingError.invalidValue(
            id, .init(codingPath: codingPath + [JSONKey("id")], debugDescription: "The record has no id."))
    }
}

extension RecordMember {
    /// The version of the standard: written always, and read only to see that it is the one.
    static func version(
        _ id: String, _ keyPath: any KeyPath<Object, String> & Sendable, only version: String
    ) -> RecordMember {
        .init(
            id, keyPath, isField: false,
            readInto: { _, value, reading in
                guard let text = try reading.text(value) else { return }
                guard text == version || NumberValue(text).map({ $0 == NumberValue(version) }) == true else {
                    throw reading.wrongValue("Expected a record of HTCDS \(version); upgrade others first")
                }
            },
            writeFrom: { _ in .string(version) })
    }

    /// A text that has no way of not being stated.
    static func requiredText(_ id: String, _ keyPath: Path<String>) -> RecordMember {
        .init(id, keyPath, isField: false, read: { try $1.text($0) }, write: { stated($0) })
    }
}
