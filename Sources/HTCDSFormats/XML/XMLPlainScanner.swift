import HTCDSCells

/// Reads the elements of which nearly all of a large document consists without libxml2: names and values in ASCII or
/// UTF-8, the five entities that XML knows by itself, nothing else.
///
/// An element is read whole or not at all. Where anything in it is not as plain as that (a comment, a CDATA section, a
/// character reference, a declaration of a namespace, a carriage return, a byte that is no UTF-8, any fault), libxml2 gets
/// it as it stands, so that what is well-formed, and what is said where a document is not, is libxml2's judgement alone.
/// Memory: 20 bytes a token of the longest element, which lies in one block of the file. Its properties go without the
/// run-time check for overlapping accesses, as in ``RecordStage``.
final class XMLPlainScanner {
    enum Outcome {
        /// Up to `end`; `tokens` are to be told.
        case plain(end: Int)
        /// The element goes on behind the bytes.
        case incomplete
        case notPlain
    }

    enum Kind: UInt8 { case start, end, text, entity }

    struct Token {
        var kind: Kind
        /// Attributes of a start.
        var attributeCount: UInt16
        /// Number of a name; of an entity its byte.
        var name: Int32
        /// Text: bytes from the start of the block. A start: its first attribute.
        var start: Int32
        var length: Int32
        /// Line on which it begins.
        var line: Int32
    }

    @exclusivity(unchecked) var names = XMLPlainNames()
    @exclusivity(unchecked) private(set) var tokens: UnsafeMutablePointer<Token>
    @exclusivity(unchecked) private(set) var tokenCount = 0
    @exclusivity(unchecked) private var tokenCapacity = 4_096
    /// Five pointers an attribute, as libxml2 hands them over.
    @exclusivity(unchecked) private(set) var attributes: UnsafeMutablePointer<XMLName?>
    @exclusivity(unchecked) private var attributeCount = 0
    @exclusivity(unchecked) private var attributeCapacity = 4_096
    private let open: UnsafeMutablePointer<Int32>
    /// Line behind the last token.
    @exclusivity(unchecked) private(set) var line = 1

    static let mostDepth = 200
    static let mostAttributes = 64

    init() {
        tokens = .allocate(capacity: tokenCapacity)
        attributes = .allocate(capacity: attributeCapacity * 5)
        attributes.initialize(repeating: nil, count: attributeCapacity * 5)
        open = .allocate(capacity: Self.mostDepth)
    }

    deinit {
        tokens.deallocate()
        attributes.deallocate()
        open.deallocate()
        names.deallocate()
    }

    /// Looks at the element, or the text up to the next tag, that begins at `start`.
    ///
    /// - Parameters:
    ///   - block: bytes of the file; 64 more may be read behind `end`.
    ///   - line: line of the byte at `start`.
    ///   - depth: elements that may be open at a time.
    func scan(
        _ block: UnsafePointer<UInt8>, from start: Int, to end: Int, line firstLine: Int, depth: Int,
        _ parser: XMLPushParser
    ) -> Outcome {
        tokenCount = 0
        attributeCount = 0
        line = firstLine
        let depth = min(depth, Self.mostDepth)
        var position = start
        var top = 0
        while position < end {
            if block[position] != 0x3C {
                let stop = scanText(block, position, end)
                if stop < 0 { return .notPlain }
                position = stop
                if position >= end { return .incomplete }
                if top == 0 { return .plain(end: position) }
                continue
            }
            position &+= 1
            if position >= end { return .incomplete }
            if block[position] == 0x2F {
                guard top > 0 else { return .notPlain }
                position &+= 1
                let name = open[top &- 1]
                guard names.matches(name, block + position, left: end &- position) else {
                    return end &- position > XMLPlainNames.longest ? .notPlain : .incomplete
                }
                position &+= names[name].length
                if position >= end { return .incomplete }
                guard block[position] == 0x3E else { return .notPlain }
                position &+= 1
                add(Token(kind: .end, attributeCount: 0, name: name, start: 0, length: 0, line: Int32(clamping: line)))
                top &-= 1
                if top == 0 { return .plain(end: position) }
                continue
            }
            let name = names.find(block + position, left: end &- position, parser)
            if name < 0 { return end &- position > XMLPlainNames.longest ? .notPlain : .incomplete }
            guard top < depth else { return .notPlain }
            let token = tokenCount
            add(
                Token(
                    kind: .start, attributeCount: 0, name: name, start: Int32(clamping: attributeCount), length: 0,
                    line: Int32(clamping: line)))
            position &+= names[name].length
            if position >= end { return .incomplete }
            if block[position] != 0x3E {
                switch scanAttributes(block, &position, end, parser) {
                case .incomplete: return .incomplete
                case .notPlain: return .notPlain
                case .plain: break
                }
                let count = attributeCount &- Int(tokens[token].start)
                tokens[token].attributeCount = UInt16(truncatingIfNeeded: count)
                if block[position] == 0x2F {
                    position &+= 1
                    if position >= end { return .incomplete }
                    guard block[position] == 0x3E else { return .notPlain }
                    position &+= 1
                    add(
                        Token(
                            kind: .end, attributeCount: 0, name: name, start: 0, length: 0, line: Int32(clamping: line))
                    )
                    if top == 0 { return .plain(end: position) }
                    continue
                }
            }
            position &+= 1
            open[top] = name
            top &+= 1
        }
        return .incomplete
    }

