import OrderedCollections

/// Reading objects by the list of their members.
extension RecordReading {
    /// Reads every key of the object: known ones into their properties, others into `extensions`.
    mutating func fill<Object: RecordObject>(_ object: inout Object, from value: JSONValue) throws {
        guard case .object(let entries) = value else {
            throw wrongType(Object.self, expected: "an object", found: value)
        }
        // The partner's own entries first, so that a key which is moved there finds its name taken.
        if let extensions = entries[extensionsKey] {
            try at(JSONKey(extensionsKey)) { try $0.extensions(extensions, into: &object.extensions) }
        }
        for (key, value) in entries where key != extensionsKey {
            try at(JSONKey(key)) { reading in
                if let member = Object.members[key] {
                    try member.read(&object, value, &reading)
                } else if value.isEmpty {
                    reading.noteEmpty(value)
                } else {
                    reading.note(.unknownKeyKept)
                    object.extensions.keep(value.plainText, under: key)
                }
            }
        }
    }

    /// Reads an object of its own.
    mutating func part<Part: RecordPart>(_ value: JSONValue) throws -> Part {
        var part = Part()
        try fill(&part, from: value)
        return part
    }

    /// Reads an object that is left out where it states nothing.
    mutating func statedPart<Part: RecordPart>(_ value: JSONValue) throws -> Part? {
        if value.isEmpty {
            noteEmpty(value)
            return nil
        }
        let part: Part = try part(value)
        if part.json.isEmpty {
            note(.emptyDropped)
            return nil
        }
        return part
    }

    /// Reads an array of objects; a single object counts as an array of one.
    mutating func parts<Part: RecordPart>(_ value: JSONValue) throws -> [Part] {
        switch value {
        case .array(let items) where !items.isEmpty:
            var parts: [Part] = []
            for (index, item) in items.enumerated() {
                let part: Part? = try at(JSONKey(index)) { try $0.statedPart(item) }
                if let part { parts.append(part) }
            }
            return parts
        case .object(let entries) where !entries.isEmpty:
            note(.valueMadeArray)
            let part: Part? = try statedPart(value)
            return part.map { [$0] } ?? []
        default:
            guard value.isEmpty else { throw wrongType([Part].self, expected: "an array of objects", found: value) }
            noteEmpty(value)
            return []
        }
    }
}

/// The key under which every object holds a partner's own columns.
let extensionsKey = "extensions"
