public import HTCDSCells
public import HTCDSFindings

/// A line of `quarantine.ndjson`: which record was withheld, where it stands, and by which rules. No value, ever.
public enum QuarantineLine {
    /// - Parameters:
    ///   - record: number of the record, from 1; nil where it could not be parsed.
    ///   - rules: in order, each once.
    public static func append(record: Int?, location: SourceLocation, rules: [RuleID], to arena: ByteArena) {
        var json = JSONWriter(arena)
        json.beginObject()
        json.member("record", record)
        json.key("location")
        json.location(location)
        json.array("rules", rules) { $0.string($1.rawValue) }
        json.endObject()
        json.newline()
    }
}
