/// Tells of elements by the local names on the way to them: the same for transitional and strict namespaces.
///
/// For the small parts of a workbook, which say where things are and how they are shown.
class PathCollector: XMLEvents {
    /// Inflated bytes that such a part may have.
    static let partLimit = 64 * 1_024 * 1_024

    private var path: [String] = []

    /// `path` has the local names from the root down to the element.
    func element(_ path: [String], attribute: (String) -> String?, _ parser: XMLPushParser) {}

    final override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        path.append(String(cString: element.name))
        // No part of interest is nested deeper.
        guard path.count <= 3 else { return }
        self.element(path, attribute: { parser.name($0).flatMap { element.attributes.text($0) } }, parser)
    }

    final override func end(_ parser: XMLPushParser) { path.removeLast() }

    /// Reads a part to its end.
    /// - Throws: `FormatError`.
    final func read(_ source: any ByteSource, part: String) throws {
        let parser = try XMLPushParser(events: self, part: part)
        try XMLPump(source: source, parser: parser).run()
    }
}
