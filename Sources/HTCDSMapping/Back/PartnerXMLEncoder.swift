public import HTCDSCells
import HTCDSSpec

/// Writes records as a partner's XML: one element for each, its columns as paths of elements and attributes below it.
///
/// Questions without an answer are empty elements, as survey programs write them. White space and characters that XML
/// cannot hold are written as in ``XMLText``.
public final class PartnerXMLEncoder: RecordEncoder, PartnerEncoder {
    private final class Node {
        let name: String
        var children: [Node] = []
        var attributes: [(name: String, column: Int)] = []
        var column: Int?
        init(_ name: String) { self.name = name }
    }

    private let row: PartnerRow
    private let back: WayBack
    private let root: Node
    private let outer: [String]
    private let attributes: [(name: String, value: String)]
    private let attributesOnRoot: Bool
    private var unnamed: [(column: Int, name: String)] = []
    public var columns: [SourceColumn]
    public let streamNames = [""]
    public var tally: BackTally { row.tally }

    public init(_ back: WayBack, columns: [SourceColumn]) {
        self.back = back
        self.columns = columns
        row = PartnerRow(back)
        let path = back.document.source.record ?? "/records/record"
        let steps = path.split(separator: "/").map(String.init)
        root = Node(steps.last ?? "record")
        // A document has one root, so that records which are roots themselves get one around them.
        outer = steps.count > 1 ? Array(steps.dropLast()) : ["submissions"]
        attributes = back.document.source.recognise.attributes
        attributesOnRoot = back.document.source.recognise.root == outer.first
        for column in back.columns {
            guard let name = column.name, add(name, column.number) else {
                unnamed.append((column.number, column.name ?? column.letters))
                continue
            }
        }
    }

    /// - Returns: whether the path can be one of elements.
    private func add(_ path: String, _ column: Int) -> Bool {
        let steps = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !steps.isEmpty else { return false }
        for (index, step) in steps.enumerated() {
            let isAttribute = index == steps.count - 1 && step.hasPrefix("@")
            guard Self.isName(isAttribute ? String(step.dropFirst()) : step) else { return false }
        }
        var node = root
        for (index, step) in steps.enumerated() {
            if step.hasPrefix("@") {
                node.attributes.append((String(step.dropFirst()), column))
                return true
            }
            if index < steps.count - 1, let known = node.children.last(where: { $0.name == step }) {
                node = known
            } else {
                let child = Node(step)
                node.children.append(child)
                node = child
            }
        }
        node.column = column
        return true
    }

    /// XML 1.0, production 5, without the colon; beyond ASCII anything that UTF-8 holds.
    private static func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, ASCII.isLetter(first) || first == 0x5F || first >= 0x80 else { return false }
        return bytes.allSatisfy {
            ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E || $0 >= 0x80
        }
    }

    public func begin(stream: Int, into arena: ByteArena) {
        arena.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" as StaticString)
        for (index, name) in outer.enumerated() {
            arena.append(0x3C)
            arena.append(name)
            if index == 0 && attributesOnRoot { writeAttributes(arena) }
            arena.append(">\n" as StaticString)
        }
    }

    public func end(stream: Int, into arena: ByteArena) {
        for name in outer.reversed() {
            arena.append("</" as StaticString)
            arena.append(name)
            arena.append(">\n" as StaticString)
        }
    }

    private func writeAttributes(_ arena: ByteArena) {
        for attribute in attributes {
            write(attribute.name, arena) { XMLText.append(attribute.value, to: $0, in: .attribute) }
        }
    }

    private func write(_ attribute: String, _ arena: ByteArena, _ value: (ByteArena) -> Void) {
        arena.append(0x20)
        arena.append(attribute)
        arena.append("=\"" as StaticString)
        value(arena)
        arena.append(0x22)
    }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        row.fill(cells, fields, record, columns: columns, takesExtras: true)
        for (column, name) in unnamed where row.text(column) != nil { row.count(name, .noElement) }
        write(root, isRecord: true, ordinal, output)
        output.streams[0].arena.append(0x0A)
    }

    private func write(_ node: Node, isRecord: Bool, _ ordinal: Int, _ output: RecordOutput) {
        let arena = output.streams[0].arena
        arena.append(0x3C)
        arena.append(node.name)
        if isRecord && !attributesOnRoot { writeAttributes(arena) }
        for attribute in node.attributes where !(isRecord && attributes.contains { $0.name == attribute.name }) {
            guard hasText(attribute.column) else { continue }
            write(attribute.name, arena) { _ in writeText(attribute.column, .attribute, ordinal, output) }
        }
        let extras = isRecord ? row.extras : []
        if node.children.isEmpty && extras.isEmpty && !(node.column.map { hasText($0) } ?? false) {
            arena.append("/>" as StaticString)
            return
        }
        arena.append(0x3E)
        if let column = node.column { writeText(column, .element, ordinal, output) }
        for child in node.children { write(child, isRecord: false, ordinal, output) }
        for extra in extras { write(extra, arena) }
        arena.append("</" as StaticString)
        arena.append(node.name)
        arena.append(0x3E)
    }

    private func hasText(_ column: Int) -> Bool { column == row.numberedColumn || row.text(column) != nil }

    private func writeText(_ column: Int, _ place: XMLText.Place, _ ordinal: Int, _ output: RecordOutput) {
        let arena = output.streams[0].arena
        if column == row.numberedColumn {
            output.streams[0].gaps.append(.init(offset: arena.count, record: ordinal))
        } else if let text = row.text(column) {
            XMLText.append(text, to: arena, in: place)
        }
    }

    /// A further element of a path: `meta/note[2]`.
    private func write(_ extra: (name: String, text: CellBytes), _ arena: ByteArena) {
        var path = extra.name
        if path.hasSuffix("]"), let open = path.lastIndex(of: "[") { path = String(path[..<open]) }
        let steps = path.split(separator: "/").map(String.init)
        guard !steps.isEmpty, steps.allSatisfy({ Self.isName($0) }) else {
            row.count(extra.name, .noElement)
            return
        }
        for step in steps {
            arena.append(0x3C)
            arena.append(step)
            arena.append(0x3E)
        }
        XMLText.append(extra.text, to: arena)
        for step in steps.reversed() {
            arena.append("</" as StaticString)
            arena.append(step)
            arena.append(0x3E)
        }
    }
}
