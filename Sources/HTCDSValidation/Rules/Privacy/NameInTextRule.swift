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
                let bytes = BatchTexts(cells, batch)
                let columns = texts.map { batch.values($0, of: cells) }
                withUnsafeTemporaryAllocation(of: Name.self, capacity: most) { words in
                    for record in 0..<cells.recordCount {
                        // -1: not looked for yet.
                        var count = -1
                        forEachPlace(columns.count) { number in
                            bytes.isText(columns[number][record], least)
                        } _: { number in
                            let value = columns[number][record]
                            let text = bytes.text(value)
                            if count < 0 {
                                count = 0
                                for name in names where count < most {
                                    let word = bytes.text(batch.value(slot: name, record: record))
                                    if word.count < Int(least) { continue }
                                    words.initializeElement(at: count, to: Name(word))
                                    count += 1
                                }
                            }
                            for index in 0..<count where words[index].stands(in: text, value.marks) {
                                return found(fields.fault(record, texts[number]))
                            }
                        }
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

    private static let least: UInt32 = 4

    /// A name of at least four bytes that is looked for.
    private struct Name {
        private let word: CellBytes
        /// What a text must hold so that the name may stand behind its first byte; none: anything.
        private let needed: TextMarks

        @inline(__always)
        init(_ word: CellBytes) {
            self.word = word
            let first = word.start[0]
            needed = first >= 0x80 ? .beyondASCII : first &- 0x41 < 26 ? .innerCapital : []
        }

        /// - Parameter marks: what may stand in the text.
        @inline(__always)
        func stands(in text: CellBytes, _ marks: TextMarks) -> Bool {
            if needed.isEmpty || !needed.isDisjoint(with: marks) { return NameInTextRule.holds(text, word) }
            let (text4, word4) = (
                UnsafeRawPointer(text.start).loadUnaligned(as: UInt32.self),
                UnsafeRawPointer(word.start).loadUnaligned(as: UInt32.self)
            )
            return text4 == word4 && text.count >= word.count && NameInTextRule.stands(word, in: text, at: 0)
        }
    }

    /// Whether `word` stands in `text` with no letter on either side. Looks at 16 places at a time, and so at up to 15 bytes
    /// behind the text, which must be readable as those behind a text of a batch are.
    private static func holds(_ text: CellBytes, _ word: CellBytes) -> Bool {
        let last = text.count - word.count
        guard last >= 0 else { return false }
        // Of letters of two or three bytes the first bytes are much the same, the last ones are not.
        let begin = Bytes16(repeating: word.start[0])
        let end = Bytes16(repeating: word.start[word.count - 1])
        var from = 0
        while from <= last {
            let ends = Bytes16(text.start + (from &+ word.count &- 1)).same(end)
            if (Bytes16(text.start + from).same(begin) & ends).highestBits != 0 {
                for place in from...min(from + 15, last) where stands(word, in: text, at: place) { return true }
            }
            from &+= 16
        }
        return false
    }

    private static func stands(_ word: CellBytes, in text: CellBytes, at start: Int) -> Bool {
        let end = start + word.count
        return text.start[start] == word.start[0] && memcmp(text.start + start, word.start, word.count) == 0
            && (start == 0 || !isLetter(text.start[start - 1])) && (end == text.count || !isLetter(text.start[end]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte >= 0x80 }
}
