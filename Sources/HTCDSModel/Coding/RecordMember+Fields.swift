/// One maker for each kind of field.
extension RecordMember {
    /// Text and long text.
    static func text(_ id: String, _ keyPath: Path<String?>) -> RecordMember {
        .init(id, keyPath, isField: true, read: { try $1.text($0) }, write: { $0.flatMap(stated) })
    }

    /// Multiselect picklist: an array, also with one choice.
    static func choices<Code: CodeValue>(_ id: String, _ keyPath: Path<MultiSelect<Code>>) -> RecordMember {
        .init(
            id, keyPath, isField: true,
            read: { value, reading in
                MultiSelect(try reading.texts(value, isMultiple: true).map { Code(code: $0) })
            },
            write: { choices in
                let codes = choices.compactMap { stated($0.code) }
                return codes.isEmpty ? nil : .array(codes)
            })
    }

    static func number(_ id: String, _ keyPath: Path<NumberValue?>) -> RecordMember {
        .init(id, keyPath, isField: true, read: { try $1.number($0) }, write: { $0.map { .number($0) } })
    }

    static func date(_ id: String, _ keyPath: Path<PartialDate?>) -> RecordMember {
        .init(id, keyPath, isField: true, read: { try $1.date($0) }, write: { $0.map { .string($0.description) } })
    }

    static func checkbox(_ id: String, _ keyPath: Path<Bool?>) -> RecordMember {
        .init(id, keyPath, isField: true, read: { try $1.bool($0) }, write: { $0.map { .bool($0) } })
    }

    /// What stands beside `ref` in an object goes to the extensions of the object that holds the field.
    static func lookup(_ id: String, _ keyPath: Path<Lookup?>) -> RecordMember {
        .init(
            id, keyPath, isField: true,
            readInto: { object, value, reading in
                var others: [(String, JSONValue)] = []
                let lookup = try reading.lookup(value) { others.append(($0, $1)) }
                if let lookup { object[keyPath: keyPath] = lookup }
                for (key, value) in others where !value.isEmpty {
                    object.extensions.keep(value.plainText, under: "\(id).\(key)")
                }
            },
            writeFrom: { object in
                object[keyPath: keyPath].flatMap { lookup in
                    stated(lookup.name ?? lookup.reference ?? "").map { _ in lookup.json }
                }
            })
    }

    /// Nil for an empty text.
    static func stated(_ text: String) -> JSONValue? { text.isEmpty ? nil : .string(text) }
}

extension RecordMember where Object: SurplusHolder {
    /// Picklist, or a country in a field of the kind text: one code; further ones, where a source gave them, in `surplus`.
    static func choice<Code: CodeValue>(_ id: String, _ keyPath: Path<Code?>) -> RecordMember {
        .init(
            id, keyPath, isField: true,
            readInto: { object, value, reading in
                let codes = try reading.texts(value, isMultiple: false)
                if let first = codes.first { object[keyPath: keyPath] = Code(code: first) }
                if codes.count > 1 { object.surplus[id] = Array(codes.dropFirst()) }
            },
            writeFrom: { object in
                let first = object[keyPath: keyPath].map { [$0.code] } ?? []
                let codes = MultiSelect(first + (object.surplus[id] ?? [])).compactMap(stated)
                return codes.count > 1 ? .array(codes) : codes.first
            })
    }
}
