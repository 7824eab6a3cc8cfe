/// Makers of what is not a field: ids, parts, roles, lists and extensions.
extension RecordMember {
    /// A text of the record's own.
    static func plainText(_ id: String, _ keyPath: Path<String?>) -> RecordMember {
        .init(id, keyPath, isField: false, read: { try $1.text($0) }, write: { $0.flatMap(stated) })
    }

    /// A yes or no of the record's own.
    static func flag(_ id: String, _ keyPath: Path<Bool?>) -> RecordMember {
        .init(id, keyPath, isField: false, read: { try $1.bool($0) }, write: { $0.map { .bool($0) } })
    }

    /// A whole number of the record's own.
    static func count(_ id: String, _ keyPath: Path<Int?>) -> RecordMember {
        .init(
            id, keyPath, isField: false,
            read: { value, reading in
                guard let number = try reading.number(value) else { return nil }
                guard let count = number.int else { throw reading.wrongValue("Expected a whole number") }
                return count
            },
            write: { $0.map { .number(NumberValue($0)) } })
    }

    /// An object that is left out where it states nothing.
    static func part<Part: RecordPart>(_ id: String, _ keyPath: Path<Part>) -> RecordMember {
        .init(
            id, keyPath, isField: false,
            read: { try $1.statedPart($0) },
            write: { part in
                let json = part.json
                return json.isEmpty ? nil : json
            })
    }

    /// A part that may not be there at all.
    static func optionalPart<Part: RecordPart>(_ id: String, _ keyPath: Path<Part?>) -> RecordMember {
        .init(
            id, keyPath, isField: false,
            read: { try $1.statedPart($0) },
            write: { part in
                let json = part?.json ?? .null
                return json.isEmpty ? nil : json
            })
    }

    /// An object whose presence says something, so that it stands even when empty.
    static func role<Part: RecordPart>(_ id: String, _ keyPath: Path<Part?>) -> RecordMember {
        .init(
            id, keyPath, isField: false,
            read: { value, reading in
                if case .object = value { return .some(try reading.part(value)) }
                return .some(try reading.statedPart(value))
            },
            write: { $0?.json })
    }

    /// An array of objects, without those that state nothing.
    static func parts<Part: RecordPart>(_ id: String, _ keyPath: Path<[Part]>) -> RecordMember {
        .init(
            id, keyPath, isField: false,
            read: { try $1.parts($0) },
            write: { parts in
                let items = parts.map(\.json).filter { !$0.isEmpty }
                return items.isEmpty ? nil : .array(items)
            })
    }

    /// The partner's own columns. Read ahead of all other members, see `RecordReading.fill`.
    static var extensions: RecordMember {
        .init(
            extensionsKey, \.extensions, isField: false,
            readInto: { object, value, reading in try reading.extensions(value, into: &object.extensions) },
            writeFrom: { object in
                let json = object.extensions.json
                return json.isEmpty ? nil : json
            })
    }
}
