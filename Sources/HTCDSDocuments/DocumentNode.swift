internal import Yams

/// A value in a YAML document, with its place. Scalars keep their text: `NA`, `1` and `yes` are what was written.
public struct DocumentNode: Sendable {
    public enum Content: Sendable {
        case scalar(String)
        case sequence([DocumentNode])
        case mapping([Entry])
    }
    public struct Entry: Sendable {
        public let key: DocumentNode
        public let value: DocumentNode
    }

    public let content: Content
    public let line: Int
    public let column: Int
    /// Whether a scalar was written without quotes and says nothing: empty, `~` or `null`.
    public let isNull: Bool

    /// The largest document that is read, in UTF-8 bytes.
    public static let maximumSize = 4 * 1024 * 1024

    /// Parses a YAML document (YAML 1.2 as libyaml reads it). JSON is YAML.
    /// - Throws: ``DocumentError`` with the place where it broke; also for duplicate keys and for anything too large.
    public static func parse(yaml: String, name: String) throws -> DocumentNode {
        do { return try parseOnce(yaml: yaml, name: name) } catch let error as RepeatedKey { throw error.failure }
    }

    /// - Throws: ``DocumentError``, or ``RepeatedKey`` for the first one found.
    static func parseOnce(yaml: String, name: String) throws -> DocumentNode {
        func fail(_ line: Int, _ column: Int, _ message: String) -> DocumentError {
            DocumentError(document: name, complaints: [Complaint(line: line, column: column, message: message)])
        }
        // Editors of Windows put a byte order mark before the first letter.
        let yaml = yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml
        guard yaml.utf8.count <= maximumSize else { throw fail(1, 1, "The document is larger than 4 MiB.") }
        guard !repeatsItself(yaml) else { throw fail(1, 1, Self.tooMuch) }
        do {
            // Only texts are wanted, so no pattern has to tell numbers and days from them.
            guard let node = try Yams.compose(yaml: yaml, .basic, .default, .utf8) else {
                throw fail(1, 1, "The document is empty.")
            }
            var budget = largestTree
            return try DocumentNode(node, depth: 0, budget: &budget)
        } catch let complaint as Complaint {
            throw DocumentError(document: name, complaints: [complaint])
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw fail(mark.line, mark.column, "This is not YAML: \(problem).")
            case .duplicatedKeysInMapping(let duplicates, let context):
                let keys = duplicates.sorted().joined(separator: ", ")
                let failure = fail(context.mark.line, context.mark.column, "The key \(keys) stands here twice.")
                throw RepeatedKey(
                    text: duplicates.sorted().first ?? "", line: context.mark.line, column: context.mark.column,
                    failure: failure)
            default:
                throw fail(1, 1, "This is not YAML.")
            }
        }
    }

    /// Nodes after references are followed, and how deep they may nest.
    private static let largestTree = 200_000
    private static let deepestTree = 64
    private static let tooMuch = "The document is nested too deep, or repeats itself by references."

    /// Whether following the references could make a tree that nobody wrote by hand.
    ///
    /// Asked before parsing, because the parser compares keys, and a key made of references to references takes it
    /// longer than anybody waits. An upper bound: whatever looks like an anchor or a reference counts as one, and `a`
    /// anchors with `r` references make at most `(r / a) ^ a` copies.
    private static func repeatsItself(_ yaml: String) -> Bool {
        var anchors = 0
        var references = 0
        var previous: UInt8 = 0
        for byte in yaml.utf8 {
            let isName = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2D
            if isName {
                if previous == 0x26 { anchors += 1 }
                if previous == 0x2A { references += 1 }
            }
            previous = byte
        }
        guard anchors > 0, references > 0 else { return false }
        // The product of numbers with a given sum is largest where each of them is about 3.
        let levels = min(anchors, max(references / 3, 1))
        var copies = 1.0
        for _ in 0..<levels where copies < 1e9 { copies *= max(Double(references) / Double(levels), 1) }
        return copies * Double(yaml.utf8.count) > 50_000_000
    }

    /// - Throws: ``Complaint``.
    private init(_ node: Node, depth: Int, budget: inout Int) throws {
        line = node.mark?.line ?? 1
        column = node.mark?.column ?? 1
        budget -= 1
        guard depth < Self.deepestTree, budget > 0 else {
            throw Complaint(line: line, column: column, message: Self.tooMuch)
        }
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string)
            isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        case .sequence(let sequence):
            var items: [DocumentNode] = []
            for item in sequence {
                items.append(try DocumentNode(item, depth: depth + 1, budget: &budget))
            }
            content = .sequence(items)
            isNull = false
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                entries.append(
                    Entry(
                        key: try DocumentNode(key, depth: depth + 1, budget: &budget),
                        value: try DocumentNode(value, depth: depth + 1, budget: &budget)))
            }
            content = .mapping(entries)
            isNull = false
        default:
            throw Complaint(line: line, column: column, message: "A reference here leads nowhere.")
        }
    }

    /// Another content at the place of a node.
    init(_ content: Content, at node: DocumentNode) {
        self.content = content
        line = node.line
        column = node.column
        isNull = node.isNull
    }

    /// The text of a scalar, nil for anything else.
    public var text: String? {
        if case .scalar(let text) = content { return text }
        return nil
    }
    public var items: [DocumentNode]? {
        if case .sequence(let items) = content { return items }
        return nil
    }
    public var entries: [Entry]? {
        if case .mapping(let entries) = content { return entries }
        return nil
    }
}
