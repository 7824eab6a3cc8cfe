import HTCDSSpec

/// A column of the output, known before the first record: it depends on the policy alone.
public struct OutputColumn: Sendable, Hashable {
    public let name: String
    public let kind: CategoryTable.Kind
    /// Between the values of a cell; nil unless the column is `multi`.
    public let delimiter: String?
    /// Whether `0` says something of its own.
    public let sensitiveZero: Bool
    /// Texts by their number, number 0 the empty cell; nil where texts are numbered as they turn up (``OpenValues``).
    public let values: [String]?
    /// Number of the attribute in the policy.
    public let attribute: Int
}

extension Attribute {
    /// The values that the attribute can have besides the empty one, in the order of their numbers; nil where only the
    /// data knows them.
    public var closedValues: [String]? {
        var values: [String] = []
        var known: Set<String> = []
        for (source, form) in sources {
            guard let own = form.closedValues(of: source) else { return nil }
            for value in own where known.insert(value).inserted { values.append(value) }
        }
        return values
    }

    /// Whether the attribute is `1` or nothing.
    public var isBinary: Bool {
        sources.allSatisfy {
            if case .any = $0.form { return true }
            return false
        }
    }

    /// Whether `0` counts as a value: where the policy says so, in a number as it is, and where one of the values that the
    /// policy lets leave is `0`, as a band of that number alone.
    var hasSensitiveZero: Bool {
        zeros || sources.contains { $0.form == .keep && $0.source.field?.kind == .number }
            || closedValues?.contains("0") == true
    }

    /// Whether each of its columns is `1` or nothing.
    var makesColumnsOfOne: Bool {
        if case .columns = several { return true }
        return isBinary
    }

    /// The columns that the attribute becomes: one, or one for each value.
    public func outputColumns(number: Int) -> [OutputColumn] {
        let values = closedValues
        func column(
            _ name: String, _ kind: CategoryTable.Kind, _ values: [String]?, _ delimiter: String? = nil
        )
            -> OutputColumn
        {
            OutputColumn(
                name: name, kind: kind, delimiter: delimiter, sensitiveZero: kind == .binary ? zeros : hasSensitiveZero,
                values: values.map { [""] + $0 }, attribute: number)
        }
        let flags = zeros ? ["1", "0"] : ["1"]
        if isBinary { return [column(name, .binary, flags)] }
        switch several {
        case .columns: return (values ?? []).map { column("\(name)_\($0)", .binary, flags) }
        case .join(let delimiter): return [column(name, .multi, nil, delimiter)]
        case .drop, .first: return [column(name, .category, values)]
        }
    }
}
