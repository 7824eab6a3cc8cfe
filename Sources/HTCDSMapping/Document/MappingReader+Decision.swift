import HTCDSCells
import HTCDSDocuments

/// Who decided that something of a partner's means something of ours, and when.
public struct Decision: Sendable, Hashable {
    public var author: String?
    /// A day, as in `2026-01-31`.
    public var date: String?

    public init(author: String? = nil, date: String? = nil) {
        self.author = author
        self.date = date
    }

    /// What is not said here, taken from what holds for more.
    func completed(by other: Decision) -> Decision {
        Decision(author: author ?? other.author, date: date ?? other.date)
    }
}

/// Who decided, and when.
extension MappingReader {
    func decision(_ scope: DocumentScope) -> Decision {
        Decision(author: scope.text("author"), date: day(scope, "date"))
    }

    /// `{by: …, on: 2026-01-31}`
    func reviewed(_ node: DocumentNode) -> (by: String, on: String)? {
        let scope = DocumentScope(node, what: "reviewed", complaints: complaints)
        defer { scope.finish() }
        // Both are asked for before either is missed, so that neither counts as unknown.
        let by = scope.required("by")
        let on = scope.required("on") == nil ? nil : day(scope, "on")
        guard let by, let on else { return nil }
        return (by, on)
    }

    private func day(_ scope: DocumentScope, _ key: String) -> String? {
        guard let text = scope.text(key) else { return nil }
        if Self.isDay(text) { return text }
        if let value = scope.take(key) { complaints.add(value, "\(key) must be a day, such as 2026-01-31.") }
        return nil
    }

    private static func isDay(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress, bytes.count == 10, bytes[4] == 0x2D else { return false }
            return DateTransform.iso(CellBytes(start: start, count: bytes.count)) != nil
        }
    }
}
