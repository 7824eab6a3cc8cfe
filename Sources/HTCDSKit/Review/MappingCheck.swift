import HTCDSCells
import HTCDSFindings
import HTCDSMapping

/// Says what is wrong with a mapping document, and what is worth knowing about it, before any data is converted by it.
public enum MappingCheck {
    public struct Result: Sendable {
        public let title: String
        /// What is not wrong, one sentence each, with its place where it has one.
        public let remarks: [String]
        /// Columns of the sample that the document neither maps, keeps nor drops.
        public let unused: [String]
    }

    /// - Parameters:
    ///   - reference: name of a shipped mapping, path of a document, or `-`.
    ///   - sample: a file that the document should fit; nil: none.
    /// - Throws: `ToolError`: 78 with every mistake in the document.
    /// Reads the whole sample, because a tree shows its columns one after the other. Memory: as ``Validation/run``.
    public static func run(
        _ reference: String, sample: String? = nil, options: RunOptions = RunOptions()
    ) throws -> Result {
        let document = try MappingLibrary.load(reference).document
        var remarks = MappingReview.remarks(on: document).map(\.description)
        guard let sample else { return Result(title: document.title, remarks: remarks, unused: []) }
        var options = options
        options.mapping = reference
        options.maxFindings = 1
        let columns = try Validation.run(files: [sample], options: options).columns
        remarks += SampleColumns(columns, document).lacking(document)
        return Result(title: document.title, remarks: remarks, unused: columns.unused)
    }
}

/// The columns of a sample, to be found by what a document calls them.
private struct SampleColumns {
    private var names: Set<[UInt8]> = []

    init(_ columns: Report.Columns, _ document: MappingDocument) {
        let all = columns.mapped + columns.kept + columns.dropped + columns.unused
        names = Set(all.map { ByteKeyTable.folded($0) })
        // A kept column goes by the name that the document gives it.
        for rule in document.keep.rules + document.parts.flatMap(\.keep.rules) {
            guard let name = rule.name, names.contains(ByteKeyTable.folded(name)) else { continue }
            names.insert(ByteKeyTable.folded(rule.reference.text))
        }
        // Of things that repeat, all are called alike.
        for name in all {
            guard let open = name.firstIndex(of: "["), let close = name[open...].firstIndex(of: "]") else { continue }
            names.insert(ByteKeyTable.folded(String(name[..<open] + name[name.index(after: close)...])))
        }
    }

    private func has(_ reference: ColumnReference, _ scope: String) -> Bool {
        guard case .header(let name, let occurrence) = reference.kind else { return true }
        let text = occurrence == 1 ? name : reference.text
        return names.contains(ByteKeyTable.folded(scope + text))
    }

    /// What the document names and the sample does not have.
    func lacking(_ document: MappingDocument) -> [String] {
        var remarks = lacking(document.fields, "")
        for part in document.parts {
            let scope = part.each.map { "\($0)/" } ?? ""
            remarks += lacking(part.fields, scope) + lacking(part.keep, part.drop, scope)
        }
        return remarks + lacking(document.keep, document.drop, "")
    }

    private func lacking(_ rules: [FieldRule], _ scope: String) -> [String] {
        rules.flatMap { rule -> [String] in
            let sources = rule.alternatives
            // The start of headers, or a constant, asks for no column by name.
            if sources.contains(where: { $0.constant != nil || $0.from.isEmpty && $0.collect.isEmpty }) { return [] }
            let named = sources.map { $0.from + $0.collect.map(\.reference) }
            guard let source = named.first(where: { $0.contains { has($0, scope) } }) else {
                let texts = named.joined().map(\.text).joined(separator: ", ")
                return ["\(rule.field) has no column in the sample (\(texts))."]
            }
            return source.filter { !has($0, scope) }.map {
                "\($0.text), for \(rule.field), is no column of the sample."
            }
        }
    }

    private func lacking(_ keep: KeepSection, _ drops: [DropRule], _ scope: String) -> [String] {
        let kept = keep.rules.filter { !$0.isPrefix && !has($0.reference, scope) }.map(\.reference)
        let dropped = drops.filter { !$0.isPrefix && !has($0.reference, scope) }.map(\.reference)
        return (kept + dropped).map { "\($0.text) is no column of the sample." }
    }
}
