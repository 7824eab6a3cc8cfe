import HTCDSCells

/// Turns the elements of records into staged cells: the text of each leaf, each attribute, each text between elements.
///
/// What is touched for every element goes without the run-time check for overlapping accesses, as in ``RecordStage``.
final class XMLRecordCollector: XMLEvents {
    private struct Frame {
        var node: Int32
        /// The child that came last, for the guess at the next one.
        var lastChild: Int32
        var line: UInt32
        /// Mark in the stage where the element's text begins.
        var textStart: Int
        var hasChildren: Bool
        var hasMixedText: Bool
    }

    let stage = RecordStage()
    @exclusivity(unchecked) private(set) var tree: XMLPathTree
    private let path: XMLRecordPath
    private let unescapes: Bool
    private let limits: XMLLimits
    private var steps: [XMLName] = []

    /// Local name of the root element, once it was met.
    private(set) var rootName: String?
    /// Record elements begun so far.
    @exclusivity(unchecked) private(set) var ordinal = 0
    /// Lines on which something outside of every record does not fit the schema.
    @exclusivity(unchecked) private(set) var violationsOutside: [Int] = []
    /// Leaf elements that lie in no record.
    @exclusivity(unchecked) private(set) var leavesOutside = 0
    @exclusivity(unchecked) private var isLeafOutside = false

    // Outside of records: open elements, and how many leading steps of the path they match.
    @exclusivity(unchecked) private var openOutside = 0
    @exclusivity(unchecked) private var matched = 0
    @exclusivity(unchecked) private var isWrapped = false

    // Inside a record: open elements, the record first. -1 outside.
    private let frames: UnsafeMutablePointer<Frame>
    @exclusivity(unchecked) private var top = -1
    /// Text that stands between the children of an element, by depth.
    private var mixedText: [Int: [UInt8]] = [:]

    init(path: XMLRecordPath, shape: TreeShape = .plain, limits: XMLLimits) {
        tree = XMLPathTree(shape: shape)
        unescapes = shape.unescapes
        self.path = path
        self.limits = limits
        let none = Frame(
            node: 0, lastChild: -1, line: 0, textStart: 0, hasChildren: false, hasMixedText: false)
        frames = .allocate(capacity: limits.depth + 1)
        frames.initialize(repeating: none, count: limits.depth + 1)
    }

    deinit { frames.deallocate() }

    /// Ties the names that are looked for to the parser's dictionary; before the first byte.
    func prepare(_ parser: XMLPushParser, wanted: [String]) {
        steps = path.steps.compactMap { parser.name($0) }
        for path in wanted { tree.want(path) { parser.name($0) } }
    }

    // MARK: Events