    @inline(__always)
    private func add(_ token: Token) {
        if tokenCount == tokenCapacity { growTokens() }
        tokens[tokenCount] = token
        tokenCount &+= 1
    }

    private func growTokens() {
        let larger = UnsafeMutablePointer<Token>.allocate(capacity: tokenCapacity * 2)
        larger.update(from: tokens, count: tokenCount)
        tokens.deallocate()
        tokens = larger
        tokenCapacity *= 2
    }

    // MARK: Attributes

    /// From behind the name of an element to its `>` or `/`.
    private func scanAttributes(
        _ block: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int, _ parser: XMLPushParser
    ) -> Outcome {
        let first = attributeCount
        while true {
            let before = position
            while position < end, block[position] == 0x20 || block[position] == 0x0A || block[position] == 0x09 {
                if block[position] == 0x0A { line &+= 1 }
                position &+= 1
            }
            if position >= end { return .incomplete }
            if block[position] == 0x3E || block[position] == 0x2F { return .plain(end: position) }
            guard position > before else { return .notPlain }
            let name = names.find(block + position, left: end &- position, parser)
            if name < 0 { return end &- position > XMLPlainNames.longest ? .notPlain : .incomplete }
            position &+= names[name].length
            if position &+ 1 >= end { return .incomplete }
            let quote = block[position &+ 1]
            guard block[position] == 0x3D, quote == 0x22 || quote == 0x27 else { return .notPlain }
            position &+= 2
            let start = position
            guard let stop = Self.valueEnd(block, start, end, quote) else { return .notPlain }
            if stop >= end { return .incomplete }
            position = stop &+ 1
            guard addAttribute(name, block + start, block + stop, first) else { return .notPlain }
        }
    }

    /// The closing quote of a value, `end` where it lies behind the bytes; nil where libxml2 has to look at it.
    @inline(__always)
    private static func valueEnd(_ block: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ quote: UInt8) -> Int? {
        var index = start
        while index < end {
            let byte = block[index]
            if byte == quote { return index }
            if byte < 0x20 || byte == 0x26 || byte == 0x3C { return nil }
            if byte >= 0x80 {
                let width = width(block, index, end)
                // What is cut off at the end may be whole in the next block.
                if width == 0 { return end &- index < 4 ? end : nil }
                index &+= width
            } else {
                index &+= 1
            }
        }
        return end
    }

    private func addAttribute(
        _ name: Int32, _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, _ first: Int
    ) -> Bool {
        guard attributeCount &- first < Self.mostAttributes else { return false }
        let entry = names[name]
        // Two of one name are a fault, whatever their prefixes: libxml2 says which.
        for other in first..<attributeCount where attributes[other &* 5] == entry.local { return false }
        if attributeCount == attributeCapacity { growAttributes() }
        let slot = attributes + attributeCount &* 5
        slot[0] = entry.local
        slot[1] = entry.prefix
        slot[2] = entry.attributeNamespace
        slot[3] = start
        slot[4] = stop
        attributeCount &+= 1
        return true
    }

