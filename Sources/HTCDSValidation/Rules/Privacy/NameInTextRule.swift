import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The name of a person of the record in a text of the same record, as a word of its own and written the same.
///
/// Names of fewer than four bytes are not looked for, nor more than 32 of a record; nor are names of people who have no field in the record.
public enum NameInTextRule: BatchRule {
    public static let description = RuleDescription(
        id: "privacy.name-in-text",
        title: "A text holds the name of a person of the record",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Who takes the columns with names out before sharing does not look into texts.",
        passing: .init("prs_FirstName,cas_ReasonForCaseClosure\nZorblina,She went home\n"),
        failing: .init("prs_FirstName,cas_ReasonForCaseClosure\nZorblina,Zorblina went home\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        let names = fields.all("prs_FirstName") + fields.all("prs_SecondName")
        let texts = FreeTextSlots.long(context.layout)
        if let skipped = names.isEmpty ? fields.whySkipped("prs_FirstName", "prs_SecondName") : nil { return skipped }
        if texts.isEmpty { return .skipped("no column for free text") }
        return .run(
            RecordCheck(at: texts) { cells, batch, found in
                var words: [CellBytes] = []
                for record in 0..<cells.recordCount {
                    words.removeAll(keepingCapacity: true)
                    for name in names where words.count < most {
                        let word = batch.text(batch.value(slot: name, record: record), cells)
                        if let word, word.count >= 4 { words.append(word) }
                    }
                    if words.isEmpty { continue }
                    for slot in texts {
                        guard let text = batch.text(batch.value(slot: slot, record: record), cells) else { continue }
                        if words.contains(where: { holds(text, $0) }) { found(fields.fault(record, slot)) }
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion this text names a person of the record. Write \"the victim\" or an id instead, or take the "
            + "text out before you share the record."
    }

    /// So many names of a record are looked for: a record may have thousands of both names and texts.
    private static let most = 32

    /// Whether `word` stands in `text` with no letter on either side.
    private static func holds(_ text: CellBytes, _ word: CellBytes) -> Bool {
        guard text.count >= word.count else { return false }
        var from = 0
        // A name begins with a capital letter, and texts have few of them.
        while from + word.count <= text.count,
            let place = memchr(text.start + from, Int32(word.start[0]), text.count - word.count - from + 1)
        {
            let start = UnsafePointer(place.assumingMemoryBound(to: UInt8.self)) - text.start
            let end = start + word.count
            if memcmp(text.start + start, word.start, word.count) == 0,
                start == 0 || !isLetter(text.start[start - 1]), end == text.count || !isLetter(text.start[end])
            {
                return true
            }
            from = start + 1
        }
        return false
    }

    private static func isLetter(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte >= 0x80 }
}
