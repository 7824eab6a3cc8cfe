/// One member of an object: its key in JSON, the property that holds it, and how it is read and written.
///
/// `RecordMember+Fields.swift` makes those of fields, one for each kind of the standard; `RecordMember+Structure.swift`
/// makes the others.
public struct RecordMember<Object: RecordObject>: Sendable {
    /// A property of the object.
    typealias Path<Value> = any WritableKeyPath<Object, Value> & Sendable

    /// The key in JSON; for a field its official id.
    public let id: String

    /// Whether it is a field of the standard, not a part of the record's own structure.
    public let isField: Bool

    /// The property; a `WritableKeyPath` of the object.
    public let keyPath: any PartialKeyPath<Object> & Sendable

    /// Sets the property from a JSON value; leaves it alone where the value states nothing.
    let read: @Sendable (inout Object, JSONValue, inout RecordReading) throws -> Void

    /// The canonical JSON value; nil where nothing is stated.
    let write: @Sendable (Object) -> JSONValue?

    /// A member that is one property.
    init<Value>(
        _ id: String,
        _ keyPath: Path<Value>,
        isField: Bool,
        read: @escaping @Sendable (JSONValue, inout RecordReading) throws -> Value?,
        write: @escaping @Sendable (Value) -> JSONValue?
    ) {
        self.init(
            id, keyPath, isField: isField,
            readInto: { object, value, reading in
                if let result = try read(value, &reading) { object[keyPath: keyPath] = result }
            },
            writeFrom: { write($0[keyPath: keyPath]) })
    }

    /// A member that touches more than one property.
    init(
        _ id: String,
        _ keyPath: any PartialKeyPath<Object> & Sendable,
        isField: Bool,
        readInto read: @escaping @Sendable (inout Object, JSONValue, inout RecordReading) throws -> Void,
        writeFrom write: @escaping @Sendable (Object) -> JSONValue?
    ) {
        self.id = id
        self.isField = isField
        self.keyPath = keyPath
        self.read = read
        self.write = write
    }
}
