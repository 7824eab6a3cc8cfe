import HTCDSCells

/// The texts that cells name by number.
///
/// Source: ECMA-376-1, 18.4.9 (sst). Runs of rich text are joined, phonetic runs left out. White space is kept whether or
/// not `xml:space` asks for it. Memory: that of a ``TextStore``.
final class SharedStrings {
    /// Inflated bytes of the part.
    static let partLimit = 512 * 1_024 * 1_024
    /// Texts; a sheet has 17 billion cells, but no workbook opens with more different texts than this.
    static let countLimit = 1 << 24

    fileprivate let store = TextStore()

    /// The text of number `index`, nil if there is none. Valid until the next call.
    /// - Throws: `FormatError` with `.inputOutput`.
    @inline(__always)
    func text(_ index: Int) throws(FormatError) -> UnsafeBufferPointer<UInt8>? { try store.text(index) }

    var count: Int { store.count }

    /// Reads a part to its end.
    static func read(_ source: any ByteSource, part: String) throws -> SharedStrings {
        let collector = SharedStringsCollector()
        let parser = try XMLPushParser(events: collector, part: part)
        collector.prepare(parser)
        try XMLPump(source: source, parser: parser).run()
        return collector.strings
    }
}

private final class SharedStringsCollector: XMLEvents {
    private enum Place { case outside, table, item, run, text }

    let strings = SharedStrings()
    @exclusivity(unchecked) private var place = Place.outside
    @exclusivity(unchecked) private var isInRun = false
    /// Open elements that mean nothing here.
    @exclusivity(unchecked) private var skipped = 0
    /// The text under way.
    private let item = ByteArena(capacity: 4_096)
    private var names: [XMLName?] = []

    func prepare(_ parser: XMLPushParser) { names = ["sst", "si", "r", "t"].map { parser.name($0) } }

    override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        if skipped > 0 {
            skipped += 1
            return
        }
        switch place {
        case .outside where element.name == names[0]: place = .table
        case .outside: parser.fail(.notWhatItClaims, "The texts of the workbook are not where they should be.")
        case .table where element.name == names[1]:
            place = .item
            item.removeAll()
        case .item where element.name == names[2]:
            place = .run
            isInRun = true
        case .item where element.name == names[3], .run where element.name == names[3]: place = .text
        default: skipped = 1
        }
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: XMLPushParser) {
        guard place == .text, skipped == 0 else { return }
        item.append(bytes)
        if item.count > parser.limits.cellBytes { Self.refuse(parser) }
    }

    override func end(_ parser: XMLPushParser) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch place {
        case .text: place = isInRun ? .run : .item
        case .run:
            place = .item
            isInRun = false
        case .item:
            place = .table
            endItem(parser)
        case .table, .outside: place = .outside
        }
    }

    private func endItem(_ parser: XMLPushParser) {
        item.count = EscapedText.decode(UnsafeMutableBufferPointer(start: item.base, count: item.count))
        guard strings.count < SharedStrings.countLimit else { return Self.refuse(parser) }
        do { try strings.store.add(item.contents) } catch { parser.fail(error.code, error.message) }
    }

    private static func refuse(_ parser: XMLPushParser) {
        parser.fail(.beyondLimits, "The workbook holds too many texts, or a text that is too long.")
    }
}
