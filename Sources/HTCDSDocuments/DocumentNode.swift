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
        func fail(_ line: Int, _ column: Int, _ message: String) -> DocumentError {
            DocumentError(document: name, complaints: [Complaint(line: line, column: column, message: message)])
        }
        guard yaml.utf8.count <= maximumSize else { throw fail(1, 1, "The document is larger than 4 MiB.") }
        do {
            guard let node = try Yams.compose(yaml: yaml) else { throw fail(1, 1, "The document is empty.") }
            var budget = 200_000
            guard let root = DocumentNode(node, depth: 0, budget: &budget) else {
                throw fail(1, 1, "The document is nested too deep, or repeats itself by references.")
            }
            return root
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw fail(mark.line, mark.column, "This is not YAML: \(problem).")
            case .duplicatedKeysInMapping(let duplicates, let context):
                let keys = duplicates.map { "\($0)" }.sorted().joined(separator: ", ")
                throw fail(context.mark.line, context.mark.column, "The key \(keys) stands here twice.")
            default:
                throw fail(1, 1, "This is not YAML.")
            }
        }
    }

    private init?(_ node: Node, depth: Int, budget: inout Int) {
        budget -= 1
        guard depth < 64, budget > 0 else { return nil }
        line = node.mark?.line ?? 1
        column = node.mark?.column ?? 1
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string)
            isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        case .sequence(let sequence):
            var items: [DocumentNode] = []
            for item in sequence {
                guard let read = DocumentNode(item, depth: depth + 1, budget: &budget) else { return nil }
                items.append(read)
            }
            content = .sequence(items)
            isNull = false
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                guard let readKey = DocumentNode(key, depth: depth + 1, budget: &budget),
                    let readValue = DocumentNode(value, depth: depth + 1, budget: &budget)
                else { return nil }
                entries.append(Entry(key: readKey, value: readValue))
            }
            content = .mapping(entries)
            isNull = false
        default:
            return nil
        }
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
