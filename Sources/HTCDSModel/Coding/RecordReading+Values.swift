import OrderedCollections

/// What a single value may look like. Each function returns nil where nothing is stated, and notes what it changed.
extension RecordReading {
    mutating func text(_ value: JSONValue) throws -> String? {
        switch value {
        case .string(let text) where !text.isEmpty: return text
        case .number(let number):
            note(.numberMadeText)
            return number.text
        default:
            guard value.isEmpty else { throw wrongType(String.self, expected: "a text", found: value) }
            noteEmpty(value)
            return nil
        }
    }

    mutating func bool(_ value: JSONValue) throws -> Bool? {
        switch value {
        case .bool(let bool): return bool
        case .string("true"), .string("false"):
            note(.textMadeBoolean)
            return value == .string("true")
        default:
            guard value.isEmpty else { throw wrongType(Bool.self, expected: "a boolean", found: value) }
            noteEmpty(value)
            return nil
        }
    }

    mutating func number(_ value: JSONValue) throws -> NumberValue? {
        switch value {
        case .number(let number): return number
        case .string(let text) where !text.isEmpty:
            guard let number = NumberValue(text) else {
                throw wrongType(NumberValue.self, expected: "a number", found: value)
            }
            note(.textMadeNumber)
            return number
        default:
            guard value.isEmpty else { throw wrongType(NumberValue.self, expected: "a number", found: value) }
            noteEmpty(value)
            return nil
        }
    }

    mutating func date(_ value: JSONValue) throws -> PartialDate? {
        guard let text = try text(value) else { return nil }
        guard let date = PartialDate(text) else { throw wrongValue(Self.noDate) }
        return date
    }

    /// - Parameter keep: Is handed what stands beside `ref` in an object.
    mutating func lookup(_ value: JSONValue, keep: (String, JSONValue) -> Void) throws -> Lookup? {
        guard case .object(let entries) = value, !entries.isEmpty else { return try text(value).map(Lookup.name) }
        let id = try at(JSONKey(Lookup.referenceKey)) { try $0.text(entries[Lookup.referenceKey] ?? .null) }
        guard let id else { throw missing(Lookup.referenceKey, "Expected a text under \"ref\"") }
        for (key, value) in entries where key != Lookup.referenceKey {
            at(JSONKey(key)) { $0.note(.unknownKeyKept) }
            keep(key, value)
        }
        return .reference(id)
    }

    /// Texts without repetition, in order.
    ///
    /// - Parameter isMultiple: Whether an array is the canonical form of a single text.
    mutating func texts(_ value: JSONValue, isMultiple: Bool) throws -> [String] {
        guard case .array(let items) = value, !items.isEmpty else {
            guard let text = try text(value) else { return [] }
            if isMultiple { note(.valueMadeArray) }
            return [text]
        }
        var texts: OrderedSet<String> = []
        for (index, item) in items.enumerated() {
            try at(JSONKey(index)) { reading in
                guard let text = try reading.text(item) else { return }
                if !texts.append(text).inserted { reading.note(.duplicateDropped) }
            }
        }
        if texts.count == 1, !isMultiple { note(.arrayMadeValue) }
        return texts.elements
    }

    mutating func extensions(_ value: JSONValue, into extensions: inout Extensions) throws {
        guard case .object(let entries) = value, !entries.isEmpty else {
            guard value.isEmpty else { throw wrongType(Extensions.self, expected: "an object", found: value) }
            return noteEmpty(value)
        }
        for (name, value) in entries {
            at(JSONKey(name)) { reading in
                guard !value.isEmpty else { return reading.noteEmpty(value) }
                if case .string = value {} else { reading.note(.extensionMadeText) }
                extensions[name] = value.plainText
            }
        }
    }

    mutating func noteEmpty(_ value: JSONValue) {
        note(value == .null ? .nullDropped : .emptyDropped)
    }
}
