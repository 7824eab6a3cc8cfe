/// What the beginning of an XML document shows, to recognise an export by.
public struct XMLHead: Sendable {
    public let rootLocalName: String
    public let rootNamespace: String?
    /// Local names and values of the root's attributes, in document order, without namespace declarations.
    public let rootAttributes: [(name: String, value: String)]
    /// Distinct local names of the root's children, in order of appearance.
    public let childNames: [String]
    /// The encoding that the XML declaration names.
    public let declaredEncoding: String?
    /// Distinct paths of leaf elements and attributes below the root (`case/prs_Gender`, `meta/@x`), in order of
    /// appearance. Text between elements is left out.
    public let leafPaths: [String]

    /// The paths below a record, for a record path as ``XMLRecordReader`` takes it.
    public func paths(record: String) -> [String] {
        let path = XMLRecordPath(record)
        let steps: [String]
        if path.isAnywhere {
            guard let name = path.steps.last else { return [] }
            if name == rootLocalName { return leafPaths }
            return below { steps in steps.firstIndex { $0 == name }.map { $0 + 1 } }
        }
        switch path.steps.count {
        case 0: return leafPaths
        case 1 where path.steps[0] == rootLocalName: return leafPaths
        case 1: steps = path.steps
        default:
            guard path.steps[0] == rootLocalName else { return [] }
            steps = Array(path.steps.dropFirst())
        }
        return below { $0.map(String.init).starts(with: steps) ? steps.count : nil }
    }

    /// The paths below what is likely a record: where all the root's leaves lie in children of one name, that child;
    /// else the root.
    public var firstRecordPaths: [String] {
        guard childNames.count == 1, leafPaths.allSatisfy({ $0.hasPrefix("@") || $0.contains("/") }) else {
            return leafPaths
        }
        return paths(record: "/\(rootLocalName)/\(childNames[0])")
    }

    private func below(_ skip: ([Substring]) -> Int?) -> [String] {
        var found: [String] = []
        var known: Set<String> = []
        for path in leafPaths {
            let steps = path.split(separator: "/")
            guard let count = skip(steps), count < steps.count else { continue }
            let rest = steps[count...].joined(separator: "/")
            if known.insert(rest).inserted { found.append(rest) }
        }
        return found
    }
}

extension XMLRecordReader {
    /// Looks at the first 64 KiB of a document. The source is used up; open it anew to read records.
    ///
    /// - Throws: `FormatError` if it is no XML, carries a DOCTYPE, or breaks within these bytes.
    public static func sniff(_ source: any ByteSource) throws -> XMLHead {
        let collector = XMLHeadCollector()
        let parser = try XMLPushParser(events: collector)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1_024, alignment: 16)
        defer { buffer.deallocate() }
        var count = 0
        while count < buffer.count {
            let added = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if added == 0 { break }
            count += added
        }
        if count >= 2, buffer[0] == 0x1F, buffer[1] == 0x8B { throw XMLFault.compressed() }
        try parser.push(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        guard let head = collector.head(encoding: parser.declaredEncoding) else {
            try parser.finish()
            throw XMLFault.empty(part: nil)
        }
        return head
    }
}

/// Notes names and paths at the beginning of a document.
private final class XMLHeadCollector: XMLEvents {
    private var root: (name: String, namespace: String?, attributes: [(name: String, value: String)])?
    private var childNames: [String] = []
    private var paths: [String] = []
    private var known: Set<String> = []
    private var knownChildren: Set<String> = []
    /// Names of the open elements below the root, and whether each has children.
    private var open: [(path: String, hasChildren: Bool)] = []

    func head(encoding: String?) -> XMLHead? {
        root.map {
            XMLHead(
                rootLocalName: $0.name, rootNamespace: $0.namespace, rootAttributes: $0.attributes,
                childNames: childNames, declaredEncoding: encoding, leafPaths: paths)
        }
    }

    private func note(_ path: String) {
        if known.insert(path).inserted { paths.append(path) }
    }

    override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        let name = String(cString: element.name)
        var attributes: [(name: String, value: String)] = []
        for index in 0..<element.attributes.count {
            guard let attribute = element.attributes(index) else { continue }
            attributes.append((String(cString: attribute.name), String(decoding: attribute.value, as: UTF8.self)))
        }
        var path = ""
        if let parent = open.last {
            open[open.count - 1].hasChildren = true
            path = parent.path.isEmpty ? name : "\(parent.path)/\(name)"
            if open.count == 1, knownChildren.insert(name).inserted { childNames.append(name) }
        } else {
            root = (name, element.namespace.map { String(cString: $0) }, attributes)
        }
        for attribute in attributes { note(path.isEmpty ? "@\(attribute.name)" : "\(path)/@\(attribute.name)") }
        open.append((path, false))
    }

    override func end(_ parser: XMLPushParser) {
        guard let last = open.popLast(), !last.hasChildren, !last.path.isEmpty else { return }
        note(last.path)
    }
}