    private func growAttributes() {
        let larger = UnsafeMutablePointer<XMLName?>.allocate(capacity: attributeCapacity * 10)
        larger.update(from: attributes, count: attributeCount * 5)
        (larger + attributeCount * 5).initialize(repeating: nil, count: (attributeCapacity * 2 - attributeCount) * 5)
        attributes.deallocate()
        attributes = larger
        attributeCapacity *= 2
    }

    // MARK: Text

    /// Notes the text from `start` to the next `<`.
    /// - Returns: where that is, `end` where it lies behind the bytes, -1 where libxml2 has to look at the text.
    private func scanText(_ block: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var from = start
        var index = start
        var fromLine = line
        func note(_ stop: Int) {
            guard stop > from else { return }
            add(
                Token(
                    kind: .text, attributeCount: 0, name: 0, start: Int32(clamping: from),
                    length: Int32(clamping: stop &- from), line: Int32(clamping: fromLine)))
        }
        while index < end {
            let bytes = UnsafeRawPointer(block + index).loadUnaligned(as: SIMD16<Int8>.self)
            // Signed, so that bytes above ASCII are below the blank, too.
            let hits =
                (bytes .< SIMD16<Int8>(repeating: 0x20)) .| (bytes .== SIMD16<Int8>(repeating: 0x3C))
                .| (bytes .== SIMD16<Int8>(repeating: 0x26)) .| (bytes .== SIMD16<Int8>(repeating: 0x3E))
            let plain = JSONScanner.firstHit(hits)
            index &+= plain
            if plain == 16 { continue }
            if index >= end { break }
            let byte = block[index]
            switch byte {
            case 0x3C:
                note(index)
                return index
            case 0x0A:
                line &+= 1
                index &+= 1
            case 0x09: index &+= 1
            case 0x0D:
                // XML 1.0, 2.11: a carriage return before a line feed is none.
                if index &+ 1 >= end { return end }
                guard block[index &+ 1] == 0x0A else { return -1 }
                note(index)
                index &+= 1
                from = index
                fromLine = line
            case 0x3E:
                // `]]>` must not stand in text, and its brackets may be behind us.
                if index < start &+ 2 || (block[index &- 1] == 0x5D && block[index &- 2] == 0x5D) { return -1 }
                index &+= 1
            case 0x26:
                note(index)
                guard let (letter, length) = Self.entity(block + index, left: end &- index) else {
                    return end &- index < 6 ? end : -1
                }
                add(
                    Token(
                        kind: .entity, attributeCount: 0, name: letter, start: 0, length: 1,
                        line: Int32(clamping: line)))
                index &+= length
                from = index
                fromLine = line
            default:
                guard byte >= 0x80 else { return -1 }
                let width = Self.width(block, index, end)
                if width == 0 { return end &- index < 4 ? end : -1 }
                index &+= width
            }
        }
        return end
    }

    /// Length of the character at `index`, 0 where it is none of XML (2.2) or cut off.
    private static func width(_ block: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Int {
        let width = UTF8Check.width(CellBytes(start: block, count: end), at: index)
        if width == 3, block[index] == 0xEF, block[index &+ 1] == 0xBF, block[index &+ 2] >= 0xBE { return 0 }
        return width
    }

    /// Number of the character that an entity stands for, in ``letters``, and the entity's length.
    private static func entity(_ text: UnsafePointer<UInt8>, left: Int) -> (Int32, Int)? {
        let text = CellBytes(start: text, count: min(left, 6))
        func starts(_ entity: StaticString) -> Bool {
            let count = entity.utf8CodeUnitCount
            return text.count >= count && text[0..<count].equals(entity)
        }
        if starts("&amp;") { return (0, 5) }
        if starts("&lt;") { return (1, 4) }
        if starts("&gt;") { return (2, 4) }
        if starts("&quot;") { return (3, 6) }
        if starts("&apos;") { return (4, 6) }
        return nil
    }

    /// What the entities stand for.
    static let letters: StaticString = "&<>\"'"
}