    override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        guard top >= 0 else {
            if isRecord(element.name) { beginRecord(element, parser) }
            return
        }
        let parent = frames + top
        if stage.openBytes > parent.pointee.textStart { settleText(parent, parser) }
        var node = tree.child(of: parent.pointee.node, name: element.name, after: parent.pointee.lastChild)
        parent.pointee.lastChild = node
        parent.pointee.hasChildren = true
        let traits = tree.traits(node)
        if !traits.isEmpty {
            if traits.contains(.isNamed), let name = givenName(of: node, element, parser) {
                node = tree.child(of: parent.pointee.node, name: name, after: node)
                return open(node, element, parser, withoutAttributes: true)
            }
            if traits.contains(.repeats) { node = tree.next(of: node, record: ordinal) { parser.name($0) } }
            if traits.contains(.isMark) {
                stage.add(column: tree.column(of: node), from: stage.openBytes, line: element.line)
            }
        }
        open(node, element, parser)
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: XMLPushParser) {
        guard top >= 0 else { return }
        // White space between elements is judged when all of it is there: a text comes in pieces.
        stage.append(bytes)
        checkSize(parser)
    }

    override func end(_ parser: XMLPushParser) {
        guard top >= 0 else {
            openOutside -= 1
            if isLeafOutside { leavesOutside += 1 }
            isLeafOutside = false
            matched = min(matched, openOutside)
            return
        }
        let frame = frames + top
        if frame.pointee.hasChildren {
            if stage.openBytes > frame.pointee.textStart { settleText(frame, parser) }
            if frame.pointee.hasMixedText, let text = mixedText.removeValue(forKey: top) {
                frame.pointee.textStart = stage.openBytes
                text.withUnsafeBufferPointer { stage.append($0) }
                addCell(frame, parser)
            }
        } else if top == 0, Self.isBlank(UnsafeBufferPointer(stage.text(from: frame.pointee.textStart))) {
            // A record without any content has no cell of its own.
            stage.takeBack(to: frame.pointee.textStart)
        } else {
            addCell(frame, parser)
        }
        top -= 1
        if top >= 0 {
            frames[top].textStart = stage.openBytes
        } else {
            stage.end()
            matched = min(matched, openOutside)
        }
    }

    override func violation(_ parser: XMLPushParser) {
        // The schema is asked behind us: what ends a record is judged when the record is there already.
        if top >= 0 {
            stage.remark(.schemaViolation, line: parser.line)
        } else if !stage.remarkLast(.schemaViolation, line: parser.line) {
            violationsOutside.append(parser.line)
        }
    }

    // MARK: Finding the records

    private func isRecord(_ name: XMLName) -> Bool {
        openOutside += 1
        isLeafOutside = true
        if openOutside == 1 { rootName = String(cString: name) }
        if path.isAnywhere {
            if let step = steps.last, step == name { return true }
            return false
        }
        switch steps.count {
        case 0:
            return openOutside == 1
        case 1:
            if openOutside == 1 {
                isWrapped = name != steps[0]
                return !isWrapped
            }
            if openOutside == 2, isWrapped, name == steps[0] { return true }
        default:
            if matched == openOutside - 1, matched < steps.count, name == steps[matched] {
                matched += 1
                if matched == steps.count { return true }
            }
        }
        return false
    }

    private func beginRecord(_ element: XMLStart, _ parser: XMLPushParser) {
        // The record's own element is counted by its frame from here on.
        openOutside -= 1
        isLeafOutside = false
        ordinal += 1
        stage.begin(line: element.line, row: ordinal)
        open(XMLPathTree.root, element, parser)
    }

    // MARK: Cells

    /// The name that an attribute gives to an element, as the parser's dictionary keeps it.
    private func givenName(of node: Int32, _ element: XMLStart, _ parser: XMLPushParser) -> XMLName? {
        guard let wanted = tree.namingAttribute(of: node) else { return nil }
        for index in 0..<element.attributes.count {
            guard let attribute = element.attributes(index), String(cString: attribute.name) == wanted else { continue }
            guard unescapes else {
                return attribute.value.isEmpty ? nil : parser.name(String(decoding: attribute.value, as: UTF8.self))
            }
            let mark = stage.openBytes
            stage.append(attribute.value)
            unescape(from: mark)
            let text = String(decoding: UnsafeBufferPointer(stage.text(from: mark)), as: UTF8.self)
            stage.takeBack(to: mark)
            return text.isEmpty || text.utf8.contains(0) ? nil : parser.name(text)
        }
        return nil
    }

    private func unescape(from mark: Int) {
        stage.takeBack(to: mark, keeping: EscapedText.decode(stage.text(from: mark)))
    }

    private func open(
        _ node: Int32, _ element: XMLStart, _ parser: XMLPushParser, withoutAttributes: Bool = false
    ) {
        var lastChild: Int32 = -1
        for index in 0..<(withoutAttributes ? 0 : element.attributes.count) {
            guard let attribute = element.attributes(index) else { continue }
            let mark = stage.openBytes
            stage.append(attribute.value)
            if unescapes { unescape(from: mark) }
            lastChild = tree.child(of: node, name: attribute.name, isAttribute: true, after: lastChild)
            stage.add(column: tree.column(of: lastChild), from: mark, line: element.line)
        }
        top += 1
        frames[top] = Frame(
            node: node, lastChild: lastChild, line: UInt32(clamping: element.line), textStart: stage.openBytes,
            hasChildren: false, hasMixedText: false)
        if tree.count > limits.columns { failColumns(parser) }
        checkSize(parser)
    }

    private func addCell(_ frame: UnsafeMutablePointer<Frame>, _ parser: XMLPushParser) {
        let mark = frame.pointee.textStart
        if stage.openBytes - mark > limits.cellBytes { return failCell(parser) }
        if unescapes { unescape(from: mark) }
        let column = tree.column(of: frame.pointee.node)
        let traits = tree.traits(frame.pointee.node)
        if !traits.isEmpty {
            // An empty element that is a mark was told when it began.
            if traits.contains(.isMark), stage.openBytes == mark { return }
            if traits.contains(.isList), stage.extend(column: column, from: mark) { return }
        }
        stage.add(column: column, from: mark, line: Int(frame.pointee.line))
    }

    /// Puts text between two children aside; white space there means nothing.
    private func settleText(_ frame: UnsafeMutablePointer<Frame>, _ parser: XMLPushParser) {
        let text = UnsafeBufferPointer(stage.text(from: frame.pointee.textStart))
        if !Self.isBlank(text) {
            frame.pointee.hasMixedText = true
            let depth = frame - frames
            mixedText[depth, default: []].append(contentsOf: text)
            if mixedText[depth, default: []].count > limits.cellBytes { failCell(parser) }
        }
        stage.takeBack(to: frame.pointee.textStart)
    }

    /// White space as XML 1.0 defines it (production 3, S).
    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte != 0x20 && byte != 0x0A && byte != 0x09 && byte != 0x0D { return false }
        return true
    }

    // MARK: Limits

    @inline(__always)
    private func checkSize(_ parser: XMLPushParser) {
        if stage.openBytes > limits.cellBytes || stage.openCells > limits.recordCells { checkSizeSlowly(parser) }
    }

    private func checkSizeSlowly(_ parser: XMLPushParser) {
        if stage.openBytes > limits.recordBytes || stage.openCells > limits.recordCells {
            parser.fail(
                .beyondLimits,
                "A record holds more than \(limits.recordBytes) bytes or \(limits.recordCells) values. "
                    + "Check that the path of the records is right.")
        } else if top >= 0, stage.openBytes - frames[top].textStart > limits.cellBytes {
            failCell(parser)
        }
    }

    private func failCell(_ parser: XMLPushParser) {
        parser.fail(
            .beyondLimits,
            "The text of an element is longer than \(limits.cellBytes) bytes. Take attached files out of the export.")
    }

    private func failColumns(_ parser: XMLPushParser) {
        parser.fail(
            .beyondLimits,
            "The records have more than \(limits.columns) different elements. "
                + "Check that the path of the records is right.")
    }
}
