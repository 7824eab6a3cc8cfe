/// Reads the keys of one mapping node and complains about all that is wrong with it, not only the first thing.
public final class DocumentScope {
    private let node: DocumentNode
    private var entries: [String: DocumentNode.Entry] = [:]
    private var asked: [String] = []
    private let complaints: ComplaintList
    private let what: String

    /// - Parameter what: what the node is, for messages: "the source section".
    public init(_ node: DocumentNode, what: String, complaints: ComplaintList) {
        self.node = node
        self.what = what
        self.complaints = complaints
        if let entries = node.entries {
            for entry in entries {
                guard let key = entry.key.text else {
                    complaints.add(entry.key, "A key of \(what) must be a word.")
                    continue
                }
                self.entries[key] = entry
            }
        } else if !node.isNull {
            complaints.add(node, "\(what.prefix(1).uppercased() + what.dropFirst()) must be a list of keys and values.")
        }
    }

    /// The value under `key`, and the key counts as known from now on.
    public func take(_ key: String) -> DocumentNode? {
        asked.append(key)
        return entries[key]?.value
    }

    public func text(_ key: String) -> String? {
        guard let value = take(key) else { return nil }
        guard let text = value.text else {
            complaints.add(value, "\(key) must be a text.")
            return nil
        }
        return text
    }

    public func required(_ key: String) -> String? {
        guard let entry = entries[key] else {
            asked.append(key)
            complaints.add(node, "\(what.prefix(1).uppercased() + what.dropFirst()) lacks \(key).")
            return nil
        }
        guard let text = text(key) else { return nil }
        if !text.isEmpty, !entry.value.isNull { return text }
        complaints.add(entry.key, "\(key) says nothing. Write something behind it.")
        return nil
    }

    /// A list of texts; a single text counts as a list of one.
    public func texts(_ key: String) -> [String]? { textNodes(key)?.compactMap(\.text) }

    /// The same with the place of each text, all of them scalars.
    public func textNodes(_ key: String) -> [DocumentNode]? {
        guard let value = take(key) else { return nil }
        if value.text != nil { return [value] }
        guard let items = value.items else {
            complaints.add(value, "\(key) must be a list of texts.")
            return nil
        }
        return items.filter { item in
            if item.text == nil { complaints.add(item, "\(key) must be a list of texts.") }
            return item.text != nil
        }
    }

    public func bool(_ key: String) -> Bool? {
        guard let value = take(key) else { return nil }
        switch value.text?.lowercased() {
        case "true": return true
        case "false": return false
        default:
            complaints.add(value, "\(key) must be true or false.")
            return nil
        }
    }

    public func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = take(key) else { return nil }
        guard let text = value.text, let number = Int(text), range.contains(number) else {
            complaints.add(
                value, "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    /// Complains about every key nobody asked for, naming the nearest known one.
    public func finish() {
        for (key, entry) in entries where !asked.contains(key) {
            let near = Spelling.nearest(to: key, in: asked).map { " Did you mean \($0)?" } ?? ""
            complaints.add(entry.key, "\(what.prefix(1).uppercased() + what.dropFirst()) has no key \(key).\(near)")
        }
    }
}

/// Collects complaints while a document is read.
public final class ComplaintList {
    public private(set) var all: [Complaint] = []
    public init() {}
    public func add(_ node: DocumentNode, _ message: String) { add(line: node.line, column: node.column, message) }
    public func add(line: Int, column: Int, _ message: String) {
        all.append(Complaint(line: line, column: column, message: message))
    }
}

/// Which known word was probably meant.
public enum Spelling {
    /// The candidate at the smallest edit distance, if it is at most a third of the word's length.
    public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        var best: (word: String, distance: Int)?
        let limit = max(1, word.count / 3)
        for candidate in candidates {
            let distance = distance(Array(word.lowercased()), Array(candidate.lowercased()), limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// How many letters must be added, taken away, replaced or swapped with their neighbour (optimal string alignment);
    /// given up past `limit`.
    public static func distance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
        if abs(a.count - b.count) > limit { return limit + 1 }
        var beforePrevious: [Int] = []
        var previous = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var current = [i + 1]
            for (j, right) in b.enumerated() {
                var cost = min(previous[j] + (left == right ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, left == b[j - 1], right == a[i - 1] { cost = min(cost, beforePrevious[j - 1] + 1) }
                current.append(cost)
            }
            if min(current.min() ?? 0, previous.min() ?? 0) > limit { return limit + 1 }
            beforePrevious = previous
            previous = current
        }
        return previous[b.count]
    }
}
