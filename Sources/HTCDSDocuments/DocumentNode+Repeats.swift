/// Keys that stand twice in a document: a mistake, but no reason to say nothing of the others.
extension DocumentNode {
    /// Parses a YAML document like ``parse(yaml:name:)``, but goes on behind keys that stand twice.
    ///
    /// Each of them is a complaint at the place of its first occurrence, and all of its occurrences stay in the tree.
    /// - Throws: ``DocumentError`` for a text that is no YAML, or too large.
    public static func parse(yaml: String, name: String, complaints: ComplaintList) throws -> DocumentNode {
        var marked = MarkedText(yaml)
        while true {
            do {
                let node = try parseOnce(yaml: marked.text, name: name)
                for key in marked.keys { complaints.add(key) }
                return marked.keys.isEmpty ? node : marked.restored(node)
            } catch let error as RepeatedKey {
                guard marked.mark(error) else {
                    // What was found until then is said as well.
                    for key in marked.keys { complaints.add(key) }
                    throw DocumentError(document: name, complaints: complaints.all + error.failure.complaints)
                }
            }
        }
    }

    /// A key that stands twice in one mapping, and what to say where nothing better can be done.
    struct RepeatedKey: Error {
        let text: String
        let line: Int
        let column: Int
        let failure: DocumentError
    }
}

extension ComplaintList {
    fileprivate func add(_ key: MarkedText.Key) {
        add(line: key.line, column: key.column, "The key \(key.text) stands here and again below.")
    }
}

/// A text in which the first letter of some keys was replaced by one that nobody writes, so that each stands once.
private struct MarkedText {
    struct Key {
        let text: String
        let line: Int
        let column: Int
        let first: Unicode.Scalar
    }

    private var scalars: [Unicode.Scalar]
    private(set) var keys: [Key] = []
    /// Each key costs another reading of the text.
    private let limit: Int
    private static let marks = 0xE000...0xE03F

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        let isClean = !scalars.contains { Self.marks.contains(Int($0.value)) }
        limit = isClean ? min(Self.marks.count, 16 * 1024 * 1024 / max(scalars.count, 1)) : 0
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Marks a key at its place; false where it does not stand there as it is, or was marked too often.
    mutating func mark(_ key: DocumentNode.RepeatedKey) -> Bool {
        guard keys.count < limit, var index = offset(line: key.line, column: key.column),
            let first = key.text.unicodeScalars.first, let mark = Unicode.Scalar(Self.marks.lowerBound + keys.count)
        else { return false }
        if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard index < scalars.count, scalars[index] == first, first != "\"", first != "'", first != "\\" else {
            return false
        }
        scalars[index] = mark
        keys.append(Key(text: key.text, line: key.line, column: key.column, first: first))
        return true
    }

    /// The place of a line and column, both from 1, as YAML counts them.
    private func offset(line: Int, column: Int) -> Int? {
        var index = 0
        var number = 1
        while number < line {
            guard index < scalars.count else { return nil }
            switch scalars[index].value {
            case 0x0D:
                number += 1
                if index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
            case 0x0A, 0x85, 0x2028, 0x2029: number += 1
            default: break
            }
            index += 1
        }
        let place = index + column - 1
        return column >= 1 && place < scalars.count ? place : nil
    }

    /// The tree with its keys as they were written.
    func restored(_ node: DocumentNode) -> DocumentNode {
        switch node.content {
        case .scalar(let text):
            guard let mark = text.unicodeScalars.first, Self.marks.contains(Int(mark.value)),
                Int(mark.value) - Self.marks.lowerBound < keys.count
            else { return node }
            return DocumentNode(.scalar(keys[Int(mark.value) - Self.marks.lowerBound].text), at: node)
        case .sequence(let items): return DocumentNode(.sequence(items.map { restored($0) }), at: node)
        case .mapping(let entries):
            return DocumentNode(
                .mapping(entries.map { DocumentNode.Entry(key: restored($0.key), value: restored($0.value)) }),
                at: node)
        }
    }
}
